import { createListScanner, LIST_DEPTH } from './json-lists.ts'
import type { JsonLimits } from './json-problem.ts'
import { BEGIN, endOfJson, type Place, placeBehind } from './json-syntax.ts'
import { type JsonFault, parseJson, type ParsedJson } from './parse-json.ts'

/** Limits of a document that comes in pieces. Each part may have as many values and names. */
export interface PiecesLimits extends JsonLimits {
  /** Longest part: an element of a list, or all that is outside lists (characters). */
  readonly part: number
}

/** A fault of a document that comes in pieces: beside those of any JSON, a part that is too long. */
export type PiecesFault = JsonFault | { readonly problem: 'part' }

/** Reads a document that comes in pieces. */
export interface JsonPieces {
  /**
   * Read the next piece.
   * @returns the first fault, which ends the document; null if there is none so far
   */
  add (piece: string): PiecesFault | null
  /** @returns the value of the whole document, or its fault. */
  end (): ParsedJson
}

interface Part { readonly text: string, readonly place: Place }

/**
 * Create a reader for a document that comes in pieces. Each element of its lists, the arrays that are members of it, is
 * parsed once it is complete: neither a string nor a step has the whole document.
 * @param limits - limits of the document
 * @param seed - a number that clients do not know, so that they cannot choose keys that make the check slow
 */
export function createJsonPieces (limits: PiecesLimits, seed: number): JsonPieces {
  const scanner = createListScanner()
  const ofElements = { ...limits, depth: limits.depth - LIST_DEPTH }
  const lists: unknown[][] = []
  /** The texts outside lists. In place of its elements, a list has its number. */
  const outside: Part[] = []
  let lengthOutside = 0
  /** The elements of the list that has begun. */
  let list: unknown[] | undefined
  /** The document from the beginning of the current part on. */
  let text = ''
  let place = BEGIN
  /** Position up to which the scanner has read. */
  let read = 0

  function take (length: number): Part {
    const part = { text: text.slice(0, length), place }
    text = text.slice(length)
    place = placeBehind(part.text, place)
    read = 0
    return part
  }

  function beginList (at: number): void {
    const part = take(at + 1)
    outside.push({ ...part, text: `${part.text}${lists.length}` })
    lengthOutside += part.text.length
    list = []
    lists.push(list)
  }

  function addElement (elements: unknown[], at: number, isLast: boolean): JsonFault | null {
    const part = take(at)
    if (isLast && elements.length === 0 && part.text.trim() === '') return null
    const parsed = parseJson(part.text, ofElements, seed, part.place)
    if ('problem' in parsed) return parsed
    elements.push(parsed.value)
    return null
  }

  return {
    add (piece) {
      text += piece
      for (let found = scanner.next(text, read); found !== undefined; found = scanner.next(text, read)) {
        const { sign, at } = found
        if (list === undefined) beginList(at)
        else {
          const fault = addElement(list, at, sign === 'end')
          if (fault !== null) return fault
          if (sign === 'comma') take(1)
          else {
            list = undefined
            read = 1
          }
        }
      }
      read = text.length
      return text.length + lengthOutside > limits.part ? { problem: 'part' } : null
    },
    end () {
      // The list has no end: its last element is at fault, or all that lacks is behind it.
      if (list !== undefined) return addElement(list, text.length, false) ?? { problem: 'syntax', ...place }
      outside.push(take(text.length))
      const whole = outside.map((part) => part.text).join('')
      const parsed = parseJson(whole, limits, seed)
      if ('value' in parsed) return { value: withLists(parsed.value, lists) }
      return parsed.problem === 'syntax' ? { ...parsed, ...placeIn(outside, endOfJson(whole)) } : parsed
    }
  }
}

/** Put the elements of lists in place of their numbers. */
function withLists (document: unknown, lists: ReadonlyArray<readonly unknown[]>): unknown {
  if (lists.length === 0) return document
  return Object.fromEntries(Object.entries(document as Readonly<Record<string, unknown>>).map(([name, value]) =>
    [name, Array.isArray(value) ? lists[value[0] as number] : value]))
}

/** @returns the place in the document for a position in its parts */
function placeIn (parts: readonly Part[], position: number): Place {
  let begin = 0
  for (const { text, place } of parts) {
    if (position < begin + text.length) return placeBehind(text.slice(0, position - begin), place)
    begin += text.length
  }
  const [last = { text: '', place: BEGIN }] = parts.slice(-1)
  return placeBehind(last.text, last.place)
}
