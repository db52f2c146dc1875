import type { NodeSchema } from '../../schemas/requests/values.ts'
import { FORMAT_WORDS, TYPE_WORDS } from '../protocol/formats.ts'
import { isHtml, markupIn } from '../protocol/markup.ts'
import { received, receivedKind } from '../protocol/received.ts'

/** The expectation of a value: a schema that it breaks, or a property that it lacks. */
export type Expectation = { readonly schema: Schema } | { readonly property: string }

type Schema = Exclude<NodeSchema, boolean>

/** @returns the expectation that a value follows a schema */
export const expectationOf = (schema: Schema): Expectation => ({ schema })

/** Formats of texts that can be personal data: messages do not repeat these values. */
const PERSONAL = ['plain-text', 'email']

/**
 * Describe a problem of a request.
 * @param expected - the expectation
 * @param value - the value received
 * @param path - names and indexes that lead to the value
 * @returns a sentence with path, expectation and value; without personal data, but with the markup in a text
 */
export function problemText (expected: Expectation, value: unknown, path: ReadonlyArray<string | number>): string {
  const subject = subjectOf(path)
  if ('property' in expected) return `${subject} must have ${expected.property}.`
  const { schema } = expected
  const { maxLength = Infinity, maxItems = Infinity } = schema
  const length = isFilled(value) ? charactersIn(value) : 0
  if (length > maxLength) return `${subject} must have at most ${maxLength} characters; received ${length}.`
  if (Array.isArray(value) && value.length > maxItems) {
    return `${subject} must have at most ${maxItems} items; received ${value.length}.`
  }
  if (schema.format !== undefined && isFilled(value) && isHtml(value)) {
    return `${subject} must be ${words(schema)}; it contains ${received(shorten(markupIn(value)))}.`
  }
  return `${subject} must be ${words(schema)}; received ${valueWords(schema, value)}.`
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** @returns the length of a text as JSON Schema counts it: a character beyond U+FFFF is one, and two code units */
export function charactersIn (text: string): number {
  let pairs = 0
  for (let index = 0; index < text.length; index++) if ((text.codePointAt(index) ?? 0) > 0xffff) pairs++
  return text.length - pairs
}

const shorten = (part: string): string => part.length > 20 ? `${part.slice(0, 20)}…` : part

function subjectOf (path: ReadonlyArray<string | number>): string {
  if (path.length === 0) return 'The request body'
  return path.map((part) => typeof part === 'number' ? `[${part}]` : `.${part}`).join('').slice(1)
}

/** @returns the rule of a schema in words */
function words (schema: Schema): string {
  const { anyOf, const: constant, enum: values, type, format, minimum, minItems = 0 } = schema
  if (anyOf !== undefined) return [...new Set(anyOf.map((form) => words(form as Schema)))].join(' or ')
  if (constant !== undefined) return String(constant)
  if (Array.isArray(values)) return `one of ${values.join(', ')}`
  if (type === 'object') return nodeWords(schema)
  if (type === 'array' && minItems > 0) return 'a list of 1 or more items'
  if (type === 'integer' && minimum === 0) return 'a whole number, 0 or more'
  return (format === undefined ? TYPE_WORDS[String(type)] : FORMAT_WORDS[format]) ?? 'a value'
}

/** @returns the type of a node, such as `an Organization` */
function nodeWords ({ properties }: Schema): string {
  const type = properties?.['@type']
  const name = typeof type === 'object' ? type.const : undefined
  return typeof name === 'string' ? `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}` : 'an object'
}

/** @returns a value in words, or its kind if it can be personal data */
function valueWords (schema: Schema, value: unknown): string {
  if (typeof value === 'object' && value !== null && '@type' in value) {
    return `an object with the @type ${received(value['@type'])}`
  }
  const isShown = isFilled(value) || typeof value === 'number'
  return isShown && !mayBePersonal(schema) ? received(value) : receivedKind(value)
}

function mayBePersonal ({ type, anyOf, format, const: constant, enum: values }: Schema): boolean {
  if (constant !== undefined || values !== undefined) return false
  if (anyOf !== undefined) return anyOf.some((form) => mayBePersonal(form as Schema))
  return PERSONAL.includes(format ?? '') || type === 'object' || type === 'array'
}
