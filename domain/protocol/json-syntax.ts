const SPACE = /[ \t\n\r]*/y
const QUOTE = /"/y
// eslint-disable-next-line no-control-regex -- JSON has no control characters in strings
const CHARACTERS = /[^"\\\u0000-\u001f]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/**
 * Find the place at which a text stops being JSON.
 * @param text - a text that a JSON parser has refused; its nesting must not be deep
 * @returns line and column of the first sign that JSON cannot have there, or of the end of the text; 1 is the first
 * @see {@link https://www.rfc-editor.org/rfc/rfc8259#section-2}
 */
export function syntaxErrorIn (text: string): { readonly line: number, readonly column: number } {
  const lines = text.slice(0, endOfJson(text)).split('\n')
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}

/** @returns the position up to which a text can be the beginning of JSON */
function endOfJson (text: string): number {
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
