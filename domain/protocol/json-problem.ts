/** Why a JSON text that parses is refused all the same. */
export type JsonProblem = 'duplicate' | 'depth'

const NEXT = /[^"{}[\],:]*/y

/**
 * Looks for what a JSON parser passes over: a key that is given twice in one object, and nesting that nobody needs.
 * @param text - JSON; if it is none, the parser will say so
 * @param maxDepth - deepest nesting allowed (count)
 * @returns null if there is none
 */
export function findJsonProblem (text: string, maxDepth: number): JsonProblem | null {
  /** Keys of each open object, null for an array. */
  const open: Array<Set<string> | null> = []
  let atKey = false
  for (let position = 0; ;) {
    NEXT.lastIndex = position
    NEXT.exec(text)
    const start = NEXT.lastIndex
    const token = text[start]
    if (token === undefined) return null
    position = token === '"' ? endOfString(text, start) : start + 1
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : null) > maxDepth) return 'depth'
      atKey = token === '{'
    } else if (token === '}' || token === ']') {
      open.pop()
      atKey = false
    } else if (token === ',') {
      atKey = open.at(-1) != null
    } else if (token === ':') {
      atKey = false
    } else if (atKey) {
      const key = readKey(text.slice(start, position))
      if (key === undefined) return null
      const keys = open.at(-1)
      if (keys?.has(key) === true) return 'duplicate'
      keys?.add(key)
    }
  }
}

/** @returns the position behind the quotation mark that ends a string; the end of the text if none does. */
function endOfString (text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text[end - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return end + 1
  }
  return text.length
}

function readKey (token: string): string | undefined {
  try {
    return JSON.parse(token) as string
  } catch {
    return undefined
  }
}
