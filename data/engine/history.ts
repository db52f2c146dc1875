import { createByKind } from './by-kind.ts'
import type { Snapshot } from './snapshot.ts'
import { type Entry, type Row, toEntry } from './entries.ts'

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
  for (const entry of from.entries) kept.of(entry.kind).set(entry.id, entry)
  let { sequence, modified } = from
  return {
    sequence: () => sequence,
    add ({ row, size }) {
      const [kind, id, , position] = row
      const entries = kept.of(kind)
      const entry = toEntry(row, size)
      const before = entries.get(id)
      const isKept = position === undefined || (position[0] === before?.feed && position[1] === before.modified)
      if (entry === undefined) entries.delete(id)
      else entries.set(id, entry)
      if (isKept) return true
      const isNew = position[1] > modified
      modified = Math.max(modified, position[1])
      return isNew
    },
    commit (number) { sequence = number },
    snapshot: () => ({ ...from, sequence, modified, entries: kept.all() })
  }
}
