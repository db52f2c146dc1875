/** Why a JSON text that parses is refused all the same. */
export type JsonProblem = 'duplicate' | 'depth'

/** Character codes of the tokens. */
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

// eslint-disable-next-line no-control-regex -- JSON has no control characters in strings
const NEEDS_PARSER = /[\\\u0000-\u001f]/

/** Up to this number of keys (count), a list is searched faster than a set. */
const FEW_KEYS = 8

/** Keys of an open object. */
interface Keys { readonly few: string[], many: Set<string> | undefined }

/**
 * Looks for what a JSON parser passes over: a key that is given twice in one object, and nesting that nobody needs.
 * @param text - JSON; if it is none, the parser will say so
 * @param maxDepth - deepest nesting allowed (count)
 * @returns null if there is none
 */
export function findJsonProblem (text: string, maxDepth: number): JsonProblem | null {
  /** Keys of each open object, null for an array. */
  const open: Array<Keys | null> = []
  let atKey = false
  for (let position = 0; position < text.length; position++) {
    switch (text.charCodeAt(position)) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        atKey = text.charCodeAt(position) === OPEN_OBJECT
        if (open.push(atKey ? { few: [], many: undefined } : null) > maxDepth) return 'depth'
        break
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        open.pop()
        atKey = false
        break
      case COMMA:
        atKey = open.at(-1) != null
        break
      case COLON:
        atKey = false
        break
      case QUOTE: {
        const end = endOfString(text, position)
        const keys = atKey ? open.at(-1) : undefined
        if (keys != null) {
          const key = readKey(text, position, end)
          if (key === undefined) return null
          if (!addKey(keys, key)) return 'duplicate'
        }
        position = end - 1
      }
    }
  }
  return null
}

/** @returns the position behind the quotation mark that ends a string; the end of the text if none does. */
function endOfString (text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++
    if (escapes % 2 === 0) return end + 1
  }
  return text.length
}

/** @returns the key between two positions, undefined if it is no JSON. */
function readKey (text: string, start: number, end: number): string | undefined {
  const inner = text.slice(start + 1, end - 1)
  if (end - start > 1 && !NEEDS_PARSER.test(inner)) return inner
  try {
    return JSON.parse(text.slice(start, end)) as string
  } catch {
    return undefined
  }
}

/** @returns whether a key is new. */
function addKey (keys: Keys, key: string): boolean {
  if (keys.many?.has(key) ?? keys.few.includes(key)) return false
  if (keys.many !== undefined) {
    keys.many.add(key)
  } else if (keys.few.push(key) > FEW_KEYS) {
    keys.many = new Set(keys.few)
  }
  return true
}
