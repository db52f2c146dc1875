import type { Kind } from '../../domain/records/record-kinds.ts'
import type { Row } from './tables.ts'

type Names = ReadonlyMap<string, string>

/** Current names by old name. */
const LEASE_NAMES: Names = new Map([['places', 'spaces'], ['holdsNothing', 'unreserved']])
const ITEM_NAMES: Names = new Map([['places', 'spaces'], ['listing', 'orderedItem']])

/** Names to replace, with the path to the properties; `*` stands for every element. */
type Rename = readonly [path: readonly string[], names: Names]

const RENAMES: Partial<Record<Kind, readonly Rename[]>> = {
  lease: [[[], LEASE_NAMES]],
  order: [[['booked', 'items', '*'], ITEM_NAMES], [['items', '*', 'purchase'], ITEM_NAMES]],
  proposal: [[['placed', 'items', '*'], ITEM_NAMES], [['amended', '*'], ITEM_NAMES]],
  classic: [[['purchase'], ITEM_NAMES]]
}

/**
 * Give the properties of a record their current names. Files of version 2 have old ones.
 * @param row - row from a file; it is not modified
 * @returns the row with current names
 */
export function renameOldProperties (row: Row): Row {
  const [kind, id, record, ...position] = row
  let renamed: unknown = record
  for (const [path, names] of RENAMES[kind] ?? []) renamed = renameAt(renamed, path, names)
  return [kind, id, renamed as typeof record, ...position]
}

function renameAt (value: unknown, path: readonly string[], names: Names): unknown {
  const [step, ...rest] = path
  if (Array.isArray(value)) return step === '*' ? value.map((element) => renameAt(element, rest, names)) : value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => {
    if (step === undefined) return [names.get(name) ?? name, inner]
    return [name, step === '*' || step === name ? renameAt(inner, rest, names) : inner]
  }))
}
