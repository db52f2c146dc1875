import { freePlaces, isCancelled, ordersFeed } from './cancellation.ts'
import type { Decision } from './changes.ts'
import { BookingError } from './errors.ts'
import type { OrderContext } from './order-items.ts'
import { mayActFor } from './parties.ts'
import type { Caller } from './rules.ts'
import { type DeletedOrder, isDeleted, orderKey } from './state.ts'

/**
 * Answers Order Deletion. Nothing personal remains; the UUID stays taken, and a second deletion is fine.
 * Only an order that was seen in the orders feed is announced there as deleted.
 * @returns 204
 * @throws UnknownOrderError if the UUID never was an order of this caller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-deletion}
 */
export function deleteOrder (caller: Caller, { order, records }: OrderContext): Decision<undefined> {
  if (order === undefined || !mayActFor(caller, order)) {
    throw new BookingError('UnknownOrderError', 'There is no order with this UUID.')
  }
  if (isDeleted(order)) return { status: 204, body: undefined, changes: [] }
  const { partner, uuid, seller } = order
  const record: DeletedOrder = { partner, uuid, seller, deleted: true }
  const held = order.booked.items.filter((_, index) => !isCancelled(order.items[index]))
  return {
    status: 204,
    body: undefined,
    changes: [
      ...freePlaces(held, records),
      { kind: 'order', id: orderKey(partner, uuid), record, ...(order.listed && { feed: ordersFeed(partner) }) }
    ]
  }
}
