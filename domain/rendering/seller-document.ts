import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Seller } from '../records/seller.ts'
import { withBase } from './base-url-in.ts'

/**
 * Render a Seller in an order.
 * @param seller - the Seller
 * @param base - base URL
 * @returns the Organization document
 */
export function sellerDocument ({ path, name, taxMode, details }: Seller, base: string): JsonObject {
  return {
    '@type': 'Organization',
    '@id': `${base}/${path}`,
    name,
    taxMode: oa(taxMode),
    isOpenBookingAllowed: true,
    ...withBase(details, base)
  }
}

/**
 * Render a Seller in an open feed, without the properties that only orders need.
 * @param seller - the Seller
 * @param base - base URL
 * @returns the Organization document
 */
export function organizerDocument (seller: Seller, base: string): JsonObject {
  const { address, email, vatID, legalName, ...published } = sellerDocument(seller, base)
  return published
}
