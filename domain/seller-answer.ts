import { addMinutes, addSeconds } from 'date-fns'
import { countOf } from './capacity.ts'
import type { Change } from './changes.ts'
import { listingOf, type OrderContext, placesFor } from './order-items.ts'
import { putLease, replaceLease } from './places.ts'
import { announceProposal, currentItems, firstEnd, putProposal, withDeadlines } from './proposal-changes.ts'
import type { Environment } from './rules.ts'
import { type DeletedOrder, isOpen, itemsOfProposal, type Proposal, type Purchase, type Totals } from './state.ts'
import { isoInstant } from './time.ts'

/** What is stored about a proposal. */
export type ProposalContext = Pick<OrderContext, 'lease' | 'records'>

/** What a seller changes about a proposal; without anything, it is a new version all the same. */
export interface Amendment { readonly purchases: Readonly<Record<string, Purchase>>, readonly totals: Totals, readonly changes: readonly Change[] }

/**
 * The seller accepts a proposal in its latest version.
 * @param note - what he says to the customer
 * @returns the change; none if it was rejected, or is accepted already and he has nothing new to say
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
export function amend (proposal: Proposal, amendment: Amendment | undefined, { newUuid, now, rules }: Environment, note?: string): Change[] {
  if (!isOpen(proposal)) return []
  const { purchases = {}, totals = proposal.totals, changes = [] } = amendment ?? {}
  const amended: Proposal = { ...proposal, status: 'AwaitingSellerConfirmation', version: newUuid(), amended: { ...proposal.amended, ...purchases }, totals }
  const ends = amendment === undefined ? proposal.ends : firstEnd(itemsOfProposal(amended))
  const deadlines = { ends, answers: rules.answer === null ? undefined : addSeconds(now, rules.answer.afterSeconds) }
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
  if (rules.freeOnRejection) return replaceLease(context, undefined)
  return context.lease === undefined ? [] : [putLease({ ...context.lease, expires: isoInstant(addMinutes(now, rules.leaseMinutes)) })]
}

const noted = (proposal: Proposal, note: string | undefined): Proposal => note === undefined ? proposal : { ...proposal, sellerNote: note }

/**
 * Does what a proposal is due for: its end has come, or the seller answers by himself.
 * @returns the changes, after which it is due no more, unless a seller who takes no time has amended it and accepts it next
 */
export function proposalDue (proposal: Proposal, context: ProposalContext, environment: Environment): Change[] {
  const { now, rules: { answer } } = environment
  const rejection = rejectIfImpossible(proposal, context, environment)
  if (rejection.length > 0) return rejection
  const isAnswered = proposal.answers !== undefined && new Date(proposal.answers) <= now
  const answers = isAnswered || proposal.answers === undefined ? undefined : new Date(proposal.answers)
  // What it is about may have moved since.
  const ends = firstEnd(currentItems(proposal, context.records))
  const current = withDeadlines(proposal, { ends, answers })
  if (!isAnswered || answer === null || proposal.status !== 'AwaitingSellerConfirmation') return [putProposal(current)]
  if (answer.as === 'reject') return reject(current, 'SellerRejected', context, environment)
  const isNew = proposal.version === proposal.firstVersion
  return answer.as === 'amend-then-accept' && isNew ? amend(current, undefined, environment) : accept(current)
}

/**
 * Whether an operation may take the places of proposals: where places are leased, those of a proposal are held for it.
 * @param changes - what it changed
 */
export const mayTakePlaces = (changes: readonly Change[], { leasing }: Environment['rules']): boolean => leasing === 'none' && changes.length > 0

/** @returns those proposals that are open, and about something that was changed. */
export function concernedBy (changes: readonly Change[], proposals: ReadonlyArray<Proposal | DeletedOrder>): Proposal[] {
  const changed = new Set(changes.flatMap(({ kind, id }) => kind === 'opportunity' ? id : []))
  return proposals.filter(isOpen).filter((proposal) => itemsOfProposal(proposal).some(({ listing }) => changed.has(listing.opportunity.path)))
}

/**
 * Rejects a proposal that can not become an Order any more, on behalf of its seller.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#proposal-leasing}
 */
export function rejectIfImpossible (proposal: Proposal, context: ProposalContext, environment: Environment): Change[] {
  const why = isOpen(proposal) ? whyImpossible(proposal, context, environment.now) : undefined
  return why === undefined ? [] : reject(proposal, 'SellerRejected', context, environment, why)
}

function whyImpossible (proposal: Proposal, { lease, records }: ProposalContext, now: Date): string | undefined {
  const paths = itemsOfProposal(proposal).map(({ listing }) => listing.opportunity.path)
  for (const [path, count] of Object.entries(countOf(paths))) {
    const listing = listingOf(path, records)
    if (listing === undefined || listing.opportunity.eventStatus !== undefined) return 'This does not take place any more.'
    if (listing.opportunity.end !== undefined && new Date(listing.opportunity.end) <= now) return 'This is already over.'
    if (placesFor({ listing }, lease).free < count) return 'There are fewer spaces left than this order asks for.'
  }
  return undefined
}
