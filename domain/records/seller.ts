import { BookingError } from '../protocol/errors.ts'
import { pathOf } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'

/** Who offers Opportunities, and is party to the contract (Open Booking API, Key Actors). */
export interface Seller {
  readonly path: string
  readonly name: string
  readonly taxMode: 'TaxGross' | 'TaxNet'
  readonly details: JsonObject
  /** What golden descriptions say in addition or instead. */
  readonly golden?: JsonObject
}

interface HasSellers { readonly sellers: readonly Seller[] }

/** @returns the Seller where there is but one, undefined where there are several: brokers need not name it then, nor need it log in. */
export function onlySeller ({ sellers: [only, ...others] }: HasSellers): Seller | undefined {
  return others.length === 0 ? only : undefined
}

/** @returns the Seller with this path, undefined if there is none. */
export function sellerByPath ({ sellers }: HasSellers, path: string | undefined): Seller | undefined {
  return sellers.find((known) => known.path === path)
}

/** @returns the Seller that an IRI names, undefined for an IRI of anything else. */
export function sellerByIri (rules: HasSellers, base: string, iri: string): Seller | undefined {
  return sellerByPath(rules, pathOf(base, iri))
}

/**
 * @returns the Seller of something stored
 * @throws SellerNotFoundError if this instance has that seller no more
 */
export function requireSeller (rules: HasSellers, path: string): Seller {
  const seller = sellerByPath(rules, path)
  if (seller === undefined) throw new BookingError('SellerNotFoundError', 'The seller of this is not known here any more.')
  return seller
}
