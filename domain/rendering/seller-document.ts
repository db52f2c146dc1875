import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Seller } from '../records/seller.ts'
import { renderedOnce, withBase } from './base-url-in.ts'

/**
 * Render a Seller in an order.
 * @param seller - the Seller
 * @param base - base URL
 * @returns the Organization or Person document
 */
export const sellerDocument = renderedOnce((
  { path, name, taxMode, type, closed, details }: Seller, base
): JsonObject => ({
  '@type': type ?? 'Organization',
  '@id': `${base}/${path}`,
  name,
  taxMode: oa(taxMode),
  isOpenBookingAllowed: closed !== true,
  ...withBase(details, base)
}))

/**
 * Render a Seller in an open feed, without the properties that only orders need.
 * @param seller - the Seller
 * @param base - base URL
 * @returns the Organization or Person document
 */
export const organizerDocument = renderedOnce((seller: Seller, base): JsonObject => {
  const { address, email, vatID, legalName, ...published } = sellerDocument(seller, base)
  return published
})
