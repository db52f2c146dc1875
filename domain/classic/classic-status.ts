import { isEventPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Change } from '../records/change.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Lease } from '../records/lease.ts'
import { type DeletedOrder, isCancelled, isDeleted, type Order, orderKey } from '../records/order.ts'
import { ClassicError } from './classic-errors.ts'
import { toLegacyJson } from './legacy-json.ts'

/** All that is stored under the id of an order. */
export interface ClassicContext {
  readonly classic: ClassicOrder | DeletedOrder | undefined
  readonly order: Order | DeletedOrder | undefined
  readonly lease: Lease | undefined
}

export type ClassicStatus = 'OrderPaymentDue' | 'OrderDelivered' | 'OrderCancelled' | 'expired'

/** @returns where an order stands. */
export function classicStatus ({ order, lease }: Pick<ClassicContext, 'order' | 'lease'>): ClassicStatus {
  if (order !== undefined && !isDeleted(order)) return order.items.every(isCancelled) ? 'OrderCancelled' : 'OrderDelivered'
  return lease === undefined ? 'expired' : 'OrderPaymentDue'
}

/**
 * @returns the order, also one that was made by the Open Booking API if it can be said in the words of the older one
 * @throws ClassicError not_found, gone
 */
export function requireClassic ({ classic, order }: ClassicContext): ClassicOrder {
  if ((classic && isDeleted(classic)) || (order && isDeleted(order))) throw new ClassicError('gone')
  const found = classic ?? (order && classicOf(order))
  if (found === undefined) throw new ClassicError('not_found')
  return found
}

/** @returns an Order in the words of the older simulator, undefined unless it is for one of its events, by one offer. */
export function classicOf ({ partner, uuid, seller, booked: { items, totals, broker, customer } }: Order): ClassicOrder | undefined {
  const [first, ...others] = items
  if (first === undefined || !isEventPath(first.listing.opportunity.path) || others.some(({ offer }) => offer.path !== first.offer.path)) return undefined
  const { offer, listing, taxes } = first
  return {
    partner,
    uuid,
    seller,
    purchase: { offer, listing, taxes },
    quantity: items.length,
    ...(broker && { broker: toLegacyJson(broker) as JsonObject }),
    ...(customer && { customer: toLegacyJson(customer) as JsonObject }),
    totals
  }
}

/** @returns the change after which nothing is left of an order. */
export const forgetClassic = ({ partner, uuid }: Pick<ClassicOrder, 'partner' | 'uuid'>): Change => ({ kind: 'classic', id: orderKey(partner, uuid), record: null })

/** @returns the change that keeps an order. */
export const putClassic = (classic: ClassicOrder): Change => ({ kind: 'classic', id: orderKey(classic.partner, classic.uuid), record: classic })
