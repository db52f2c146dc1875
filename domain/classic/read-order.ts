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
 * Answers GET of an order.
 * @returns 200
 * @throws ClassicError not_found, gone, anonymous_lease_expired
 */
export function orderById (context: ClassicContext, rendering: Rendering): Decision<JsonObject> {
  const classic = requireClassic(context)
  const status = classicStatus(context)
  if (status === 'expired') throw new ClassicError('anonymous_lease_expired')
  return { status: 200, body: classicOrderDocument(classic, status, rendering), changes: [] }
}

interface Found { readonly classics: ReadonlyArray<Records['classic']>, readonly orders: ReadonlyArray<Records['order']>, readonly leases: readonly Lease[] }

/** Renders all orders, but for those that lapsed or were deleted: those of these calls, the last one first, before those of the Open Booking API. */
export function listedOrders ({ classics, orders, leases }: Found, rendering: Rendering): JsonObject[] {
  const byKey = <T extends { readonly partner: string, readonly uuid: string }> (all: readonly T[]): Map<string, T> =>
    new Map(all.map((one) => [orderKey(one.partner, one.uuid), one]))
  const [known, leased] = [byKey(orders), byKey(leases)]
  const made = classics.flatMap((classic) => isDeleted(classic) ? [] : classic)
  const own = byKey(made)
  const others = orders.flatMap((order) => isDeleted(order) || own.has(orderKey(order.partner, order.uuid)) ? [] : classicOf(order) ?? [])
  // Orders of the other API have no date.
  return [...others, ...made].reverse().flatMap((classic) => {
    const key = orderKey(classic.partner, classic.uuid)
    const order = known.get(key)
    const status = classicStatus({ order, lease: leased.get(key) })
    return status === 'expired' || (order !== undefined && isDeleted(order)) ? [] : [classicOrderDocument(classic, status, rendering)]
  })
}
