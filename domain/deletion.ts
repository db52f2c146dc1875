import type { Decision } from './changes.ts'
import { ordersFeedOf } from './feeds.ts'
import type { OrderContext } from './order-items.ts'
import { expectKnownOrder } from './order-request.ts'
import { freePlaces } from './places.ts'
import type { Caller } from './rules.ts'
import { type DeletedOrder, isCancelled, isDeleted, itemsOf, orderKey } from './state.ts'

/**
 * Answers Order Deletion. Nothing personal remains; the UUID stays taken, and a second deletion is fine.
 * Only an order that was seen in the orders feed is announced there as deleted.
 * @returns 204
 * @throws UnknownOrderError if the UUID never was an order of this caller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-deletion}
 */
export function deleteOrder (caller: Caller, context: Pick<OrderContext, 'order' | 'records'>): Decision<undefined> {
  const order = expectKnownOrder(context.order, caller)
  if (isDeleted(order)) return { status: 204, body: undefined, changes: [] }
  const { partner, uuid, seller, listed } = order
  const record: DeletedOrder = { partner, uuid, seller, deleted: true }
  const held = itemsOf(order).filter(({ state }) => !isCancelled(state)).map(({ item }) => item)
  return {
    status: 204,
    body: undefined,
    changes: [...freePlaces(held, context.records), { kind: 'order', id: orderKey(partner, uuid), record, ...(listed && { feed: ordersFeedOf(partner) }) }]
  }
}
