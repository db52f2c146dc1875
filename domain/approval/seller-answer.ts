import { addMinutes } from 'date-fns/addMinutes'
import { addSeconds } from 'date-fns/addSeconds'
import { putLease, replaceLease } from '../leasing/lease-changes.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderContext } from '../records/order-context.ts'
import { firstEnd, isOpen, proposalItems, type Proposal } from '../records/order-proposal.ts'
import type { DeletedOrder, PlacedItem, Purchase, Totals } from '../records/order.ts'
import { announceProposal, putProposal } from './proposal-changes.ts'
import { withDeadlines } from './proposal-deadlines.ts'

/** Records that a decision about an OrderProposal depends on. */
export type ProposalContext = Pick<OrderContext, 'lease' | 'records'>

/** Changes of an OrderProposal by its seller. */
export interface Amendment {
  /** New terms by id of the item. */
  readonly purchases: Readonly<Record<string, Purchase>>
  /** Ids of items that it removes. */
  readonly removed: readonly string[]
  /** Items that it adds. */
  readonly added: readonly PlacedItem[]
  /** Totals of the new version. */
  readonly totals: Totals
  /** Changes of the lease and the Opportunities. */
  readonly changes: readonly Change[]
}

/**
 * Accept the latest version of an OrderProposal for its seller.
 * @param proposal - the OrderProposal
 * @param note - message to the customer
 * @returns the change; none if it is rejected, or if it is accepted already and the note is not new
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-approval}
 */
export function accept (proposal: Proposal, note?: string): Change[] {
  const isNewNote = note !== undefined && note !== proposal.sellerNote
  if (!isOpen(proposal) || (proposal.status === 'SellerAccepted' && !isNewNote)) return []
  const accepted = withNote({ ...proposal, status: 'SellerAccepted' }, note)
  return [announceProposal(withDeadlines(accepted, { ends: proposal.ends, answers: undefined }))]
}

/** An OrderProposal with the amendment of its seller; without an amendment, the new version equals the latest. */
export interface AmendedProposal {
  readonly proposal: Proposal
  readonly amendment: Amendment | undefined
  /** Message to the customer. */
  readonly note?: string | undefined
}

/**
 * Make a new version of an OrderProposal, which needs the consent of the customer.
 * @param amended - the OrderProposal, its amendment and a note
 * @param environment - time, ids and rules
 * @returns the changes; none if it is rejected
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-amendment}
 */
export function amend (
  { proposal, amendment, note }: AmendedProposal, environment: Pick<Environment, 'newUuid' | 'now' | 'rules'>
): Change[] {
  if (!isOpen(proposal)) return []
  const { purchases = {}, removed = [], added = [], totals = proposal.totals, changes = [] } = amendment ?? {}
  const amended: Proposal = {
    ...proposal,
    status: 'AwaitingSellerConfirmation',
    version: environment.newUuid(),
    amended: { ...proposal.amended, ...purchases },
    ...(removed.length > 0 && { removed: [...proposal.removed ?? [], ...removed] }),
    ...(added.length > 0 && { added: [...proposal.added ?? [], ...added] }),
    totals
  }
  const ends = amendment === undefined ? proposal.ends : firstEnd(proposalItems(amended))
  const deadlines = { ends, answers: answerAt(environment) }
  return [...changes, announceProposal(withDeadlines(withNote(amended, note), deadlines))]
}

/** An OrderProposal and its rejection. */
export interface Rejection {
  readonly proposal: Proposal
  readonly status: 'SellerRejected' | 'CustomerRejected'
  /** Message of the seller to the customer. */
  readonly note?: string | undefined
}

/**
 * Reject an OrderProposal for its seller or customer. Its spaces are released at once, or when its lease ends.
 * @param rejection - the OrderProposal, its new status and a note
 * @param context - its lease and Opportunities
 * @param environment - time and rules
 * @returns the changes; none if it is rejected already
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-rejection}
 */
export function reject (
  { proposal, status, note }: Rejection, context: ProposalContext, environment: Pick<Environment, 'now' | 'rules'>
): Change[] {
  if (!isOpen(proposal)) return []
  const rejected = withDeadlines(withNote({ ...proposal, status }, note), { ends: undefined, answers: undefined })
  return [announceProposal(rejected), ...endLease(context, environment)]
}

/**
 * Send a message of the seller to the customer. Status, version and deadlines stay.
 * @param proposal - the OrderProposal
 * @param note - the message
 * @returns the change; none if it is rejected, or the message is the latest one already
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#message-exchange}
 */
export function sendMessage (proposal: Proposal, note: string): Change[] {
  return isOpen(proposal) && note !== proposal.sellerNote ? [announceProposal({ ...proposal, sellerNote: note })] : []
}

function endLease (context: ProposalContext, { now, rules }: Pick<Environment, 'now' | 'rules'>): Change[] {
  const { lease } = context
  if (lease === undefined || lease.unreserved || rules.freeOnRejection) return replaceLease(context, undefined)
  return [putLease({ ...lease, expires: isoInstant(addMinutes(now, rules.leaseMinutes)) })]
}

function withNote (proposal: Proposal, note: string | undefined): Proposal {
  return note === undefined ? proposal : { ...proposal, sellerNote: note }
}

/**
 * Set the time of the answer where an OrderProposal waits for a seller that now answers automatically.
 * @param proposals - all OrderProposals
 * @param environment - time and rules
 * @returns the changes
 */
export function awaitAnswers (
  proposals: ReadonlyArray<Proposal | DeletedOrder>, environment: Pick<Environment, 'now' | 'rules'>
): Change[] {
  const waiting = proposals.filter(isOpen)
    .filter(({ status, answers }) => status === 'AwaitingSellerConfirmation' && answers === undefined)
  const answers = answerAt(environment)
  return waiting.map((proposal) => putProposal(withDeadlines(proposal, { ends: proposal.ends, answers })))
}

/**
 * Say when a seller that answers automatically does so.
 * @param environment - time and rules
 * @returns the time of the answer, undefined if sellers do not answer automatically
 */
export function answerAt ({ now, rules: { answer } }: Pick<Environment, 'now' | 'rules'>): Date | undefined {
  return answer === null ? undefined : addSeconds(now, answer.afterSeconds)
}
