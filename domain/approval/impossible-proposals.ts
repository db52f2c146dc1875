import { isContested, unbooked } from '../leasing/capacity.ts'
import { countSpaces } from '../leasing/spaces.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { findOpportunity, type OpportunityIndex } from '../records/opportunity.ts'
import { currentItems, firstEnd, isOpen, type Proposal, proposalItems } from '../records/order-proposal.ts'
import { type DeletedOrder, isDeleted } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'
import { putProposal } from './proposal-changes.ts'
import { withDeadlines } from './proposal-deadlines.ts'
import { type ProposalContext, reject } from './seller-answer.ts'

/**
 * Say whether a change of an Opportunity can make open OrderProposals impossible.
 * @param before - the Opportunity or group before the change, undefined if it is new
 * @param after - the Opportunity or group after the change
 * @returns true if it is deleted or called off, ends earlier, or has fewer spaces left than OrderProposals ask for
 */
export function reducesAvailability (
  before: Records['opportunity'] | undefined, after: Records['opportunity']
): boolean {
  if (isDeleted(after)) return true
  if (!('spaces' in after)) return false
  const former = before !== undefined && 'spaces' in before ? before : undefined
  if (after.eventStatus !== undefined && after.eventStatus !== former?.eventStatus) return true
  if (former?.end !== undefined && after.end !== undefined && after.end < former.end) return true
  if (!isContested(after.spaces)) return false
  return former === undefined || unbooked(after.spaces) < unbooked(former.spaces)
}

/**
 * Find the open OrderProposals that have an item about one of several Opportunities.
 * @param paths - paths of the Opportunities
 * @param proposals - at least all OrderProposals about them
 * @returns the OrderProposals, in the order given
 */
export function proposalsAbout (
  paths: ReadonlySet<string>, proposals: ReadonlyArray<Proposal | DeletedOrder>
): Proposal[] {
  return proposals.filter(isOpen)
    .filter((proposal) => proposalItems(proposal).some(({ orderedItem }) => paths.has(orderedItem.opportunity.path)))
}

/**
 * Reject an open OrderProposal for its seller if it can no longer become an Order.
 * @param proposal - the OrderProposal
 * @param context - its lease and Opportunities
 * @param environment - time and rules
 * @returns the changes of the rejection; none if the OrderProposal stays possible
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-leasing}
 */
export function rejectIfImpossible (
  proposal: Proposal, context: ProposalContext, environment: Pick<Environment, 'now' | 'rules'>
): Change[] {
  const note = isOpen(proposal) ? impossibility(proposal, context.records, environment.now) : undefined
  return note === undefined ? [] : reject({ proposal, status: 'SellerRejected', note }, context, environment)
}

/**
 * Let an OrderProposal follow a change of its Opportunities: reject it if it can no longer become an Order, else let it
 * end with the first of them.
 * @param proposal - the OrderProposal
 * @param context - its lease and Opportunities
 * @param environment - time and rules
 * @returns the changes; none if nothing follows
 */
export function followOpportunities (
  proposal: Proposal, context: ProposalContext, environment: Pick<Environment, 'now' | 'rules'>
): Change[] {
  const rejection = rejectIfImpossible(proposal, context, environment)
  const ends = firstEnd(currentItems(proposal, context.records))
  if (rejection.length > 0 || !isOpen(proposal) || ends === proposal.ends) return rejection
  const answers = proposal.answers === undefined ? undefined : new Date(proposal.answers)
  return [putProposal(withDeadlines(proposal, { ends, answers }))]
}

function impossibility (proposal: Proposal, records: OpportunityIndex, now: Date): string | undefined {
  for (const [path, count] of Object.entries(countSpaces(proposalItems(proposal)))) {
    const opportunity = findOpportunity(path, records)?.opportunity
    if (opportunity === undefined || opportunity.eventStatus !== undefined) return 'This no longer takes place.'
    if (opportunity.end !== undefined && new Date(opportunity.end) <= now) return 'This has ended.'
    if (unbooked(opportunity.spaces) < count) return 'There are fewer spaces left than this order asks for.'
  }
  return undefined
}
