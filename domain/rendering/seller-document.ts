import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Seller } from '../records/seller.ts'
import { withBase } from './base-url-in.ts'

/** Renders a Seller as orders show it. */
export function sellerDocument ({ path, name, taxMode, details }: Seller, base: string): JsonObject {
  return { '@type': 'Organization', '@id': `${base}/${path}`, name, taxMode: oa(taxMode), isOpenBookingAllowed: true, ...withBase(details, base) }
}

/** Renders a Seller as feeds show it: without what only a party to an order need know. */
export function organizerDocument (seller: Seller, base: string): JsonObject {
  const { address, email, vatID, legalName, ...published } = sellerDocument(seller, base)
  return published
}
