import { createByKind } from './by-kind.ts'
import type { Snapshot } from './snapshot.ts'
import { type Entry, type FeedPosition, type Row, toEntry, toKeptEntry } from './entries.ts'

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
  const kept = createByKind<Entry>()
  for (const [kind, id, entry] of from.entries) kept.of(kind).set(id, entry)
  let { sequence, modified } = from
  return {
    sequence: () => sequence,
    add ({ row, size }) {
      const [kind, id, , position] = row
      const entries = kept.of(kind)
      const entry = toEntry(row, size)
      const isKept = isSame(position, entries.get(id)?.position)
      if (entry === undefined) entries.delete(id)
      else entries.set(id, entry)
      if (position === undefined || isKept) return true
      const isNew = position[1] > modified
      modified = Math.max(modified, position[1])
      return isNew
    },
    commit (number) { sequence = number },
    snapshot: () => ({ ...from, sequence, modified, entries: kept.all(toKeptEntry) })
  }
}

const isSame = (a: FeedPosition | undefined, b: FeedPosition | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1]
