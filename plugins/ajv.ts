import { Ajv, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'

/** Keywords of `schemas/options.ts` beyond JSON Schema. */
const KEYWORDS = ['env']

/**
 * The only two ways in which schemas are applied. Requests are checked as they are: nothing is coerced, filled in or removed.
 * Options come from flags and variables, which are texts, and have defaults.
 */
export function createAjv (use: 'requests' | 'options'): Ajv {
  const lenient = use === 'options'
  const ajv = new Ajv({ coerceTypes: lenient ? 'array' : false, useDefaults: lenient, removeAdditional: false, allErrors: lenient, strict: true, allowUnionTypes: true, keywords: KEYWORDS })
  formats.default(ajv)
  return ajv
}

/** @returns in words what is wrong, without the value that was sent. */
export function describeErrors (errors: readonly ErrorObject[], what: string): string {
  // Of a choice, the last error is the one about the choice itself.
  const error = errors.at(-1)
  const path = error?.instancePath.slice(1).replaceAll('/', '.') ?? ''
  const extra = error?.keyword === 'additionalProperties' ? ` (${String(error.params['additionalProperty']).slice(0, 50)})` : ''
  return `${path === '' ? what : `${what}: ${path}`} ${error?.message ?? 'is not valid'}${extra}`
}
