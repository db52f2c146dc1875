import { createListScanner, LIST_DEPTH } from './json-lists.ts'
import type { JsonLimits } from './json-problem.ts'
import { BEGIN, endOfJson, type Place, placeBehind } from './json-syntax.ts'
import { type JsonFault, parseJson, type ParsedJson } from './parse-json.ts'
import { createTextParts, type Part } from './text-parts.ts'

/** Limits of a document that comes in pieces. Each part may have as many values and names. */
export interface PiecesLimits extends JsonLimits {
  /** Longest part: an element of a list, or all that is outside lists (characters). */
  readonly part: number
  /** Most elements of all lists (count). */
  readonly elements: number
}

/** A fault of a document that comes in pieces: beside those of any JSON, a part that is too long, and too many. */
export type PiecesFault = JsonFault | { readonly problem: 'part' | 'elements' }

/** Reads a document that comes in pieces. */
export interface JsonPieces {
  /**
   * Read the next piece.
   * @returns the first fault, which ends the document; null if there is none so far
   */
  add (piece: string): PiecesFault | null
  /** @returns the value of the whole document, or its fault. */
  end (): ParsedJson | PiecesFault
}

/**
 * Create a reader for a document that comes in pieces. Each element of its lists, the arrays that are members of it, is
 * parsed once it is complete: neither a string nor a step has the whole document.
 * @param limits - limits of the document
 * @param seed - a number that clients do not know, so that they cannot choose keys that make the check slow
 */
export function createJsonPieces (limits: PiecesLimits, seed: number): JsonPieces {
  const scanner = createListScanner()
  const parts = createTextParts()
  const ofElements = { ...limits, depth: limits.depth - LIST_DEPTH }
  const lists: unknown[][] = []
  /** The texts outside lists. In place of its elements, a list has its number. */
  const outside: Part[] = []
  let lengthOutside = 0
  let elements = 0
  /** The elements of the list that has begun. */
  let list: unknown[] | undefined

  function addOutside ({ text, place }: Part, ending = ''): void {
    outside.push({ text: text + ending, place })
    lengthOutside += text.length
  }

  function beginList (before: Part): void {
    addOutside(before, String(lists.length))
    list = []
    lists.push(list)
  }

  function addElement (to: unknown[], { text, place }: Part, isLast: boolean): PiecesFault | null {
    if (isLast && to.length === 0 && text.trim() === '') return null
    if (text.length > limits.part) return { problem: 'part' }
    if (++elements > limits.elements) return { problem: 'elements' }
    const parsed = parseJson(text, ofElements, seed, place)
    if ('problem' in parsed) return parsed
    to.push(parsed.value)
    return null
  }

  /** @returns a fault if the part that has begun is too long already */
  const tooLong = (): PiecesFault | null =>
    parts.length() + (list === undefined ? lengthOutside : 0) > limits.part ? { problem: 'part' } : null

  return {
    add (piece) {
      parts.add(piece)
      for (let found = scanner.next(piece, 0); found !== undefined; found = scanner.next(piece, found.at + 1)) {
        const { sign, at } = found
        if (list === undefined) beginList(parts.take(at + 1))
        else {
          const fault = addElement(list, parts.take(at), sign === 'end')
          if (fault !== null) return fault
          if (sign === 'comma') parts.take(at + 1)
          else list = undefined
        }
      }
      return tooLong()
    },
    end () {
      const last = parts.take()
      // The list has no end: its last element is at fault, or all that lacks is behind it.
      if (list !== undefined) {
        return addElement(list, last, false) ?? { problem: 'syntax', ...placeBehind(last.text, last.place) }
      }
      addOutside(last)
      const whole = outside.map(({ text }) => text).join('')
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
