import { BEGIN, type Place, placeBehind } from './json-syntax.ts'

/** A part of a text. */
export interface Part {
  readonly text: string
  /** The place of its begin. */
  readonly place: Place
}

/** Cuts a text that comes in pieces into parts. */
export interface TextParts {
  /** Add the next piece. */
  add (piece: string): void
  /** Take the part up to a position of the latest piece, its end by default. */
  take (end?: number): Part
  /** @returns the length of the text that is not taken yet. */
  length (): number
}

/** Create the parts of a text. A part is joined once, so that the time grows with the length of the text alone. */
export function createTextParts (): TextParts {
  /** The texts of earlier pieces that are not taken yet. */
  let earlier: string[] = []
  let lengthEarlier = 0
  let piece = ''
  /** Position up to which the latest piece is taken. */
  let taken = 0
  let place = BEGIN
  return {
    add (next) {
      if (taken < piece.length) earlier.push(piece.slice(taken))
      lengthEarlier += piece.length - taken
      piece = next
      taken = 0
    },
    take (end = piece.length) {
      const part = { text: earlier.join('') + piece.slice(taken, end), place }
      earlier = []
      lengthEarlier = 0
      taken = end
      place = placeBehind(part.text, place)
      return part
    },
    length: () => lengthEarlier + piece.length - taken
  }
}
