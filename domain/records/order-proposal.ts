import type { PROPOSAL_STATUSES } from '../../schemas/control/lists.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { SellerAnswer } from './booking-rules.ts'
import type { Expiring } from './expiring.ts'
import { findOpportunity, type OpportunityIndex, type OpportunityWithParent } from './opportunity.ts'
import type { DeletedOrder, PlacedItem, PlacedOrder, Purchase, Totals } from './order.ts'

export type ProposalStatus = typeof PROPOSAL_STATUSES[number]

/** An OrderProposal: an order that its seller must approve before B. */
export interface Proposal extends Expiring {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  /** Digest of the request of P, which tells a repeat from another order. */
  readonly digest: string
  /** The content at the time of P, which P answers at every repeat. */
  readonly placed: PlacedOrder
  /** UUID of the version of P. */
  readonly firstVersion: string
  /** UUID of the latest version. */
  readonly version: string
  readonly status: ProposalStatus
  /** Amendments of the seller by id of the item. */
  readonly amended: Readonly<Record<string, Purchase>>
  /** Ids of items that its seller has removed, and items that it has added; missing without any. */
  readonly removed?: readonly string[]
  readonly added?: readonly PlacedItem[]
  /** Totals of the latest version. */
  readonly totals: Totals
  readonly sellerNote?: string
  readonly customerNote?: string
  /** Set if P leased no spaces, as its lease record has it: the answer of P stays so under other options. */
  readonly unreserved?: true
  /** Whether the feed of order proposals has shown it. */
  readonly listed: boolean
  /** Set while the seller withholds its consent: the feed hides the OrderProposal. */
  readonly withdrawn?: true
  /** End of its first Opportunity (ISO 8601 UTC); missing without an end. */
  readonly ends?: string
  /** Time of the automatic answer of its seller (ISO 8601 UTC). */
  readonly answers?: string
  /** The answer at that time, in place of the usual one of automatic sellers. */
  readonly answer?: SellerAnswer
  /** The earlier of `ends` and `answers`; missing after a rejection. */
  readonly expires?: string
}

/** The parts of an OrderProposal that decide its items. */
export type ItemsOfProposal = Pick<Proposal, 'placed' | 'amended' | 'removed' | 'added'>

/** @returns the items of an OrderProposal in its latest version */
export function proposalItems ({ placed, amended, removed = [], added = [] }: ItemsOfProposal): PlacedItem[] {
  return [...placed.items, ...added].filter(({ id }) => !removed.includes(id))
    .map((item) => amendedItem(item, amended[item.id]))
}

/** Intake form responses remain only while the Offer has an intake form. */
function amendedItem ({ intakeFormResponse, ...item }: PlacedItem, amendment: Purchase | undefined): PlacedItem {
  const current = { ...item, ...amendment }
  const hasForm = current.offer.flowRequirements?.includes('OpenBookingIntakeForm') === true
  const keepsResponse = intakeFormResponse !== undefined && (amendment === undefined || hasForm)
  return keepsResponse ? { ...current, intakeFormResponse } : current
}

/** @returns the payment of P, undefined without one or if the latest version cannot be paid in advance */
export function paymentOfProposal ({ placed, totals }: Pick<Proposal, 'placed' | 'totals'>): JsonObject | undefined {
  return totals.prepayment === 'Unavailable' && totals.basis !== 'dynamic' ? undefined : placed.payment
}

/** @returns whether an OrderProposal can still become an Order */
export function isOpen (proposal: Proposal | DeletedOrder): proposal is Proposal {
  if (!('status' in proposal)) return false
  return proposal.status === 'AwaitingSellerConfirmation' || proposal.status === 'SellerAccepted'
}

/**
 * Update the Opportunities of an OrderProposal.
 * @param proposal - the OrderProposal
 * @param records - current Opportunities; without a record, an item keeps its stored Opportunity
 * @returns the items of the latest version, on their stored terms
 */
export function currentItems (proposal: ItemsOfProposal, records: OpportunityIndex): PlacedItem[] {
  return proposalItems(proposal).map((item) =>
    ({ ...item, orderedItem: findOpportunity(item.orderedItem.opportunity.path, records) ?? item.orderedItem }))
}

/**
 * Find the end of the Opportunity that ends first.
 * @param items - items of an order
 * @returns the end (ISO 8601 UTC), undefined if no Opportunity has an end
 */
export function firstEnd (items: ReadonlyArray<{ readonly orderedItem: OpportunityWithParent }>): string | undefined {
  return items.flatMap(({ orderedItem }) => orderedItem.opportunity.end ?? []).sort()[0]
}
