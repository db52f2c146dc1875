import type { ErrorObject, ValidateFunction } from 'ajv'
import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { ControlError, pointerTo } from '../../domain/control/control-error.ts'
import { ajvFor, describeErrors } from '../schema-validation.ts'

/** Validators by kind of arguments. */
const VALIDATORS = { exact: 'requests', texts: 'queries' } as const

/**
 * Compile the schema of the arguments of a control call.
 * @param schema - a constant from `schemas/control`
 * @param kind - `texts` for the parameters of an address, whose numbers and switches are texts; bodies are `exact`
 */
export const compileArguments = (schema: object, kind: 'exact' | 'texts'): ValidateFunction =>
  ajvFor(VALIDATORS[kind]).compile(schema)

/**
 * Check the arguments of a control call. The library and HTTP call this before they call the function.
 * @param schema - a constant from `schemas/control`
 * @param given - the arguments, which stay as they are
 * @returns the arguments
 * @throws {ControlError} with status 400 and the JSON pointer, if the schema does not allow them
 */
export function checkArguments<S extends JSONSchema> (schema: S, given: unknown): FromSchema<S> {
  const validate = compileArguments(schema as object, 'exact')
  if (!validate(given)) throw refusalOf(validate.errors ?? [], 'arguments')
  return given as FromSchema<S>
}

/**
 * Describe why arguments are refused.
 * @param errors - at least one error of a validator
 * @param part - the part of the call: body, params, querystring or arguments
 */
export function refusalOf (errors: readonly ErrorObject[], part: string): ControlError {
  const error = errors.at(-1)
  return new ControlError(400, describeErrors(errors, part), error === undefined ? '' : pointerOf(error))
}

/** An excess or missing member is named by its own pointer, although the validator points at its object. */
function pointerOf ({ instancePath, params }: ErrorObject): string {
  const member: unknown = params['additionalProperty'] ?? params['missingProperty']
  return typeof member === 'string' ? pointerTo(instancePath, member) : instancePath
}
