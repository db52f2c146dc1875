import { addMinutes, addSeconds } from 'date-fns'
import { putLease, replaceLease } from '../leasing/lease-changes.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderContext } from '../records/order-context.ts'
import { isOpen, proposalItems, type Proposal } from '../records/order-proposal.ts'
import type { DeletedOrder, Purchase, Totals } from '../records/order.ts'
import { announceProposal, putProposal } from './proposal-changes.ts'
import { firstEnd, withDeadlines } from './proposal-deadlines.ts'

/** What is stored about a proposal. */
export type ProposalContext = Pick<OrderContext, 'lease' | 'records'>

/** What a seller changes about a proposal; without anything, it is a new version all the same. */
export interface Amendment { readonly purchases: Readonly<Record<string, Purchase>>, readonly totals: Totals, readonly changes: readonly Change[] }

/**
 * The seller accepts a proposal in its latest version.
 * @param note - what it says to the customer
 * @returns the change; none if it was rejected, or is accepted already and there is nothing new to say
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-approval}
 */
export function accept (proposal: Proposal, note?: string): Change[] {
  const isNews = proposal.status === 'AwaitingSellerConfirmation' || (note !== undefined && note !== proposal.sellerNote)
  if (!isOpen(proposal) || !isNews) return []
  return [announceProposal(withDeadlines(noted({ ...proposal, status: 'SellerAccepted' }, note), { ends: proposal.ends, answers: undefined }))]
}

/**
 * The seller makes another version of a proposal, to which the customer has to agree.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-amendment}
 */
export function amend (proposal: Proposal, amendment: Amendment | undefined, environment: Environment, note?: string): Change[] {
  if (!isOpen(proposal)) return []
  const { purchases = {}, totals = proposal.totals, changes = [] } = amendment ?? {}
  const amended: Proposal = { ...proposal, status: 'AwaitingSellerConfirmation', version: environment.newUuid(), amended: { ...proposal.amended, ...purchases }, totals }
  const ends = amendment === undefined ? proposal.ends : firstEnd(proposalItems(amended))
  const deadlines = { ends, answers: answerAt(environment) }
  return [...changes, announceProposal(withDeadlines(noted(amended, note), deadlines))]
}

/**
 * Seller or customer reject a proposal. What it holds is free when its lease ends, or at once.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-rejection}
 */
export function reject (proposal: Proposal, status: 'SellerRejected' | 'CustomerRejected', context: ProposalContext, { now, rules }: Pick<Environment, 'now' | 'rules'>, note?: string): Change[] {
  if (!isOpen(proposal)) return []
  const rejected = withDeadlines(noted({ ...proposal, status }, note), { ends: undefined, answers: undefined })
  return [announceProposal(rejected), ...endLease(context, { now, rules })]
}

function endLease (context: ProposalContext, { now, rules }: Pick<Environment, 'now' | 'rules'>): Change[] {
  const { lease } = context
  if (lease === undefined || lease.unreserved || rules.freeOnRejection) return replaceLease(context, undefined)
  return [putLease({ ...lease, expires: isoInstant(addMinutes(now, rules.leaseMinutes)) })]
}

const noted = (proposal: Proposal, note: string | undefined): Proposal => note === undefined ? proposal : { ...proposal, sellerNote: note }

/** @returns the changes by which proposals that wait for a seller which answers by itself now have an instant for that. */
export function awaitAnswers (proposals: ReadonlyArray<Proposal | DeletedOrder>, environment: Pick<Environment, 'now' | 'rules'>): Change[] {
  return proposals.filter(isOpen).flatMap((proposal) => {
    const isForgotten = proposal.status === 'AwaitingSellerConfirmation' && proposal.answers === undefined
    return isForgotten ? [putProposal(withDeadlines(proposal, { ends: proposal.ends, answers: answerAt(environment) }))] : []
  })
}

/** @returns when a seller which answers by itself does so, undefined if it does not. */
export function answerAt ({ now, rules: { answer } }: Pick<Environment, 'now' | 'rules'>): Date | undefined {
  return answer === null ? undefined : addSeconds(now, answer.afterSeconds)
}
