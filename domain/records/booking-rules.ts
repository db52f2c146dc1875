import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { BookingError } from '../protocol/errors.ts'
import { pathOf } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Richness } from '../sample/richness.ts'
import type { Seller } from './state.ts'

/** At which stages places are leased: nowhere, at C2, or at C1 and C2 (Open Booking API, Leasing). */
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
  /** Whether a rejected proposal frees its places at once, or when its lease ends. */
  readonly freeOnRejection: boolean
}

/** What a decision may depend on beside its arguments. */
export interface Environment {
  readonly now: Date
  /** Base URL of this instance, without a trailing slash. */
  readonly base: string
  /** @returns an id not given before: letters and digits. */
  readonly newId: () => string
  /** @returns a UUID not given before. */
  readonly newUuid: () => string
  /** @returns a digest of a text, the same for the same text only. */
  readonly digest: (text: string) => string
  readonly rules: Rules
}

/** Who asks: a booking partner, acting for one seller or for any. */
export interface Caller {
  readonly partner: string
  /** Path of the only seller that the credentials are for, null if they are for every seller. */
  readonly seller: string | null
}

/** Headers by which the OpenActive Test Suite says who asks: id of the booking partner, and IRI of the seller. */
export const CLIENT_HEADER = 'X-OpenActive-Test-Client-Id'
export const SELLER_HEADER = 'X-OpenActive-Test-Seller-Id'

/** @returns the Seller where there is but one, undefined where there are several: brokers need not name it then, nor need it log in. */
export function onlySeller ({ sellers: [only, ...others] }: Rules): Seller | undefined {
  return others.length === 0 ? only : undefined
}

/** @returns the Seller with this path, undefined if there is none. */
export function sellerByPath ({ sellers }: Rules, path: string | undefined): Seller | undefined {
  return sellers.find((known) => known.path === path)
}

/** @returns the Seller that an IRI names, undefined for an IRI of anything else. */
export function sellerByIri (rules: Rules, base: string, iri: string): Seller | undefined {
  return sellerByPath(rules, pathOf(base, iri))
}

/**
 * @returns the Seller of something stored
 * @throws SellerNotFoundError if this instance has that seller no more
 */
export function sellerAt (rules: Rules, path: string): Seller {
  const seller = sellerByPath(rules, path)
  if (seller === undefined) throw new BookingError('SellerNotFoundError', 'The seller of this is not known here any more.')
  return seller
}
