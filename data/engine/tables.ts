import TinyQueue from 'tinyqueue'
import type { Expiring } from '../../domain/records/expiring.ts'
import type { Kind } from '../../domain/records/record-kinds.ts'
import type { DueRecord } from '../store.ts'
import { createByKind } from './by-kind.ts'
import type { Entry } from './entries.ts'
import { createLookupIndex, matcher, type Wanted } from './lookup-index.ts'

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
   * Find the entries with the values of lookups.
   * @param kind - kind of the records
   * @param where - pairs of a lookup and its value; none for all entries of the kind
   * @returns the entries, one by one, those first that were stored first
   */
  matching (kind: Kind, where: readonly Wanted[]): Iterable<Entry>
  /** @returns all entries of this instant, by kind. */
  all (): readonly Entry[]
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
    matching (kind, where) {
      const entries = table(kind)
      const found = lookups.candidates(kind, where)
      if (found === undefined) return entries.values()
      // The index finds exactly the records with one value.
      if (where.length === 1 && found.count === entries.size) return entries.values()
      const isMatch = matcher(kind, where)
      // To look up most entries of a table takes longer than to read it.
      if (found.count > entries.size / 2) return matches(entries.values(), isMatch)
      const known = present(found.ids, entries)
      return where.length === 1 ? known : matches(known, isMatch)
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
function * present (ids: Iterable<string>, entries: ReadonlyMap<string, Entry>): Iterable<Entry> {
  for (const id of ids) {
    const entry = entries.get(id)
    if (entry !== undefined) yield entry
  }
}

function * matches (entries: Iterable<Entry>, isMatch: (record: Entry['record']) => boolean): Iterable<Entry> {
  for (const entry of entries) if (isMatch(entry.record)) yield entry
}
