import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Seller } from './seller.ts'

/** At which stages spaces are leased: nowhere, at C2, or at C1 and C2 (Open Booking API, Leasing). */
type Leasing = 'none' | 'named' | 'anonymous'

/** How sellers answer proposals: at the first, or once the customer could see an amendment. */
type SellerAnswer = 'accept' | 'reject' | 'amend-then-accept'

/** What is on offer, of which the sample data is made. */
export interface Assortment {
  readonly types: readonly OpportunityType[]
  /** Sample items beside the timetable: how many ahead, per type and booking flow (count). */
  readonly sampleSize: number
  readonly richness: Richness
  /** Whether there are priced offers. */
  readonly prices: 'mixed' | 'free'
  /** Whether offers say how they are to be paid, or all are to be paid when booked. */
  readonly prepayment: 'mixed' | 'required'
  /** Whether offers say how they can be cancelled, or all can be until they start. */
  readonly cancellation: 'mixed' | 'always'
  /** Whether the orders feed tells of changed names, times and places. */
  readonly logisticsUpdates: boolean
}

/** How this booking system behaves, derived once from the options. */
export interface Rules extends Assortment {
  readonly sellers: readonly Seller[]
  readonly leasing: Leasing
  readonly leaseMinutes: number
  /** Reconciliation details that a `payment` has to carry, the same for every seller; null if they are not compared. */
  readonly paymentAccount: { readonly name: string, readonly accountId: string, readonly paymentProviderId: string } | null
  /** Value added tax on every priced offer, in whole per cent; null if taxes are not calculated. */
  readonly vatPercent: number | null
  readonly bookingService: JsonObject
  /** Whether there are the events and calls of the older simulator, and whether booking partners may see each other's orders by these calls. */
  readonly classic: boolean
  readonly openOrders: boolean
  /** Whether there is an OpenID Provider. */
  readonly hasOpenId: boolean
  /** What sellers do with proposals by themselves, and how long they take (seconds); null if they wait to be told. */
  readonly answer: { readonly as: SellerAnswer, readonly afterSeconds: number } | null
  /** Whether a rejected proposal frees its spaces at once, or when its lease ends. */
  readonly freeOnRejection: boolean
}

/** How much a description says. */
export type Richness = 'minimal' | 'realistic' | 'golden'
