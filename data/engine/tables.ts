import TinyQueue from 'tinyqueue'
import type { Change } from '../../domain/records/change.ts'
import type { Expiring } from '../../domain/records/expiring.ts'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'
import type { DueRecord } from '../store.ts'

/** Where a record stands in a feed. */
export type FeedPosition = readonly [feed: string, modified: number]

export interface Entry { readonly record: Records[Kind], readonly position?: FeedPosition }

/** One kept record, as the journal and the data file write it; `null` means forgotten. */
export type Row = readonly [kind: Kind, id: string, record: Records[Kind] | null, place?: FeedPosition]

export interface Tables {
  entry (kind: Kind, id: string): Entry | undefined
  /** Puts an entry in place, or takes it away. @returns what was there before. */
  set (kind: Kind, id: string, entry: Entry | undefined): Entry | undefined
  entries (kind: Kind): IterableIterator<[string, Entry]>
  rows (): Row[]
  dueAt (): number
  due (now: number): DueRecord[]
}

interface Expiry { readonly at: number, readonly kind: Kind, readonly id: string }

function expiryOf (entry: Entry | undefined): number | undefined {
  const expires = (entry?.record as Expiring | undefined)?.expires
  return expires === undefined ? undefined : Date.parse(expires)
}

/** All records in memory, with those that expire in order of time. */
export function createTables (): Tables {
  const tables = new Map<Kind, Map<string, Entry>>()
  const expiries = new TinyQueue<Expiry>([], (a, b) => a.at - b.at)

  const table = (kind: Kind): Map<string, Entry> => {
    const known = tables.get(kind)
    if (known !== undefined) return known
    const created = new Map<string, Entry>()
    tables.set(kind, created)
    return created
  }
  const isCurrent = ({ at, kind, id }: Expiry): boolean => expiryOf(table(kind).get(id)) === at
  const dropStale = (): Expiry | undefined => {
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
      const at = expiryOf(entry)
      if (at !== undefined && at !== expiryOf(before)) expiries.push({ at, kind, id })
      return before
    },
    entries: (kind) => table(kind).entries(),
    rows () {
      const rows: Row[] = []
      for (const [kind, records] of tables) {
        for (const [id, { record, position: place }] of records) rows.push(rowOf(kind, id, record, place))
      }
      return rows
    },
    dueAt: () => dropStale()?.at ?? Infinity,
    due (now) {
      const found = new Map<string, Expiry>()
      for (let next = dropStale(); next !== undefined && next.at <= now; next = dropStale()) {
        expiries.pop()
        found.set(`${next.kind} ${next.id}`, next)
      }
      // They stay due until a change of theirs is applied, for that change may fail.
      for (const expiry of found.values()) expiries.push(expiry)
      return [...found.values()].map(({ kind, id }) => ({ kind, id, record: table(kind).get(id)?.record }) as DueRecord)
    }
  }
}

function rowOf (kind: Kind, id: string, record: Records[Kind], place: FeedPosition | undefined): Row {
  return place === undefined ? [kind, id, record] : [kind, id, record, place]
}

/** @returns the row of a change, with its place in a feed: a new one if the change names a feed, else the one it had. */
export function toRow ({ kind, id, record, feed }: Change, before: Entry | undefined, nextModified: () => number): Row {
  if (record === null) return [kind, id, null]
  return rowOf(kind, id, record, feed === undefined ? before?.position : [feed, nextModified()])
}

/** @returns the entry that a row puts in place. */
export function entryOf ([, , record, place]: Row): Entry | undefined {
  if (record === null) return undefined
  return place === undefined ? { record } : { record, position: place }
}

/** @returns whether what was read from a file has the form of a row. */
export function isRow (value: unknown): value is Row {
  if (!Array.isArray(value)) return false
  const [kind, id, record, place] = value as unknown[]
  return typeof kind === 'string' && typeof id === 'string' && typeof record === 'object' && (place === undefined || isFeedPosition(place))
}

function isFeedPosition (value: unknown): value is FeedPosition {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1])
}
