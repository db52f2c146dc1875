/** Why a JSON text that parses is refused all the same. */
export type JsonProblem = 'duplicate' | 'depth'

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gy
const NEXT = /[^"{}[\],:]*/y

/**
 * Looks for what a JSON parser passes over: a key that is given twice in one object, and nesting that nobody needs.
 * @param text - valid JSON
 * @param maxDepth - deepest nesting allowed (count)
 * @returns null if there is none
 */
export function findJsonProblem (text: string, maxDepth: number): JsonProblem | null {
  /** Keys of each open object, null for an array. */
  const open: Array<Set<string> | null> = []
  let atKey = false
  for (let position = 0; position < text.length;) {
    NEXT.lastIndex = position
    NEXT.exec(text)
    TOKEN.lastIndex = NEXT.lastIndex
    const token = TOKEN.exec(text)?.[0]
    if (token === undefined) return null
    position = TOKEN.lastIndex
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
      const key = JSON.parse(token) as string
      const keys = open.at(-1)
      if (keys?.has(key) === true) return 'duplicate'
      keys?.add(key)
    }
  }
  return null
}
