const SPACE = /[ \t\n\r]*/y
const QUOTE = /"/y
// eslint-disable-next-line no-control-regex -- JSON has no control characters in strings
const CHARACTERS = /[^"\\\u0000-\u001f]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** A place in a text. */
export interface Place { readonly line: number, readonly column: number }

/** The place at which each text begins. */
export const BEGIN: Place = { line: 1, column: 1 }

/**
 * Find the place behind a text.
 * @param text - the text
 * @param from - place at which it begins
 */
export function placeBehind (text: string, from = BEGIN): Place {
  let { line } = from
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    line++
    start = end + 1
  }
  return { line, column: start === 0 ? from.column + text.length : text.length - start + 1 }
}

/**
 * Find the position at which a text stops being JSON.
 * @param text - a text that a JSON parser has refused; its nesting must not be deep
 * @returns the position of the first sign that JSON cannot have there, or the end of the text
 * @see {@link https://www.rfc-editor.org/rfc/rfc8259#section-2}
 */
export function endOfJson (text: string): number {
  let position = 0

  function take (pattern: RegExp): boolean {
    pattern.lastIndex = position
    if (!pattern.test(text)) return false
    position = pattern.lastIndex
    return true
  }

  function takeSign (sign: string): boolean {
    take(SPACE)
    if (text.charAt(position) !== sign) return false
    position++
    return true
  }

  function takeString (): boolean {
    take(SPACE)
    if (!take(QUOTE)) return false
    do take(CHARACTERS); while (take(ESCAPE))
    return take(QUOTE)
  }

  function takeParts (takePart: () => boolean, end: string): boolean {
    if (takeSign(end)) return true
    do if (!takePart()) return false; while (takeSign(','))
    return takeSign(end)
  }

  const takeMember = (): boolean => takeString() && takeSign(':') && takeValue()

  function takeValue (): boolean {
    if (takeSign('{')) return takeParts(takeMember, '}')
    if (takeSign('[')) return takeParts(takeValue, ']')
    return text.charAt(position) === '"' ? takeString() : take(SCALAR)
  }

  if (takeValue()) take(SPACE)
  return position
}
