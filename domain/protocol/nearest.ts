/** Longest name to compare (characters): the effort grows with the product of the lengths. */
const LONGEST = 100

/** Shortest part of a known name that is enough to recognise it (characters). */
const SHORTEST_PART = 4

/**
 * Find the known name that a received name resembles most, in upper or lower case.
 * @param name - the received name
 * @param known - the known names
 * @returns the name with one edit, or else the shortest one that contains the received one, or else the one with the
 * fewest edits; undefined if the names have too little in common
 */
export function nearest (name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined
  const wanted = name.toLowerCase()
  const [best] = known
    .map((candidate) => ({ candidate, edits: editsBetween(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
  // A slip of one key is more likely than the omission of a word.
  if (best?.edits === 1 && wanted.length > SHORTEST_PART) return best.candidate
  const [longer] = known.filter((candidate) => candidate.toLowerCase().includes(wanted))
    .sort((a, b) => a.length - b.length)
  if (longer !== undefined && wanted.length >= SHORTEST_PART) return longer
  if (best === undefined) return undefined
  return isClose(best.edits, Math.max(wanted.length, best.candidate.length)) ? best.candidate : undefined
}

/**
 * Ask whether a person meant a known name.
 * @param name - the received name
 * @param known - the known names
 * @returns the question after a space, to append to a sentence; an empty text if no known name resembles the received
 */
export function didYouMean (name: string, known: readonly string[]): string {
  const found = nearest(name, known)
  return found === undefined ? '' : ` Did you mean ${found}?`
}

/** Up to three edits in a short name, a quarter of a long one; most of the name must be right in both. */
const isClose = (edits: number, length: number): boolean => edits <= Math.max(3, length / 4) && edits < length * 0.6

/**
 * Count the edits that turn one text into another: to insert, drop or replace a character, or to swap two neighbours
 * (distance of optimal string alignment).
 */
function editsBetween (from: string, to: string): number {
  let previous: number[] = []
  let current = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const beforePrevious = previous
    previous = current
    current = [row]
    for (let column = 1; column <= to.length; column++) {
      const differs = from[row - 1] === to[column - 1] ? 0 : 1
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current.push(Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + differs,
        isSwap ? (beforePrevious[column - 2] ?? Infinity) + 1 : Infinity
      ))
    }
  }
  return current[to.length] ?? 0
}
