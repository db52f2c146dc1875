import type { Change, StoredRecord } from '../../domain/records/change.ts'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'

/** The position of a record in a feed: name of the feed and change number. */
export type FeedPosition = readonly [feed: string, modified: number]

/** A record in memory. It never changes, so a reader may keep it. */
export type Entry = StoredRecord & {
  /** Its change number in the feed that shows it. */
  readonly modified?: number
  /** Size of its row (characters of JSON). */
  readonly size: number
}

/** An entry before the size of its row is known. */
export interface Unsized {
  readonly kind: Kind
  readonly id: string
  readonly record: Records[Kind]
  readonly feed?: string
  readonly modified?: number
}

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
  { kind, id, record, feed }: Change, before: Entry | undefined, nextModified: () => number
): Unsized | undefined {
  if (record === null) return undefined
  if (feed !== undefined) return { kind, id, record, feed, modified: nextModified() }
  return before?.feed === undefined ? { kind, id, record } : { ...before, record }
}

/** @returns the row of an entry, a row that drops the record if there is no entry. */
export function toRow (kind: Kind, id: string, entry: Unsized | undefined): Row {
  if (entry === undefined) return [kind, id, null]
  const { record, feed, modified } = entry
  return feed === undefined || modified === undefined ? [kind, id, record] : [kind, id, record, [feed, modified]]
}

/**
 * Make the entry of a row.
 * @param row - the row
 * @param size - its size (characters of JSON)
 * @returns the entry, undefined if the row drops the record
 */
export function toEntry ([kind, id, record, position]: Row, size: number): Entry | undefined {
  if (record === null) return undefined
  if (position === undefined) return withSize({ kind, id, record }, size)
  const [feed, modified] = position
  return withSize({ kind, id, record, feed, modified }, size)
}

/** @returns an entry whose row has this size (characters of JSON). */
export function withSize ({ kind, id, record, feed, modified }: Unsized, size: number): Entry {
  // Written out, for there are many: a copy by `...` would need more memory for its last property.
  return (feed === undefined ? { kind, id, record, size } : { kind, id, record, feed, modified, size }) as Entry
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
