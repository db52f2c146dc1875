import type { Kind } from '../../domain/records/record-kinds.ts'
import type { Row } from './tables.ts'

type Properties = Readonly<Record<string, unknown>>

/** Current names by old name. */
const LEASE_NAMES = new Map([['places', 'spaces'], ['holdsNothing', 'unreserved']])
const ITEM_NAMES = new Map([['places', 'spaces']])

const RENAMES: Partial<Record<Kind, (record: Properties) => Properties>> = {
  lease: (record) => rename(record, LEASE_NAMES),
  order: (record) => renameItems(record, 'booked'),
  proposal: (record) => renameItems(record, 'placed')
}

/**
 * Give the properties of a record their current names. Early files of version 2 have old ones.
 * @param row - row from a file; it is not modified
 * @returns the row with current names
 */
export function renameOldProperties (row: Row): Row {
  const [kind, id, record, ...position] = row
  const renames = RENAMES[kind]
  if (record === null || renames === undefined) return row
  return [kind, id, renames(record as unknown as Properties) as unknown as typeof record, ...position]
}

function renameItems (record: Properties, part: 'booked' | 'placed'): Properties {
  const { [part]: order } = record
  if (!isObject(order) || !Array.isArray(order['items'])) return record
  const items = order['items'].map((item: unknown) => isObject(item) ? rename(item, ITEM_NAMES) : item)
  return { ...record, [part]: { ...order, items } }
}

function rename (properties: Properties, names: ReadonlyMap<string, string>): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [names.get(name) ?? name, value]))
}

function isObject (value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
