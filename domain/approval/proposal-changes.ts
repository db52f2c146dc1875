import type { Change } from '../records/change.ts'
import { proposalsFeedOf } from '../records/feed-names.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, orderKey } from '../records/order.ts'

/** @returns the change that keeps a proposal as it is now. */
export function putProposal (proposal: Proposal): Change {
  return { kind: 'proposal', id: orderKey(proposal.partner, proposal.uuid), record: proposal }
}

/** @returns the change by which a proposal appears as it is now in the feed of its booking partner. */
export function announceProposal (proposal: Proposal): Change {
  return { kind: 'proposal', id: orderKey(proposal.partner, proposal.uuid), record: { ...proposal, listed: true }, feed: proposalsFeedOf(proposal.partner) }
}

/** Leaves the key of a proposal alone. Only one that was seen in the feed is announced there as deleted. */
export function dropProposal ({ partner, uuid, seller, listed }: Proposal): Change {
  const record: DeletedOrder = { partner, uuid, seller, deleted: true }
  return { kind: 'proposal', id: orderKey(partner, uuid), record, ...(listed && { feed: proposalsFeedOf(partner) }) }
}
