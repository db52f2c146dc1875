import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'
import { type OpportunityIndex, findOpportunity } from './opportunity.ts'
import type { DeletedOrder, PlacedItem, PlacedOrder, Purchase, Totals } from './order.ts'

export type ProposalStatus = 'AwaitingSellerConfirmation' | 'SellerAccepted' | 'SellerRejected' | 'CustomerRejected'

/** An OrderProposal: an order that the seller has to approve before it can be booked. */
export interface Proposal extends Expiring {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  /** Digest of the request that made it, to tell a repeat from another one. */
  readonly digest: string
  /** As P answered it, now and at every repeat. */
  readonly placed: PlacedOrder
  /** UUID of the version that P answered, and of the latest. */
  readonly firstVersion: string
  readonly version: string
  readonly status: ProposalStatus
  /** What the seller has changed: by id of the item. */
  readonly amended: Readonly<Record<string, Purchase>>
  /** Those of the latest version. */
  readonly totals: Totals
  readonly sellerNote?: string
  readonly customerNote?: string
  /** Whether it has appeared in the feed of order proposals. */
  readonly listed: boolean
  /** The seller has withdrawn its consent, so that it is not to be seen in that feed. */
  readonly withdrawn?: true
  /** When the first of its Opportunities is over; missing if none ever is. */
  readonly ends?: string
  /** When the seller answers without being asked to. */
  readonly answers?: string
  /** Whatever comes first of the two; missing once it is rejected. */
  readonly expires?: string
}

/** @returns the items of a proposal in its latest version. */
export function proposalItems ({ placed, amended }: Pick<Proposal, 'placed' | 'amended'>): PlacedItem[] {
  return placed.items.map((item) => amendedItem(item, amended[item.id]))
}

/** Answers to a form do not outlive it. */
function amendedItem ({ intakeFormResponse, ...item }: PlacedItem, amendment: Purchase | undefined): PlacedItem {
  const current = { ...item, ...amendment }
  const isAsked = amendment === undefined || amendment.offer.flowRequirements?.includes('OpenBookingIntakeForm') === true
  return intakeFormResponse !== undefined && isAsked ? { ...current, intakeFormResponse } : current
}

/** @returns what came with P as payment, undefined where the latest version can not be paid in advance. */
export function paymentOfProposal ({ placed, totals }: Pick<Proposal, 'placed' | 'totals'>): JsonObject | undefined {
  return totals.prepayment === 'Unavailable' ? undefined : placed.payment
}

/** @returns whether a proposal may still become an Order. */
export function isOpen (proposal: Proposal | DeletedOrder): proposal is Proposal {
  return 'status' in proposal && (proposal.status === 'AwaitingSellerConfirmation' || proposal.status === 'SellerAccepted')
}

/**
 * @param records - the Opportunities as they are now
 * @returns the items of a proposal in its latest version: on the terms of the proposal, in what there is by now. What is gone is as it was
 */
export function currentItems (proposal: Pick<Proposal, 'placed' | 'amended'>, records: OpportunityIndex): PlacedItem[] {
  return proposalItems(proposal).map((item) => ({ ...item, listing: findOpportunity(item.listing.opportunity.path, records) ?? item.listing }))
}
