import type { Snapshot } from './snapshot.ts'
import { type FeedPosition, type KeptEntry, type Row, toEntry } from './tables.ts'

/** A row of a file. */
export interface ReadRow {
  readonly row: Row
  /** Size of the row (characters of JSON). */
  readonly size: number
}

/** Builds a state from a snapshot and the commits after it. */
export interface History {
  /** @returns the number of the last commit. */
  sequence (): number
  /**
   * Add a row of the next commit.
   * @returns false if its change number has been assigned before
   */
  add (read: ReadRow): boolean
  /** End a commit. */
  commit (sequence: number): void
  /** @returns the state after the last commit. */
  snapshot (): Snapshot
}

/** Create the history of a snapshot. */
export function createHistory (from: Snapshot): History {
  const entries = new Map<string, KeptEntry>(from.entries.map((kept) => [`${kept[0]} ${kept[1]}`, kept]))
  let { sequence, modified } = from
  return {
    sequence: () => sequence,
    add ({ row, size }) {
      const [kind, id, , position] = row
      const key = `${kind} ${id}`
      const entry = toEntry(row, size)
      const isKept = isSame(position, entries.get(key)?.[2].position)
      if (entry === undefined) entries.delete(key)
      else entries.set(key, [kind, id, entry])
      if (position === undefined || isKept) return true
      const isNew = position[1] > modified
      modified = Math.max(modified, position[1])
      return isNew
    },
    commit (number) { sequence = number },
    snapshot: () => ({ ...from, sequence, modified, entries: [...entries.values()] })
  }
}

const isSame = (a: FeedPosition | undefined, b: FeedPosition | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1]
