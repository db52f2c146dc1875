import { nanoid } from 'nanoid'
import type { KeptEntry } from './tables.ts'

/** The whole state at one instant. */
export interface Snapshot {
  /** Id of the store, which its data file and its journal share. */
  readonly instance: string
  /** Number of its last commit. */
  readonly sequence: number
  /** The last change number that was assigned. */
  readonly modified: number
  readonly entries: readonly KeptEntry[]
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
