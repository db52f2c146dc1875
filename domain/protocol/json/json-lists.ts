import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-signs.ts'

/** Depth of a list: an array that is a member of the document. */
export const LIST_DEPTH = 2

/** A sign that separates the lists of a document, and their elements, from the rest. */
export interface ListSign {
  /** A list begins behind an `opening`; a `comma` and an `end` are behind an element. */
  readonly sign: 'opening' | 'comma' | 'end'
  /** Position of the sign in the text. */
  readonly at: number
}

/** Finds the lists of a JSON document; if it is none, a parser will say so about one of its parts. */
export interface ListScanner {
  /**
   * Find the next sign.
   * @param text - a text of the document
   * @param from - position up to which the scanner has read before
   * @returns undefined if there is none up to the end of the text
   */
  next (text: string, from: number): ListSign | undefined
}

/** Create a scanner at the beginning of a document. */
export function createListScanner (): ListScanner {
  let depth = 0
  let isObject = false
  let isList = false
  let isString = false
  let isEscaped = false

  function readCharacter (code: number): void {
    if (isEscaped) isEscaped = false
    else if (code === BACKSLASH) isEscaped = true
    else if (code === QUOTE) isString = false
  }

  function readSign (code: number): ListSign['sign'] | undefined {
    switch (code) {
      case QUOTE:
        isString = true
        break
      case COMMA: return isList && depth === LIST_DEPTH ? 'comma' : undefined
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        depth++
        if (depth === 1) isObject = code === OPEN_OBJECT
        else if (depth === LIST_DEPTH && isObject && code === OPEN_ARRAY) {
          isList = true
          return 'opening'
        }
        break
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        if (depth-- !== LIST_DEPTH || !isList) break
        isList = false
        return 'end'
    }
    return undefined
  }

  return {
    next (text, from) {
      for (let at = from; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (isString) readCharacter(code)
        else {
          const sign = readSign(code)
          if (sign !== undefined) return { sign, at }
        }
      }
      return undefined
    }
  }
}
