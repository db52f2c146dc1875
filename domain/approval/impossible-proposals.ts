import { countByPath, isContested, unbooked } from '../leasing/capacity.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { type OpportunityIndex, findOpportunity } from '../records/opportunity.ts'
import { isOpen, proposalItems, type Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isDeleted } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'
import { type ProposalContext, reject } from './seller-answer.ts'

/**
 * @param before - an Opportunity or group as it was, undefined if it is new
 * @returns whether a change takes something from open proposals: it is gone, or an Order has what they ask for
 */
export function reducesAvailability (before: Records['opportunity'] | undefined, after: Records['opportunity']): boolean {
  if (isDeleted(after)) return true
  if (!('spaces' in after) || !isContested(after.spaces)) return false
  return before === undefined || !('spaces' in before) || unbooked(after.spaces) < unbooked(before.spaces)
}

/** @returns those proposals that are open, and about one of these. */
export function proposalsAbout (paths: ReadonlySet<string>, proposals: ReadonlyArray<Proposal | DeletedOrder>): Proposal[] {
  return proposals.filter(isOpen).filter((proposal) => proposalItems(proposal).some(({ listing }) => paths.has(listing.opportunity.path)))
}

/**
 * Rejects a proposal that can not become an Order any more, on behalf of its seller.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-leasing}
 */
export function rejectIfImpossible (proposal: Proposal, context: ProposalContext, environment: Environment): Change[] {
  const why = isOpen(proposal) ? whyNotBooked(proposal, context.records, environment.now) : undefined
  return why === undefined ? [] : reject({ proposal, status: 'SellerRejected', note: why }, context, environment)
}

function whyNotBooked (proposal: Proposal, records: OpportunityIndex, now: Date): string | undefined {
  const paths = proposalItems(proposal).map(({ listing }) => listing.opportunity.path)
  for (const [path, count] of Object.entries(countByPath(paths))) {
    const listing = findOpportunity(path, records)
    if (listing === undefined || listing.opportunity.eventStatus !== undefined) return 'This does not take place any more.'
    if (listing.opportunity.end !== undefined && new Date(listing.opportunity.end) <= now) return 'This is already over.'
    if (unbooked(listing.opportunity.spaces) < count) return 'There are fewer spaces left than this order asks for.'
  }
  return undefined
}
