import type { JsonObject } from '../protocol/json.ts'
import type { Decision } from '../records/change.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Lease } from '../records/lease.ts'
import { isDeleted, orderKey } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'
import type { Rendering } from '../rendering/order-document.ts'
import { classicOrderDocument } from './classic-documents.ts'
import { ClassicError } from './classic-errors.ts'
import { type ClassicContext, classicOf, classicStatus, requireClassic } from './classic-status.ts'

/**
 * Answer GET of an order.
 * @param context - records with its UUID
 * @param rendering - base URL and rules
 * @returns 200 with the order
 * @throws {ClassicError} not_found, gone or anonymous_lease_expired
 */
export function orderById (context: ClassicContext, rendering: Rendering): Decision<JsonObject> {
  const classic = requireClassic(context)
  const status = classicStatus(context)
  if (status === 'expired') throw new ClassicError('anonymous_lease_expired')
  return { status: 200, body: classicOrderDocument(classic, status, rendering), changes: [] }
}

/** Maximum orders of a list (count), so that no response grows without limit. */
export const LONGEST_LIST = 500

/** Records that a list of orders depends on. */
interface OrderRecords {
  readonly classics: ReadonlyArray<Records['classic']>
  readonly orders: ReadonlyArray<Records['order']>
  readonly leases: readonly Lease[]
}

/** Orders to look at in one part (count). */
const PART = 200

/**
 * Render the latest orders except expired and deleted ones. Orders of the classic API come first, both kinds latest
 * first. There is a part for some orders each, so that a caller can let others go first between two parts.
 * @param records - orders of both APIs, and leases
 * @param rendering - base URL and rules
 * @returns the order documents
 */
export function * listedOrders (
  { classics, orders, leases }: OrderRecords, rendering: Rendering
): Generator<undefined, JsonObject[]> {
  const own = classics.flatMap((classic) => isDeleted(classic) ? [] : classic)
  const uuids = new Set(own.map(({ uuid }) => uuid))
  const keys = new Set(own.map(keyOf))
  const orderByKey = yield * byKey(orders, uuids)
  const leaseByKey = yield * byKey(leases, uuids)
  const listed: JsonObject[] = []
  const add = (classic: ClassicOrder, { order, lease }: Pick<ClassicContext, 'order' | 'lease'>): void => {
    const status = classicStatus({ order, lease })
    const isHidden = status === 'expired' || (order !== undefined && isDeleted(order))
    if (!isHidden) listed.push(classicOrderDocument(classic, status, rendering))
  }
  for (const [index, classic] of latestFirst(own)) {
    if (listed.length === LONGEST_LIST) return listed
    if (index % PART === 0) yield
    const key = keyOf(classic)
    add(classic, { order: orderByKey.get(key), lease: leaseByKey.get(key) })
  }
  for (const [index, order] of latestFirst(orders)) {
    if (listed.length === LONGEST_LIST) return listed
    if (index % PART === 0) yield
    const classic = isDeleted(order) ? undefined : classicOf(order)
    if (classic !== undefined && !keys.has(keyOf(order))) add(classic, { order, lease: undefined })
  }
  return listed
}

interface Owned { readonly partner: string, readonly uuid: string }

const keyOf = ({ partner, uuid }: Owned): string => orderKey(partner, uuid)

function * latestFirst<T> (records: readonly T[]): Iterable<readonly [index: number, record: T]> {
  for (let index = records.length - 1; index >= 0; index--) yield [index, records[index] as T]
}

/** @returns the records with one of some UUIDs, by key: mostly, only few orders are of the older API. */
function * byKey<T extends Owned> (
  records: readonly T[], uuids: ReadonlySet<string>
): Generator<undefined, Map<string, T>> {
  const found = new Map<string, T>()
  if (uuids.size === 0) return found
  for (const [index, record] of records.entries()) {
    if (index % PART === 0) yield
    if (uuids.has(record.uuid)) found.set(keyOf(record), record)
  }
  return found
}
