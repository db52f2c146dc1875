import type { Expiring } from './expiring.ts'
import type { Override } from './opportunity.ts'
import type { PriceBasis } from './order.ts'

/** An OrderItem of a leased OrderQuote, by the paths of its Opportunity and Offer. */
export interface QuotedItem {
  readonly position: number
  readonly orderedItem: string
  readonly acceptedOffer: string
  /** Price of the Offer that the lease guarantees (minor units); missing without a guarantee. */
  readonly priceMinor?: number
  /** The OfferOverride in place of this Offer. */
  readonly override?: Override & { readonly price: number, readonly priceCurrency: string }
}

/** A leased OrderQuote without the customer, the attendees and the broker. */
export interface LeasedQuote {
  readonly brokerRole: string
  readonly items: readonly QuotedItem[]
  /** Missing for the usual prices. */
  readonly basis?: PriceBasis
  /** Account of the DynamicPayment; missing for an OrderQuote with prices. */
  readonly dynamicAccountId?: string
}

/** Spaces held for a future Order or for an OrderProposal. */
export interface Lease extends Expiring {
  readonly partner: string
  readonly uuid: string
  /** Path of the Seller. */
  readonly seller: string
  /** ISO 8601 UTC; missing if the lease lasts as long as its OrderProposal. */
  readonly expires?: string
  /** Spaces by path of the Opportunity (counts). */
  readonly spaces: Readonly<Record<string, number>>
  /** Set for an OrderProposal without leasing: the record holds no spaces and only counts the proposed ones. */
  readonly unreserved?: true
  /** The OrderQuote that leased the spaces; older leases and those of other calls have none. */
  readonly quote?: LeasedQuote
}
