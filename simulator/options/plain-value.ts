import { FORMATS } from '../../domain/protocol/formats.ts'

/** The schema of an option. */
export interface OptionSchema { readonly type?: unknown, readonly default?: unknown }

/** Keywords that restrict no value. */
const ANNOTATIONS = ['type', 'description', 'default', 'secret']

/** Values of a type, as options and as the texts of flags and variables; undefined for all others. */
const TYPES: Readonly<Record<string, (value: unknown) => unknown>> = {
  string: (value) => typeof value === 'string' ? value : undefined,
  array: (value) => Array.isArray(value) ? value : undefined,
  boolean (value) {
    if (value === 'true' || value === 'false') return value === 'true'
    return typeof value === 'boolean' ? value : undefined
  },
  integer (value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
    return Number.isSafeInteger(number) ? number : undefined
  }
}

const FORMATS_BY_NAME: Readonly<Record<string, (text: string) => boolean>> = FORMATS

/** Rules of JSON Schema, by keyword. */
const RULES: Readonly<Record<string, (value: never, limit: never) => boolean>> = {
  enum: (value: unknown, allowed: readonly unknown[]) => allowed.includes(value),
  minimum: (value: number, least: number) => value >= least,
  maximum: (value: number, most: number) => value <= most,
  format: (text: string, name: string) => FORMATS_BY_NAME[name]?.(text) === true,
  pattern: (text: string, pattern: string) => new RegExp(pattern, 'u').test(text),
  minLength: (value: string, least: number) => [...value].length >= least,
  maxLength: (value: string, most: number) => [...value].length <= most,
  minItems: (values: readonly unknown[], least: number) => values.length >= least,
  uniqueItems: (values: readonly unknown[]) => new Set(values).size === values.length,
  items: (values: readonly unknown[], schema: OptionSchema) =>
    values.every((value) => plainValue(schema, value) === value)
}

/**
 * Convert a value that meets simple rules, as most options have, so that a start need not load Ajv for it.
 * @param schema - the schema of an option
 * @param value - the value, or its text
 * @returns the value of the option; undefined if it breaks a rule, or Ajv alone knows the rules
 */
export function plainValue (schema: OptionSchema, value: unknown): unknown {
  const converted = TYPES[String(schema.type)]?.(value)
  if (converted === undefined) return undefined
  const isValid = Object.entries(schema).every(([keyword, limit]) =>
    ANNOTATIONS.includes(keyword) || RULES[keyword]?.(converted as never, limit as never) === true)
  return isValid ? converted : undefined
}
