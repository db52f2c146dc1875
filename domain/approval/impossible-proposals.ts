import { countOf, isContested, unbooked } from '../leasing/capacity.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { type Listed, listingOf } from '../records/opportunity.ts'
import { isOpen, itemsOfProposal, type Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isDeleted } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'
import { type ProposalContext, reject } from './seller-answer.ts'

/**
 * @param before - an Opportunity or group as it was, undefined if it is new
 * @returns whether a change takes something from open proposals: it is gone, or an Order has what they ask for
 */
export function takesFromProposals (before: Records['opportunity'] | undefined, after: Records['opportunity']): boolean {
  if (isDeleted(after)) return true
  if (!('spaces' in after) || !isContested(after.spaces)) return false
  return before === undefined || !('spaces' in before) || unbooked(after.spaces) < unbooked(before.spaces)
}

/** @returns those proposals that are open, and about one of these. */
export function concernedBy (paths: ReadonlySet<string>, proposals: ReadonlyArray<Proposal | DeletedOrder>): Proposal[] {
  return proposals.filter(isOpen).filter((proposal) => itemsOfProposal(proposal).some(({ listing }) => paths.has(listing.opportunity.path)))
}

/**
 * Rejects a proposal that can not become an Order any more, on behalf of its seller.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-leasing}
 */
export function rejectIfImpossible (proposal: Proposal, context: ProposalContext, environment: Environment): Change[] {
  const why = isOpen(proposal) ? whyNotBooked(proposal, context.records, environment.now) : undefined
  return why === undefined ? [] : reject(proposal, 'SellerRejected', context, environment, why)
}

function whyNotBooked (proposal: Proposal, records: Listed, now: Date): string | undefined {
  const paths = itemsOfProposal(proposal).map(({ listing }) => listing.opportunity.path)
  for (const [path, count] of Object.entries(countOf(paths))) {
    const listing = listingOf(path, records)
    if (listing === undefined || listing.opportunity.eventStatus !== undefined) return 'This does not take place any more.'
    if (listing.opportunity.end !== undefined && new Date(listing.opportunity.end) <= now) return 'This is already over.'
    if (unbooked(listing.opportunity.spaces) < count) return 'There are fewer spaces left than this order asks for.'
  }
  return undefined
}
