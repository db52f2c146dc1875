import TinyQueue from 'tinyqueue'
import type { Change, StoredRecord } from '../../domain/records/change.ts'
import type { Expiring } from '../../domain/records/expiring.ts'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'
import type { DueRecord } from '../store.ts'
import { createByKind } from './by-kind.ts'
import { createLookupIndex, type Wanted } from './lookup-index.ts'

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

/** All records in memory, by kind and id. */
export interface Tables {
  entry (kind: Kind, id: string): Entry | undefined
  /**
   * Replace an entry.
   * @param kind - kind of the record
   * @param id - id of the record
   * @param entry - new entry, undefined to remove it
   * @returns the entry before, undefined if there was none
   */
  set (kind: Kind, id: string, entry: Entry | undefined): Entry | undefined
  /**
   * Find the entries that may match lookups: those with one of the values.
   * @param kind - kind of the records
   * @param where - pairs of a lookup and its value; none for all entries of the kind
   */
  candidates (kind: Kind, where: readonly Wanted[]): Iterable<readonly [string, Entry]>
  /** @returns all entries of this instant. */
  all (): KeptEntry[]
  /** @returns the size of the records of a booking partner (characters of JSON). */
  sizeOf (partner: string): number
  /** @returns the instant at which the next record expires (ms since 1970), Infinity if none does. */
  dueAt (): number
  /**
   * Find the records that have expired. They stay due until a change to them is applied.
   * @param now - current instant (ms since 1970)
   * @param limit - most records to find (count)
   * @returns the due records, soonest first, those of one instant by kind and id
   */
  due (now: number, limit: number): DueRecord[]
}

interface Expiry { readonly at: number, readonly kind: Kind, readonly id: string }

/** Compare by time, and at the same time by kind and id, so that due records have one order. */
function compareExpiries (a: Expiry, b: Expiry): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

function expiryOf (entry: Entry | undefined): number | undefined {
  const expires = (entry?.record as Expiring | undefined)?.expires
  return expires === undefined ? undefined : Date.parse(expires)
}

/** Create empty tables, with a queue of the records that expire. */
export function createTables (): Tables {
  const { of: table, all } = createByKind<Entry>()
  const expiries = new TinyQueue<Expiry>([], compareExpiries)
  const sizes = new Map<string, number>()
  const lookups = createLookupIndex()

  const addSize = (entry: Entry | undefined, sign: 1 | -1): void => {
    const partner = (entry?.record as { readonly partner?: string } | undefined)?.partner
    if (entry !== undefined && partner !== undefined) sizes.set(partner, (sizes.get(partner) ?? 0) + sign * entry.size)
  }
  const isCurrent = ({ at, kind, id }: Expiry): boolean => expiryOf(table(kind).get(id)) === at
  /** Drop outdated expiries from the head of the queue. */
  const nextExpiry = (): Expiry | undefined => {
    for (let next = expiries.peek(); next !== undefined; next = expiries.peek()) {
      if (isCurrent(next)) return next
      expiries.pop()
    }
    return undefined
  }

  return {
    entry: (kind, id) => table(kind).get(id),
    set (kind, id, entry) {
      const before = table(kind).get(id)
      if (entry === undefined) table(kind).delete(id)
      else table(kind).set(id, entry)
      lookups.replace(kind, id, before?.record, entry?.record)
      addSize(before, -1)
      addSize(entry, 1)
      const at = expiryOf(entry)
      if (at !== undefined && at !== expiryOf(before)) expiries.push({ at, kind, id })
      return before
    },
    candidates (kind, where) {
      const ids = lookups.candidates(kind, where)
      if (ids === undefined) return table(kind)
      return present(ids, table(kind))
    },
    all,
    sizeOf: (partner) => sizes.get(partner) ?? 0,
    dueAt: () => nextExpiry()?.at ?? Infinity,
    due (now, limit) {
      const found = new Map<string, Expiry>()
      for (let next = nextExpiry(); next !== undefined && next.at <= now && found.size < limit; next = nextExpiry()) {
        expiries.pop()
        found.set(`${next.kind} ${next.id}`, next)
      }
      // A change to a due record may fail, so each returns to the queue.
      for (const expiry of found.values()) expiries.push(expiry)
      return [...found.values()].map(({ kind, id }) => ({ kind, id, record: table(kind).get(id)?.record }) as DueRecord)
    }
  }
}

/** One by one: a caller may need only the first. */
function * present (ids: Iterable<string>, records: ReadonlyMap<string, Entry>): Iterable<readonly [string, Entry]> {
  for (const id of ids) {
    const entry = records.get(id)
    if (entry !== undefined) yield [id, entry]
  }
}

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

/** @returns a record as readers of the store see it. */
export function toStoredRecord (kind: Kind, id: string, { record, position }: Entry): StoredRecord {
  return { kind, id, record, ...(position && { feed: position[0] }) } as StoredRecord
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
