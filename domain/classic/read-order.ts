import type { JsonObject } from '../protocol/json.ts'
import type { Decision } from '../records/change.ts'
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

/**
 * Render the latest orders except expired and deleted ones. Orders of the classic API come first, both kinds latest
 * first.
 * @param records - orders of both APIs, and leases
 * @param rendering - base URL and rules
 * @returns the order documents
 */
export function listedOrders ({ classics, orders, leases }: OrderRecords, rendering: Rendering): JsonObject[] {
  const [orderByKey, leaseByKey] = [byKey(orders), byKey(leases)]
  const own = classics.flatMap((classic) => isDeleted(classic) ? [] : classic)
  const ownByKey = byKey(own)
  const others = orders.flatMap((order) =>
    isDeleted(order) || ownByKey.has(orderKey(order.partner, order.uuid)) ? [] : classicOf(order) ?? [])
  const listed: JsonObject[] = []
  for (const classic of [...others, ...own].reverse()) {
    if (listed.length === LONGEST_LIST) break
    const key = orderKey(classic.partner, classic.uuid)
    const order = orderByKey.get(key)
    const status = classicStatus({ order, lease: leaseByKey.get(key) })
    const isHidden = status === 'expired' || (order !== undefined && isDeleted(order))
    if (!isHidden) listed.push(classicOrderDocument(classic, status, rendering))
  }
  return listed
}

function byKey<T extends { readonly partner: string, readonly uuid: string }> (records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [orderKey(record.partner, record.uuid), record]))
}
