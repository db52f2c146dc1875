import type { Change } from '../records/change.ts'
import { ordersFeedOf } from '../records/feed-names.ts'
import { type Order, orderKey } from '../records/order.ts'

/** @returns the change by which an Order appears in the orders feed of its booking partner as it is now. */
export function announceOrder (order: Order): Change {
  const { partner, uuid } = order
  return { kind: 'order', id: orderKey(partner, uuid), record: { ...order, listed: true }, feed: ordersFeedOf(partner) }
}
