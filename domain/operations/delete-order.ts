import { dropProposal } from '../approval/proposal-changes.ts'
import { requireKnownOrder, requireProposal } from '../checks/preconditions.ts'
import { ordersFeedOf } from '../feeds/feed-names.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { releaseSpaces } from '../leasing/spaces.ts'
import type { Change, Decision } from '../records/change.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isCancelled, isDeleted, orderItems, type Order, orderKey } from '../records/order.ts'

/**
 * Answer Order Deletion, also for an OrderProposal before B. No personal data remains, the UUID stays in use, and a
 * second deletion succeeds. A feed announces the deletion only of a record that it has shown.
 * @param call - caller
 * @param context - records of the UUID
 * @returns 204
 * @throws {UnknownOrderError} unless the UUID is, or was, an Order or OrderProposal of this caller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-deletion}
 */
export function deleteOrder (
  { caller }: Pick<OrderCall<unknown>, 'caller'>, context: OrderContext
): Decision<undefined> {
  if (context.order === undefined && context.proposal !== undefined) {
    const proposal = requireProposal(context.proposal, caller)
    const changes = [...replaceLease(context, undefined), deletionOf(proposal), dropProposal(proposal)]
    return { status: 204, body: undefined, changes }
  }
  const order = requireKnownOrder(context.order, caller)
  if (isDeleted(order)) return { status: 204, body: undefined, changes: [] }
  const bookedItems = orderItems(order).filter(({ state }) => !isCancelled(state)).map(({ item }) => item)
  const id = orderKey(order.partner, order.uuid)
  // The record of the classic API holds personal data, too.
  const classic: Change[] = context.classic === undefined ? [] : [{ kind: 'classic', id, record: null }]
  const changes = [...releaseSpaces(bookedItems, context.records), deletionOf(order), ...classic]
  return { status: 204, body: undefined, changes }
}

/** @returns the change that keeps only the key under which the UUID stays in use as an Order */
function deletionOf (record: Order | Proposal): Change {
  const { partner, uuid, seller } = record
  const key: DeletedOrder = { partner, uuid, seller, deleted: true }
  const isSeen = 'booked' in record && record.listed
  return { kind: 'order', id: orderKey(partner, uuid), record: key, ...(isSeen && { feed: ordersFeedOf(partner) }) }
}
