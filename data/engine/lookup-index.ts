import { type Kind, LOOKUPS, type Records } from '../../domain/records/record-kinds.ts'

/** Finds the ids of records by the values of their lookups. */
export interface LookupIndex {
  /** Replace a record of a kind; undefined stands for none. */
  replace (kind: Kind, id: string, before: Records[Kind] | undefined, after: Records[Kind] | undefined): void
  /**
   * Find the records that match one of several lookups, by the lookup with the fewest records.
   * @param kind - kind of the records
   * @param where - pairs of a lookup and its value
   * @returns their number and ids, those first that had the value first; undefined without a lookup
   */
  candidates (kind: Kind, where: readonly Wanted[]): Candidates | undefined
}

/** The records that have the value of a lookup. */
export interface Candidates { readonly count: number, readonly ids: Iterable<string> }

/** A lookup and the value that a record must have. */
export type Wanted = readonly [lookup: string, value: string]

type Lookup = (record: Records[Kind]) => ReadonlyArray<string | undefined>

const lookupOf = (kind: Kind, lookup: string): Lookup =>
  (LOOKUPS[kind] as Readonly<Record<string, Lookup>>)[lookup] ?? (() => [])

/** @returns the values of a record for one lookup of its kind. */
export function valuesOf (kind: Kind, lookup: string, record: Records[Kind]): ReadonlyArray<string | undefined> {
  return lookupOf(kind, lookup)(record)
}

/** @returns a function that says whether a record has each of some values. */
export function matcher (kind: Kind, wanted: readonly Wanted[]): (record: Records[Kind]) => boolean {
  const tests = wanted.map(([lookup, value]) => ({ lookup: lookupOf(kind, lookup), value }))
  return (record) => tests.every(({ lookup, value }) => lookup(record).includes(value))
}

/** Ids by the values of one lookup. A value of a single record, such as a UUID, costs no set of its own. */
type Ids = Map<string, string | Set<string>>

/** Create an empty index. */
export function createLookupIndex (): LookupIndex {
  // A map for each lookup: one for all would need a new text for each value, which takes most of a restart.
  const indexes = new Map(Object.entries(LOOKUPS).map(([kind, lookups]) =>
    [kind, new Map(Object.keys(lookups).map((lookup): [string, Ids] => [lookup, new Map()]))]))

  return {
    replace (kind, id, before, after) {
      for (const [lookup, ids] of indexes.get(kind) ?? []) {
        const former = before === undefined ? [] : valuesOf(kind, lookup, before)
        const current = after === undefined ? [] : valuesOf(kind, lookup, after)
        for (const value of former) {
          if (value !== undefined && !current.includes(value)) remove(ids, value, id)
        }
        for (const value of current) {
          if (value !== undefined && !former.includes(value)) add(ids, value, id)
        }
      }
    },
    candidates (kind, where) {
      const found = where.map(([lookup, value]) => {
        const known = indexes.get(kind)?.get(lookup)?.get(value) ?? []
        const ids = typeof known === 'string' ? [known] : known
        return { count: 'size' in ids ? ids.size : ids.length, ids }
      })
      return found.sort((a, b) => a.count - b.count)[0]
    }
  }
}

function add (ids: Ids, value: string, id: string): void {
  const known = ids.get(value)
  if (known === undefined) ids.set(value, id)
  else if (typeof known === 'string') ids.set(value, new Set([known, id]))
  else known.add(id)
}

function remove (ids: Ids, value: string, id: string): void {
  const known = ids.get(value)
  if (known === id) ids.delete(value)
  else if (typeof known === 'object' && known.delete(id) && known.size === 0) ids.delete(value)
}
