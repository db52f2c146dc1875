import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { BookableType } from './opportunity.ts'
import type { Seller } from './seller.ts'

/** Stages that lease spaces: none, C2 alone (named), or C1 and C2 (anonymous). */
type Leasing = 'none' | 'named' | 'anonymous'

/** Automatic answer of sellers to OrderProposals; an amendment is visible to the customer before it is accepted. */
export type SellerAnswer = 'accept' | 'reject' | 'amend-then-accept'

/** Amount of descriptive properties. */
export type Richness = 'minimal' | 'realistic' | 'golden'

/** Rules for the generation of sample data. */
export interface Assortment {
  readonly types: readonly OpportunityType[]
  /** Sample items ahead per type and booking flow, in addition to the timetable (count). */
  readonly sampleSize: number
  readonly richness: Richness
  /** Priced and free offers, or free offers alone. */
  readonly prices: 'mixed' | 'free'
  /** Offers with every prepayment, or with required prepayment alone. */
  readonly prepayment: 'mixed' | 'required'
  /** Offers with every cancellation window, or offers that can be cancelled until the start alone. */
  readonly cancellation: 'mixed' | 'always'
  /** Whether the orders feed announces changed names, times and locations. */
  readonly logisticsUpdates: boolean
}

/** Reconciliation details of a payment. */
export interface PaymentAccount {
  readonly accountId: string
  readonly paymentProviderId: string
}

/** A tax on an Offer (whole per cent). */
export interface TaxRate { readonly name: string, readonly percent: number }

/** Rules of this booking system, derived once from the options. */
export interface Rules extends Assortment {
  readonly sellers: readonly Seller[]
  /** Currency of all Offers (ISO 4217). */
  readonly currency: string
  readonly leasing: Leasing
  /** Duration of a lease (minutes). */
  readonly leaseMinutes: number
  /** Whether a lease holds the prices of its OrderQuote. */
  readonly leaseGuaranteesPrice: boolean
  /** Reconciliation details that each `payment` must have, equal for all sellers; null without reconciliation. */
  readonly paymentAccount: PaymentAccount | null
  /** Whether a DynamicPayment makes an order without offers, prices and taxes. */
  readonly dynamicPayment: boolean
  /** Whether a broker can name the price of an item by an OfferOverride. */
  readonly offerOverrides: boolean
  /** Whether orders repeat barcodes of the broker. */
  readonly brokerBarcodes: boolean
  /** Whether barcodes have a fallback image. */
  readonly barcodeImages: boolean
  /** Whether items of orders have a reference for reconciliation. */
  readonly reconciliationReferences: boolean
  /** Whether orders have taxes; without them, their prices are net and they have `taxCalculationExcluded`. */
  readonly calculatesTaxes: boolean
  /** Whether orders of resellers and organisations have no taxes, as far as others have them. */
  readonly excludesBusinessTaxes: boolean
  /** Taxes by type of Opportunity. */
  readonly taxRates: Readonly<Record<BookableType, readonly TaxRate[]>>
  readonly bookingService: JsonObject
  /** Most items of an order (count). */
  readonly maxOrderItems: number
  /** Size of the records of a booking partner from which it makes no new ones (characters of JSON). */
  readonly maxPartnerSize: number
  /** Order of the items in feeds. */
  readonly feedOrder: 'change-number' | 'timestamp'
  /** Name of the publisher of the dataset. */
  readonly publisher: string
  /** Address for questions about the dataset; null for the dataset site itself. */
  readonly discussionUrl: string | null
  /** Whether the classic API and its events exist. */
  readonly classic: boolean
  /** Whether booking partners can see each other's orders through the classic API. */
  readonly openOrders: boolean
  /** Whether there is an OpenID Provider. */
  readonly hasOpenId: boolean
  /** Automatic answer to OrderProposals and its delay (seconds); null if sellers answer only on request. */
  readonly answer: { readonly as: SellerAnswer, readonly afterSeconds: number } | null
  /** Whether a rejection releases the spaces at once, instead of at the end of the lease. */
  readonly freeOnRejection: boolean
}
