import { Ajv, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import { FORMATS } from './formats.ts'

/** Keywords of `schemas/options.ts` beyond JSON Schema. */
const KEYWORDS = ['env']

/**
 * The only two ways in which schemas are applied. Requests are checked as they are: nothing is coerced, filled in or removed.
 * Options come from flags and variables, which are texts, and have defaults.
 */
export function createAjv (use: 'requests' | 'options'): Ajv {
  const lenient = use === 'options'
  const ajv = new Ajv({ coerceTypes: lenient ? 'array' : false, useDefaults: lenient, removeAdditional: false, allErrors: lenient, strict: true, allowUnionTypes: true, keywords: KEYWORDS, formats: FORMATS })
  formats.default(ajv)
  return ajv
}

/** What may be repeated of a name that somebody made up. */
const PLAIN_NAME = /^[\w@:.-]{1,50}$/

/** @returns in words what is wrong, without the value that was sent. */
export function describeErrors (errors: readonly ErrorObject[], what: string): string {
  // Of a choice, the last error is the one about the choice itself.
  const error = errors.at(-1)
  const path = error?.instancePath.slice(1).replaceAll('/', '.') ?? ''
  const name = String(error?.params['additionalProperty'])
  const extra = error?.keyword === 'additionalProperties' && PLAIN_NAME.test(name) ? ` (${name})` : ''
  // A sign that is part of HTML is none of a text for people.
  const message = (error?.message ?? 'is not valid').replace('<=', 'at most').replace('>=', 'at least').replace('match a schema in anyOf', 'have one of its forms')
  return `${path === '' ? what : `${what}: ${path}`} ${message}${extra}`
}
