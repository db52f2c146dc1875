import { Ajv, type ErrorObject } from 'ajv'
import formats, { type FormatName } from 'ajv-formats'
import { FORMAT_WORDS, FORMATS } from '../domain/protocol/formats.ts'

/** Keywords of `schemas/options.ts` and of `schemas/requests/values.ts` beyond JSON Schema. */
const KEYWORDS = ['secret', 'x-error-type', 'x-lenient']

/** Formats of JSON Schema in `schemas`, beside `FORMATS`. */
const FORMATS_OF_JSON_SCHEMA: FormatName[] = ['uri']

/**
 * Create one of the two validators. That of requests changes nothing: it does not coerce, fill in or remove. That of
 * options coerces, because flags and variables are texts, and fills in defaults.
 */
export function createAjv (use: 'requests' | 'options'): Ajv {
  const isForOptions = use === 'options'
  const ajv = new Ajv({
    coerceTypes: isForOptions ? 'array' : false,
    useDefaults: isForOptions,
    // Messages about options repeat the value.
    verbose: isForOptions,
    removeAdditional: false,
    strict: true,
    allowUnionTypes: true,
    keywords: KEYWORDS,
    formats: FORMATS
  })
  formats.default(ajv, FORMATS_OF_JSON_SCHEMA)
  return ajv
}

/** Property names that a message may repeat, although somebody else chose them. */
const PLAIN_NAME = /^[\w@:.-]{1,50}$/

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null'
}

/** @returns the rule that a value breaks, in words without the signs of HTML. */
export function wordsOf ({ keyword, message = 'is not valid', params }: ErrorObject): string {
  const allowed: unknown = params['allowedValues']
  if (Array.isArray(allowed)) return `must be one of ${allowed.join(', ')}`
  if (keyword === 'type') {
    return `must be ${[params['type']].flat().map((type) => TYPE_WORDS[String(type)]).join(' or ')}`
  }
  if (keyword === 'format') return `must be ${FORMAT_WORDS[String(params['format'])]}`
  if (keyword === 'const') return `must be ${params['allowedValue']}`
  if (keyword === 'anyOf') return 'must have one of the permitted forms'
  if (keyword === 'uniqueItems') return 'must not have duplicates'
  if (keyword === 'pattern') return `must match the pattern ${params['pattern']}`
  if (keyword === 'minLength') {
    return params['limit'] === 1 ? 'must not be empty' : `must have at least ${params['limit']} characters`
  }
  return message.replace('<=', 'at most').replace('>=', 'at least').replace('NOT', 'not')
}

/** @returns the name of an excess property in brackets, nothing for another error or a name that may be unsafe. */
function excessProperty ({ keyword, params }: ErrorObject): string {
  const name = String(params['additionalProperty'])
  return keyword === 'additionalProperties' && PLAIN_NAME.test(name) ? ` (${name})` : ''
}

/**
 * Describe why a request is not valid.
 * @param errors - at least one error
 * @param subject - the part of the request, for example `The request body`
 * @returns a sentence without a final full stop and without the value
 */
export function describeErrors (errors: readonly ErrorObject[], subject: string): string {
  // For a choice, the last error is about the choice itself.
  const error = errors.at(-1)
  if (error === undefined) return `${subject} is not valid`
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  return `${path === '' ? subject : `${subject}: ${path}`} ${wordsOf(error)}${excessProperty(error)}`
}
