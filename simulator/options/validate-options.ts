import type { ErrorObject } from 'ajv'
import equal from 'fast-deep-equal'
import { type OptionSchema, validatorOf } from './option-validators.ts'
import type { OptionName } from './spelling.ts'

/** The schema of options: one schema for each, and no others. */
export interface OptionsSchema { readonly properties: Readonly<Record<string, OptionSchema>> }

/** The first problem of some options. */
export type OptionsProblem = { readonly unknown: string } | { readonly option: OptionName, readonly error: ErrorObject }

/**
 * Validate options, convert texts and add defaults. Only schemas of options that differ from their default are
 * compiled: all together take a fifth of a start.
 * @param schema - the schemas of the options
 * @param options - given values; converted values and defaults are written into it
 * @returns the first problem, undefined without one
 */
export function validateOptions (
  { properties }: OptionsSchema, options: Record<string, unknown>
): OptionsProblem | undefined {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(properties, name))
  if (unknown !== undefined) return { unknown }
  for (const [name, schema] of Object.entries(properties)) {
    if (options[name] === undefined && schema.default !== undefined) options[name] = structuredClone(schema.default)
    if (equal(options[name], schema.default)) continue
    const validate = validatorOf(name, schema)
    const error = validate(options) ? undefined : validate.errors?.at(-1)
    if (error !== undefined) return { option: name as OptionName, error }
  }
  return undefined
}
