import { BookingError } from '../protocol/errors.ts'
import { pathOf } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from './booking-rules.ts'

/** Who offers Opportunities, and is party to the contract (Open Booking API, Key Actors). */
export interface Seller {
  readonly path: string
  readonly name: string
  readonly taxMode: 'TaxGross' | 'TaxNet'
  readonly details: JsonObject
  /** What golden descriptions say in addition or instead. */
  readonly golden?: JsonObject
}

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
