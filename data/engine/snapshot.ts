import { nanoid } from 'nanoid'
import type { StoredRecord } from '../../domain/records/change.ts'
import { type Entry, withSize } from './entries.ts'

/** The whole state at one instant. */
export interface Snapshot {
  /** Id of the store, which its data file and its journal share. */
  readonly instance: string
  /** Number of its last commit. */
  readonly sequence: number
  /** The last change number that was assigned. */
  readonly modified: number
  readonly entries: readonly Entry[]
}

/** @returns the current instant as a change number (µs since 1970). */
export const changeNumberAt = (now: Date): number => now.getTime() * 1000

/**
 * Create the state of a new store.
 * @param now - the real time. Change numbers start above it, so that older cursors stay behind
 * @param first - the first change number, in place of the one of the real time
 * @returns a snapshot without records
 */
export function emptySnapshot (now: Date, first = changeNumberAt(now) + 1): Snapshot {
  return { instance: nanoid(), sequence: 0, modified: first - 1, entries: [] }
}

/**
 * Create the state of a new store with records, which it shares. Feeds show them in their order.
 * @param records - the records; they count nothing in the storage of booking partners
 * @param first - change number of the first feed item (positive integer)
 */
export function snapshotOf (records: readonly StoredRecord[], first: number): Snapshot {
  let modified = first - 1
  const entries = records.map((one) => withSize(one.feed === undefined ? one : { ...one, modified: ++modified }, 0))
  return { instance: nanoid(), sequence: 0, modified, entries }
}
