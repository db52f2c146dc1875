import { dropProposal } from '../approval/proposal-changes.ts'
import { requireKnownOrder, requireProposal } from '../checks/preconditions.ts'
import { forgetClassic } from '../classic/classic-status.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { releaseSpaces } from '../leasing/spaces.ts'
import type { Change, Decision } from '../records/change.ts'
import type { Caller } from '../records/environment.ts'
import { ordersFeedOf } from '../records/feed-names.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isCancelled, isDeleted, orderItems, type Order, orderKey } from '../records/order.ts'

/**
 * Answers Order Deletion, of a proposal that did not become an Order, too. Nothing personal remains; the UUID stays taken, and
 * a second deletion is fine. Only what was seen in a feed is announced there as deleted.
 * @returns 204
 * @throws UnknownOrderError if the UUID never was an order of this caller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-deletion}
 */
export function deleteOrder (caller: Caller, context: OrderContext): Decision<undefined> {
  if (context.order === undefined && context.proposal !== undefined) {
    const proposal = requireProposal(context.proposal, caller)
    return { status: 204, body: undefined, changes: [...replaceLease(context, undefined), tombstone(proposal), dropProposal(proposal)] }
  }
  const order = requireKnownOrder(context.order, caller)
  if (isDeleted(order)) return { status: 204, body: undefined, changes: [] }
  const held = orderItems(order).filter(({ state }) => !isCancelled(state)).map(({ item }) => item)
  // What the calls of the older simulator know of it is personal, too.
  const classic: Change[] = context.classic === undefined ? [] : [forgetClassic(order)]
  return { status: 204, body: undefined, changes: [...releaseSpaces(held, context.records), tombstone(order), ...classic] }
}

function tombstone (of: Order | Proposal): Change {
  const { partner, uuid, seller } = of
  const record: DeletedOrder = { partner, uuid, seller, deleted: true }
  const isSeen = 'booked' in of && of.listed
  return { kind: 'order', id: orderKey(partner, uuid), record, ...(isSeen && { feed: ordersFeedOf(partner) }) }
}
