import type { ValidateFunction } from 'ajv'
import { ajvFor } from '../schema-validation.ts'

/** The schema of an option. */
export interface OptionSchema { readonly description: string, readonly default?: unknown }

/** Validators by schema, each for an object with the one option, whose text it converts. */
const validators = new WeakMap<OptionSchema, ValidateFunction>()

/**
 * Get the validator of an option, compiled at the first use. The build puts functions that it has compiled from the
 * same schemas in place of this module: Ajv, which a start would load for one flag, takes a fifteenth of it.
 * @param name - name of the option
 * @param schema - its schema
 */
export function validatorOf (name: string, schema: OptionSchema): ValidateFunction {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const compiled = ajvFor('options').compile({ type: 'object', properties: { [name]: schema } })
  validators.set(schema, compiled)
  return compiled
}
