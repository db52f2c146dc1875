import { createKeyTable } from './json-keys.ts'
import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-signs.ts'

/** A problem of a JSON text that parses. */
export type JsonProblem =
  | { readonly problem: 'duplicate', /** The key. */ readonly name: string }
  | { readonly problem: 'depth' | 'values' | 'names' }

/** Limits of a JSON text (counts). */
export interface JsonLimits {
  /** Deepest nesting of objects and arrays. */
  readonly depth: number
  /** Most values of members and elements; an empty object or array counts twice. */
  readonly values: number
  /** Most different names of members. */
  readonly names: number
}

/** The number of an array in place of that of an object. */
const NO_OBJECT = 0

/**
 * Find a problem that a JSON parser passes over: a key twice in one object, needless nesting, too many values or names.
 * @param text - JSON; if it is none, the parser will say so
 * @param limits - deepest nesting, most values and names
 * @param seed - a number that clients do not know, so that they cannot choose keys that make the search slow
 * @returns null if there is none
 */
export function findJsonProblem (text: string, limits: JsonLimits, seed = 0): JsonProblem | null {
  const keys = createKeyTable(text, seed)
  /** Numbers of the open objects. */
  const open: number[] = []
  let objects = 0
  let values = 0
  let current = NO_OBJECT
  let atKey = false
  for (let position = 0; position < text.length; position++) {
    switch (text.charCodeAt(position)) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        atKey = text.charCodeAt(position) === OPEN_OBJECT
        current = atKey ? ++objects : NO_OBJECT
        if (open.push(current) > limits.depth) return { problem: 'depth' }
        if (++values > limits.values) return { problem: 'values' }
        break
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        open.pop()
        current = open[open.length - 1] ?? NO_OBJECT
        atKey = false
        break
      case COMMA:
        atKey = current !== NO_OBJECT
        if (++values > limits.values) return { problem: 'values' }
        break
      case QUOTE: {
        const end = endOfString(text, position)
        if (atKey) {
          const known = keys.add(current, position + 1, end)
          if (known !== undefined) return { problem: 'duplicate', name: known }
          if (keys.different() > limits.names) return { problem: 'names' }
          atKey = false
        }
        position = end
      }
    }
  }
  return null
}

/**
 * Find the end of a JSON string.
 * @param text - JSON
 * @param start - position of its first quotation mark
 * @returns the position of the quotation mark that ends it; the end of the text if none does
 */
export function endOfString (text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++
    if (escapes % 2 === 0) return end
  }
  return text.length
}
