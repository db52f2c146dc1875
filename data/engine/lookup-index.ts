import { type Kind, LOOKUPS, type Records } from '../../domain/records/record-kinds.ts'

/** Finds the ids of records by the values of their lookups. */
export interface LookupIndex {
  /** Replace a record of a kind; undefined stands for none. */
  replace (kind: Kind, id: string, before: Records[Kind] | undefined, after: Records[Kind] | undefined): void
  /**
   * Find the records that match one of several lookups, by the lookup with the fewest records.
   * @param kind - kind of the records
   * @param where - pairs of a lookup and its value
   * @returns their ids, those first that had the value first; undefined without a lookup
   */
  candidates (kind: Kind, where: readonly Wanted[]): Iterable<string> | undefined
}

/** A lookup and the value that a record must have. */
export type Wanted = readonly [lookup: string, value: string]

type Lookup = (record: Records[Kind]) => ReadonlyArray<string | undefined>

/** @returns the values of a record for one lookup of its kind. */
export function valuesOf (kind: Kind, lookup: string, record: Records[Kind]): ReadonlyArray<string | undefined> {
  return (LOOKUPS[kind] as Readonly<Record<string, Lookup>>)[lookup]?.(record) ?? []
}

/** @returns whether a record has each of some values. */
export function hasValues (kind: Kind, record: Records[Kind], wanted: readonly Wanted[]): boolean {
  return wanted.every(([lookup, value]) => valuesOf(kind, lookup, record).includes(value))
}

/** Create an empty index. A value of a single record, such as a UUID, costs no set of its own. */
export function createLookupIndex (): LookupIndex {
  const ids = new Map<string, string | Set<string>>()
  const lookups = new Map(Object.entries(LOOKUPS).map(([kind, names]) => [kind, Object.keys(names)]))

  function add (key: string, id: string): void {
    const known = ids.get(key)
    if (known === undefined) ids.set(key, id)
    else if (typeof known === 'string') ids.set(key, new Set([known, id]))
    else known.add(id)
  }

  function remove (key: string, id: string): void {
    const known = ids.get(key)
    if (known === id) ids.delete(key)
    else if (typeof known === 'object' && known.delete(id) && known.size === 0) ids.delete(key)
  }

  return {
    replace (kind, id, before, after) {
      for (const lookup of lookups.get(kind) ?? []) {
        const former = before === undefined ? [] : valuesOf(kind, lookup, before)
        const current = after === undefined ? [] : valuesOf(kind, lookup, after)
        for (const value of former) {
          if (value !== undefined && !current.includes(value)) remove(keyOf(kind, lookup, value), id)
        }
        for (const value of current) {
          if (value !== undefined && !former.includes(value)) add(keyOf(kind, lookup, value), id)
        }
      }
    },
    candidates (kind, where) {
      const found = where.map(([lookup, value]) => {
        const set = ids.get(keyOf(kind, lookup, value)) ?? []
        return typeof set === 'string' ? [set] : set
      })
      return found.sort((a, b) => sizeOf(a) - sizeOf(b))[0]
    }
  }
}

const keyOf = (kind: Kind, lookup: string, value: string): string => `${kind} ${lookup} ${value}`
const sizeOf = (set: readonly string[] | ReadonlySet<string>): number => 'size' in set ? set.size : set.length
