import type { JSONSchema } from 'json-schema-to-ts'
import { type CreatedOpportunity, createOpportunity as create } from '../../../domain/control/act/new-opportunity.ts'
import { type NewOpportunity, newOpportunity } from '../../../schemas/control/new-opportunity.ts'
import type { Simulator } from '../../index.ts'
import { checkArguments } from '../arguments.ts'

/**
 * Check the description of an opportunity to create.
 * @param given - the description
 * @throws {ControlError} with status 400 and the JSON pointer, if the schema does not allow it
 */
export const readNewOpportunity = (given: unknown): NewOpportunity =>
  // The type that the schema implies is too deep for the compiler to infer here.
  checkArguments<JSONSchema>(newOpportunity, given) as NewOpportunity

/**
 * Create an opportunity for a test; it is in its feed at once.
 * @param given - criterion, type, flow, seller, price and start; each has a default
 * @throws {ControlError} with status 400 and the JSON pointer, if no opportunity can be as wanted
 */
export async function createOpportunity (
  { transact }: Pick<Simulator, 'transact'>, given: NewOpportunity
): Promise<CreatedOpportunity> {
  const { created } = await transact((_tx, environment) => create(given, environment))
  return created
}
