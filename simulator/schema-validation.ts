import { createRequire } from 'node:module'
import type { Ajv, CodeOptions, ErrorObject } from 'ajv'
import type { FormatName } from 'ajv-formats'
import { FORMAT_WORDS, FORMATS, TYPE_WORDS } from '../domain/protocol/formats.ts'
import { received } from '../domain/protocol/received.ts'

/**
 * Keywords of `schemas` beyond JSON Schema. `x-expected` says in words which values the format and the pattern of a
 * text permit.
 */
const KEYWORDS = ['secret', 'x-error-type', 'x-expected', 'x-lenient']

/** Formats of JSON Schema in `schemas`, beside `FORMATS`. */
const FORMATS_OF_JSON_SCHEMA: FormatName[] = ['uri']

/** Conversion of texts, by the use of a validator. */
const COERCION = { requests: false, queries: true, options: 'array' } as const

type Use = keyof typeof COERCION

/** One for each use in the process: Ajv compiles each schema once, and schemas are constants. */
const validators: Partial<Record<Use, Ajv>> = {}

/**
 * Get one of the validators. That of requests changes nothing: it does not coerce, fill in or remove. That of the
 * queries of control calls coerces, because they are texts. That of options coerces, because flags and variables are
 * texts, and fills in defaults.
 */
export const ajvFor = (use: Use): Ajv => (validators[use] ??= createAjv(use))

/**
 * Create a validator. Ajv is loaded here and not before: it takes a tenth of a start, and the first answer needs no
 * validator.
 * @param use - the use of the validator
 * @param code - settings of the compiled code, for a build that writes it to a file
 */
export function createAjv (use: Use, code: CodeOptions = {}): Ajv {
  const require = createRequire(import.meta.url)
  const { Ajv } = require('ajv') as typeof import('ajv')
  const { default: formats } = require('ajv-formats') as typeof import('ajv-formats')
  const ajv = new Ajv({
    coerceTypes: COERCION[use],
    useDefaults: use === 'options',
    // Messages repeat values of options and addresses, and the kind of a value in a body.
    verbose: true,
    removeAdditional: false,
    // The schemas are constants, which the tests check; the schema of schemas alone takes a tenth of a start.
    validateSchema: false,
    strict: true,
    allowUnionTypes: true,
    keywords: KEYWORDS,
    formats: FORMATS,
    code
  })
  formats(ajv, FORMATS_OF_JSON_SCHEMA)
  return ajv
}

/** Property names that a message may repeat, although somebody else chose them. */
const PLAIN_NAME = /^[\w@:.-]{1,50}$/

/** @returns the rule that a value breaks, in words without the signs of HTML. */
export function wordsOf (error: ErrorObject): string {
  const { keyword, message = 'is not valid', params } = error
  const expected = expectationOf(error)
  if (expected !== undefined) return `must be ${expected}`
  const allowed: unknown = params['allowedValues']
  if (Array.isArray(allowed)) return `must be one of ${allowed.join(', ')}`
  if (keyword === 'type') {
    return `must be ${[params['type']].flat().map((type) => TYPE_WORDS[String(type)]).join(' or ')}`
  }
  if (keyword === 'format') return `must be ${FORMAT_WORDS[String(params['format'])]}`
  if (keyword === 'const') return `must be ${params['allowedValue']}`
  if (keyword === 'anyOf') return 'must have one of the permitted forms'
  if (keyword === 'uniqueItems') return 'must not have duplicates'
  if (keyword === 'additionalProperties') return memberRule(error)
  if (keyword === 'minItems') return `must have ${params['limit']} or more items`
  if (keyword === 'minProperties') return `must have ${params['limit']} or more members`
  if (keyword === 'minLength') {
    return params['limit'] === 1 ? 'must not be empty' : `must have at least ${params['limit']} characters`
  }
  return message.replace('<=', 'at most').replace('>=', 'at least').replace('NOT', 'not')
}

/** Keywords of a text that `x-expected` describes. */
const OF_TEXT = ['format', 'pattern']

function expectationOf ({ keyword, parentSchema = {} }: ErrorObject): string | undefined {
  if (!OF_TEXT.includes(keyword) || !('x-expected' in parentSchema)) return undefined
  return String(parentSchema['x-expected'])
}

/** @returns the members that an object with an unknown one may have */
export function knownMembers ({ parentSchema = {} }: ErrorObject): string[] {
  return Object.keys((parentSchema as { readonly properties?: object }).properties ?? {})
}

function memberRule (error: ErrorObject): string {
  const known = knownMembers(error)
  return known.length === 0 ? 'must have no members' : `must have only the members ${known.join(', ')}`
}

/** @returns the name of an excess member, nothing for another error or a name that may be unsafe. */
function excessMember ({ keyword, params }: ErrorObject): string {
  const name = String(params['additionalProperty'])
  return keyword === 'additionalProperties' && PLAIN_NAME.test(name) ? `; received ${name}` : ''
}

/** The parts of a request in words, and whether messages may repeat their values: a body can hold secrets. */
const PARTS: Readonly<Record<string, readonly [subject: string, isPublic: boolean]>> = {
  body: ['The request body', false],
  arguments: ['The arguments', false],
  document: ['The document', false],
  record: ['The record', false],
  params: ['The path', true],
  querystring: ['The query', true]
}

/**
 * Describe why a request is not valid.
 * @param errors - at least one error
 * @param part - the part of the request: body, params or querystring
 * @returns a sentence with the expectation and the value received, or the kind of a value in a body
 */
export function describeErrors (errors: readonly ErrorObject[], part: string): string {
  const [subject, isPublic] = PARTS[part] ?? [part, false]
  // For a choice, the last error is about the choice itself.
  const error = errors.at(-1)
  if (error === undefined) return `${subject} is not valid.`
  const { data, instancePath, keyword } = error
  const path = instancePath.slice(1).replaceAll('/', '.')
  // A number beyond its bounds, or the other truth value, is no secret.
  const isPlain = keyword !== 'type' && ['number', 'boolean'].includes(typeof data)
  const value = isPublic || isPlain ? received(data) : wordsOfKind(data, part, path)
  // An object that lacks or exceeds properties is no value to name.
  const end = ['required', 'dependentRequired', 'additionalProperties'].includes(keyword) ? '' : `; received ${value}`
  return `${path === '' ? subject : `${subject}: ${path}`} ${wordsOf(error)}${excessMember(error)}${end}.`
}

/** Fastify validates null in place of a body that is missing. */
function wordsOfKind (data: unknown, part: string, path: string): string {
  if (part === 'body' && path === '' && data === null) return 'null or nothing'
  return TYPE_WORDS[kindOf(data)] ?? 'nothing'
}

const kindOf = (value: unknown): string => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
