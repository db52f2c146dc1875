import type { SellerAnswer } from '../records/booking-rules.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { currentItems, firstEnd, isOpen, type Proposal, proposalItems } from '../records/order-proposal.ts'
import { rejectIfImpossible } from './impossible-proposals.ts'
import { putProposal } from './proposal-changes.ts'
import { withDeadlines } from './proposal-deadlines.ts'
import { accept, amend, type ProposalContext, reject } from './seller-answer.ts'

/** An OrderProposal with its lease and Opportunities. */
type DueProposal = Pick<OrderContext, 'proposal' | 'lease' | 'records'>

/**
 * Process an OrderProposal at its deadline: reject it if it has become impossible, else let its seller answer.
 * @param due - the current OrderProposal, its lease and Opportunities
 * @param environment - time, ids and rules
 * @returns the changes. Afterwards the OrderProposal is no longer due, except after an amendment by a seller that
 * answers after 0 seconds: the next call accepts it
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-approval}
 */
export function processDueProposal ({ proposal, ...context }: DueProposal, environment: Environment): Change[] {
  if (proposal === undefined || !isOpen(proposal)) return []
  const rejection = rejectIfImpossible(proposal, context, environment)
  if (rejection.length > 0) return rejection
  const answers = proposal.answers === undefined ? undefined : new Date(proposal.answers)
  const isAnswerDue = answers !== undefined && answers <= environment.now
  // The Opportunities may end at other times by now.
  const ends = firstEnd(currentItems(proposal, context.records))
  const current = withDeadlines(proposal, { ends, answers: isAnswerDue ? undefined : answers })
  return isAnswerDue && proposal.status === 'AwaitingSellerConfirmation'
    ? answerChanges(current, proposal.answer ?? environment.rules.answer?.as, context, environment)
    : [putProposal(current)]
}

function answerChanges (
  proposal: Proposal, answer: SellerAnswer | undefined, context: ProposalContext, environment: Environment
): Change[] {
  switch (answer) {
    case undefined:
      return [putProposal(proposal)]
    case 'accept':
      return accept(proposal)
    case 'reject':
      return reject({ proposal, status: 'SellerRejected' }, context, environment)
    case 'amend-then-accept':
      return mayBeAmended(proposal) ? amend({ proposal, amendment: undefined }, environment) : accept(proposal)
  }
}

/** Brokers that cannot negotiate avoid offers that require it, so only such offers are amended, and only once. */
function mayBeAmended (proposal: Proposal): boolean {
  return proposal.version === proposal.firstVersion && anyRequires('OpenBookingNegotiation', proposalItems(proposal))
}
