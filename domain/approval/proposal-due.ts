import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { currentItems, isOpen, proposalItems, type Proposal } from '../records/order-proposal.ts'
import { rejectIfImpossible } from './impossible-proposals.ts'
import { putProposal } from './proposal-changes.ts'
import { firstEnd, withDeadlines } from './proposal-deadlines.ts'
import { accept, amend, reject } from './seller-answer.ts'

/**
 * What a proposal is due for: its end has come, or the seller answers by itself.
 * @param context - with the proposal as it is now
 * @returns the changes, after which it is due no more, unless a seller that takes no time has amended it and accepts it next
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-approval}
 */
export function processDueProposal ({ proposal, ...context }: Pick<OrderContext, 'proposal' | 'lease' | 'records'>, environment: Environment): Change[] {
  if (proposal === undefined || !isOpen(proposal)) return []
  const rejection = rejectIfImpossible(proposal, context, environment)
  if (rejection.length > 0) return rejection
  const answers = proposal.answers === undefined ? undefined : new Date(proposal.answers)
  const isAnswered = answers !== undefined && answers <= environment.now
  // What it is about may have moved since.
  const current = withDeadlines(proposal, { ends: firstEnd(currentItems(proposal, context.records)), answers: isAnswered ? undefined : answers })
  return isAnswered && proposal.status === 'AwaitingSellerConfirmation' ? answerOf(current, context, environment) : [putProposal(current)]
}

function answerOf (proposal: Proposal, context: Pick<OrderContext, 'lease' | 'records'>, environment: Environment): Change[] {
  switch (environment.rules.answer?.as) {
    case undefined: return [putProposal(proposal)]
    case 'accept': return accept(proposal)
    case 'reject': return reject({ proposal, status: 'SellerRejected' }, context, environment)
    case 'amend-then-accept': return mayBeAmended(proposal) ? amend({ proposal, amendment: undefined }, environment) : accept(proposal)
  }
}

/** Once; and only where the offers say so, for brokers that can not negotiate keep away from those. */
function mayBeAmended (proposal: Proposal): boolean {
  return proposal.version === proposal.firstVersion && anyRequires('OpenBookingNegotiation', proposalItems(proposal))
}
