import { isEventPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Change } from '../records/change.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Lease } from '../records/lease.ts'
import { type DeletedOrder, isCancelled, isDeleted, type Order, orderKey } from '../records/order.ts'
import { ClassicError } from './classic-errors.ts'
import { toLegacyJson } from './legacy-json.ts'

/** Records with the UUID of an order. */
export interface ClassicContext {
  readonly classic: ClassicOrder | DeletedOrder | undefined
  readonly order: Order | DeletedOrder | undefined
  readonly lease: Lease | undefined
}

/** The `orderStatus` of an order, or `expired` once an unpaid order has lost its lease. */
export type ClassicStatus = 'OrderPaymentDue' | 'OrderDelivered' | 'OrderCancelled' | 'expired'

/**
 * Derive the status of an order from its records.
 * @param context - Order and lease with its UUID
 * @returns the status
 */
export function classicStatus ({ order, lease }: Pick<ClassicContext, 'order' | 'lease'>): ClassicStatus {
  if (order !== undefined && !isDeleted(order)) {
    return order.items.every(isCancelled) ? 'OrderCancelled' : 'OrderDelivered'
  }
  return lease === undefined ? 'expired' : 'OrderPaymentDue'
}

/**
 * Require an order, also one of the Open Booking API if the classic API can show it.
 * @param context - records with its UUID
 * @returns the order
 * @throws {ClassicError} not_found if there is none, gone if it is deleted
 */
export function requireClassic ({ classic, order }: ClassicContext): ClassicOrder {
  if ((classic && isDeleted(classic)) || (order && isDeleted(order))) throw new ClassicError('gone')
  const found = classic ?? (order && classicOf(order))
  if (found === undefined) throw new ClassicError('not_found')
  return found
}

/**
 * Convert an Order to an order of the classic API.
 * @param order - the Order
 * @returns the order, undefined unless all items are for one event of the classic API, by one offer
 */
export function classicOf ({ partner, uuid, seller, booked }: Order): ClassicOrder | undefined {
  const { items, totals, broker, customer } = booked
  const [first, ...others] = items
  if (first === undefined || !isEventPath(first.orderedItem.opportunity.path)) return undefined
  if (others.some(({ offer }) => offer.path !== first.offer.path)) return undefined
  const { offer, orderedItem, taxes } = first
  return {
    partner,
    uuid,
    seller,
    purchase: { offer, orderedItem, taxes },
    quantity: items.length,
    ...(broker && { broker: toLegacyJson(broker) as JsonObject }),
    ...(customer && { customer: toLegacyJson(customer) as JsonObject }),
    totals
  }
}

/**
 * Store an order.
 * @param classic - the order
 * @returns the change
 */
export function putClassic (classic: ClassicOrder): Change {
  return { kind: 'classic', id: orderKey(classic.partner, classic.uuid), record: classic }
}
