import type { Change } from '../records/change.ts'
import { type Order, orderKey } from '../records/order.ts'
import { ordersFeedOf } from './feed-names.ts'

/**
 * Store an Order and announce it in the orders feed of its booking partner.
 * @param order - the Order
 * @returns the change
 */
export function announceOrder (order: Order): Change {
  const { partner, uuid } = order
  const record = { ...order, listed: true }
  return { kind: 'order', id: orderKey(partner, uuid), record, feed: ordersFeedOf(partner) }
}
