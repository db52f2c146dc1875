import type { Change, StoredRecord } from '../../domain/records/change.ts'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'

/** The position of a record in a feed: name of the feed and change number. */
export type FeedPosition = readonly [feed: string, modified: number]

/** A record in memory; without a position no feed shows it. */
export interface Entry {
  readonly record: Records[Kind]
  readonly position?: FeedPosition
  /** Size of its row (characters of JSON). */
  readonly size: number
}

/** A record in memory with its key. */
export type KeptEntry = readonly [kind: Kind, id: string, entry: Entry]

/** A record as the journal and the data file hold it; null marks a dropped one. */
export type Row = readonly [kind: Kind, id: string, record: Records[Kind] | null, position?: FeedPosition]

/**
 * Apply a change to an entry.
 * @param change - change to the record
 * @param before - the entry before the change, undefined if there is none
 * @param nextModified - gives the next change number; called only if the change names a feed
 * @returns the entry after the change, at the end of the named feed or at its old position; undefined if dropped
 */
export function changedEntry (
  { record, feed }: Change, before: Entry | undefined, nextModified: () => number
): Omit<Entry, 'size'> | undefined {
  if (record === null) return undefined
  if (feed !== undefined) return { record, position: [feed, nextModified()] }
  return before?.position === undefined ? { record } : { record, position: before.position }
}

/** @returns the row of an entry, a row that drops the record if there is no entry. */
export function toRow (kind: Kind, id: string, entry: Omit<Entry, 'size'> | undefined): Row {
  if (entry === undefined) return [kind, id, null]
  return entry.position === undefined ? [kind, id, entry.record] : [kind, id, entry.record, entry.position]
}

/** @returns an entry with its key */
export const toKeptEntry = (kind: Kind, id: string, entry: Entry): KeptEntry => [kind, id, entry]

/** @returns a record as readers of the store see it. */
export function toStoredRecord (kind: Kind, id: string, { record, position }: Entry): StoredRecord {
  return (position === undefined ? { kind, id, record } : { kind, id, record, feed: position[0] }) as StoredRecord
}

/**
 * Make the entry of a row.
 * @param row - the row
 * @param size - its size (characters of JSON)
 * @returns the entry, undefined if the row drops the record
 */
export function toEntry ([, , record, position]: Row, size: number): Entry | undefined {
  if (record === null) return undefined
  return position === undefined ? { record, size } : { record, position, size }
}

/** @returns whether a value from a file has the form of a row. */
export function isRow (value: unknown): value is Row {
  if (!Array.isArray(value)) return false
  const [kind, id, record, position] = value as unknown[]
  if (typeof kind !== 'string' || typeof id !== 'string' || typeof record !== 'object') return false
  return position === undefined || isFeedPosition(position)
}

function isFeedPosition (value: unknown): value is FeedPosition {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1])
}
