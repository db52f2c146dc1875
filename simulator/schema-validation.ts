import { Ajv, type ErrorObject } from 'ajv'
import formats, { type FormatName } from 'ajv-formats'
import { FORMAT_WORDS, FORMATS } from '../domain/protocol/formats.ts'

/** Keywords of `schemas/options.ts` beyond JSON Schema. */
const KEYWORDS = ['env']

/** Those of JSON Schema that `schemas` name beside `FORMATS`. */
const FORMATS_OF_JSON_SCHEMA: FormatName[] = ['date-time', 'uri']

/**
 * The only two ways in which schemas are applied. Requests are checked as they are: nothing is coerced, filled in or removed.
 * Options come from flags and variables, which are texts, and have defaults.
 */
export function createAjv (use: 'requests' | 'options'): Ajv {
  const lenient = use === 'options'
  const ajv = new Ajv({ coerceTypes: lenient ? 'array' : false, useDefaults: lenient, removeAdditional: false, strict: true, allowUnionTypes: true, keywords: KEYWORDS, formats: FORMATS })
  formats.default(ajv, FORMATS_OF_JSON_SCHEMA)
  return ajv
}

/** What may be repeated of a name that somebody made up. */
const PLAIN_NAME = /^[\w@:.-]{1,50}$/

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object', array: 'an array', string: 'a string', number: 'a number', integer: 'a whole number', boolean: 'true or false', null: 'null'
}

/** @returns what one error says, in words. A sign that is part of HTML is none of a text for people. */
export function wordsOf ({ keyword, message = 'is not valid', params }: ErrorObject): string {
  const allowed: unknown = params['allowedValues']
  if (Array.isArray(allowed)) return `must be one of ${allowed.join(', ')}`
  if (keyword === 'type') return `must be ${[params['type']].flat().map((type) => TYPE_WORDS[String(type)]).join(' or ')}`
  if (keyword === 'format') return `must be ${FORMAT_WORDS[String(params['format'])]}`
  if (keyword === 'const') return `must be ${params['allowedValue']}`
  if (keyword === 'anyOf') return 'must have one of its forms'
  if (keyword === 'uniqueItems') return 'must not name anything twice'
  if (keyword === 'pattern') return 'has not the right form'
  if (keyword === 'minLength') return params['limit'] === 1 ? 'must not be empty' : `must have at least ${params['limit']} characters`
  return message.replace('<=', 'at most').replace('>=', 'at least').replace('NOT', 'not')
}

/** @returns in words what is wrong, without the value that was sent. */
export function describeErrors (errors: readonly ErrorObject[], what: string): string {
  // Of a choice, the last error is the one about the choice itself.
  const error = errors.at(-1)
  if (error === undefined) return `${what} is not valid`
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  const name = String(error.params['additionalProperty'])
  const extra = error.keyword === 'additionalProperties' && PLAIN_NAME.test(name) ? ` (${name})` : ''
  return `${path === '' ? what : `${what}: ${path}`} ${wordsOf(error)}${extra}`
}
