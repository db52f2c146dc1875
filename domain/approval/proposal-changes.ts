import { proposalsFeedOf } from '../feeds/feed-names.ts'
import type { Change } from '../records/change.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, orderKey } from '../records/order.ts'

/**
 * Store an OrderProposal without announcing it.
 * @param proposal - the OrderProposal
 * @returns the change
 */
export function putProposal (proposal: Proposal): Change {
  return { kind: 'proposal', id: orderKey(proposal.partner, proposal.uuid), record: proposal }
}

/**
 * Store an OrderProposal and announce it in the feed of its booking partner.
 * @param proposal - the OrderProposal
 * @returns the change
 */
export function announceProposal (proposal: Proposal): Change {
  const { partner, uuid } = proposal
  const record = { ...proposal, listed: true }
  return { kind: 'proposal', id: orderKey(partner, uuid), record, feed: proposalsFeedOf(partner) }
}

/**
 * Keep only the key of an OrderProposal. Its feed announces the deletion only if it has shown the OrderProposal.
 * @param proposal - the OrderProposal
 * @returns the change
 */
export function dropProposal ({ partner, uuid, seller, listed }: Proposal): Change {
  const record: DeletedOrder = { partner, uuid, seller, deleted: true }
  return { kind: 'proposal', id: orderKey(partner, uuid), record, ...(listed && { feed: proposalsFeedOf(partner) }) }
}
