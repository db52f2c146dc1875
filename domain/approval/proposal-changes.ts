import type { Change } from '../records/change.ts'
import { proposalsFeedOf } from '../feeds/feed-items.ts'
import { listingOf } from '../checks/order-items.ts'
import { type DeletedOrder, itemsOfProposal, type Listed, type Listing, orderKey, type PlacedItem, type Proposal } from '../records/state.ts'
import { isoInstant } from '../protocol/time.ts'

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

/** What a proposal is waiting for: the end of what it is about, and the seller that answers by itself. */
export interface Deadlines { readonly ends: string | undefined, readonly answers: Date | undefined }

/** @returns the proposal, which will be due at the first of its deadlines. */
export function withDeadlines (proposal: Proposal, { ends, answers }: Deadlines): Proposal {
  const { ends: _ends, answers: _answers, expires: _expires, ...timeless } = proposal
  const answering = answers && isoInstant(answers)
  const expires = [ends, answering].filter((instant) => instant !== undefined).sort()[0]
  return { ...timeless, ...(ends && { ends }), ...(answering && { answers: answering }), ...(expires && { expires }) }
}

/**
 * @param records - the Opportunities as they are now
 * @returns the items of a proposal in its latest version: on the terms of the proposal, in what there is by now. What is gone is as it was
 */
export function currentItems (proposal: Pick<Proposal, 'placed' | 'amended'>, records: Listed): PlacedItem[] {
  return itemsOfProposal(proposal).map((item) => ({ ...item, listing: listingOf(item.listing.opportunity.path, records) ?? item.listing }))
}

/** @returns when the first of several Opportunities is over, undefined if none ever is. */
export function firstEnd (items: ReadonlyArray<{ readonly listing: Listing }>): string | undefined {
  return items.flatMap(({ listing }) => listing.opportunity.end ?? []).sort()[0]
}
