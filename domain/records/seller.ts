import { BookingError } from '../protocol/errors.ts'
import { pathOf } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'

/** A person who sells in place of an organisation. */
export interface SellingPerson { readonly name: string, readonly legalName: string }

/** An organisation or person that offers Opportunities and is party to the contract (Open Booking API, Key Actors). */
export interface Seller {
  readonly path: string
  readonly name: string
  readonly taxMode: 'TaxGross' | 'TaxNet'
  /** Set for a person; other sellers are organisations. */
  readonly type?: 'Person'
  /** Set while it allows no open booking. */
  readonly closed?: true
  readonly details: JsonObject
  /** Properties that golden descriptions add or replace. */
  readonly golden?: JsonObject
  /** The person that it is where sellers are persons. */
  readonly person?: SellingPerson
}

interface HasSellers { readonly sellers: readonly Seller[] }

/**
 * Find the only Seller, which credentials and logins need not name.
 * @param rules - sellers
 * @returns the Seller, undefined if there are several
 */
export function onlySeller ({ sellers: [only, ...others] }: HasSellers): Seller | undefined {
  return others.length === 0 ? only : undefined
}

/**
 * Find a Seller by its path.
 * @param rules - sellers
 * @param path - path of the Seller, undefined if unknown
 * @returns the Seller, undefined if there is none
 */
export function sellerByPath ({ sellers }: HasSellers, path: string | undefined): Seller | undefined {
  return sellers.find((known) => known.path === path)
}

/**
 * Find a Seller by its IRI.
 * @param rules - sellers
 * @param base - base URL
 * @param iri - IRI of the Seller
 * @returns the Seller, undefined if there is none
 */
export function sellerByIri (rules: HasSellers, base: string, iri: string): Seller | undefined {
  return sellerByPath(rules, pathOf(base, iri))
}

/** @returns the IRIs of all Sellers in one text, for error messages */
export const sellerIris = ({ sellers }: HasSellers, base: string): string =>
  sellers.map(({ path }) => `${base}/${path}`).join(' or ')

/**
 * Find the Seller of a record.
 * @param rules - sellers
 * @param path - path of the Seller
 * @returns the Seller
 * @throws {SellerNotFoundError} if the Seller no longer exists
 */
export function requireSeller (rules: HasSellers, path: string): Seller {
  const seller = sellerByPath(rules, path)
  if (seller === undefined) throw new BookingError('SellerNotFoundError', 'The seller of this order no longer exists.')
  return seller
}
