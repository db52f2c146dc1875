import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Environment } from '../records/environment.ts'
import type { Totals } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { withBase } from './base-url-in.ts'
import { sellerDocument } from './seller-document.ts'
import { totalsProperties } from './totals-document.ts'

/** The part of the environment that documents depend on. */
export type Rendering = Pick<Environment, 'base' | 'rules'>

/** Parts that OrderQuotes, OrderProposals and Orders have in common. */
export interface OrderParts {
  readonly '@type': 'OrderQuote' | 'OrderProposal' | 'Order'
  readonly path: string
  readonly brokerRole: string
  readonly broker?: JsonObject | undefined
  readonly customer?: JsonObject | undefined
  readonly seller: Seller
  readonly items: readonly JsonObject[]
  readonly totals: Totals
  readonly payment?: JsonObject | undefined
}

/**
 * Render an OrderQuote, OrderProposal or Order.
 * @param parts - the common parts
 * @param properties - further properties of this type; an `@context` among them replaces the default
 * @param rendering - base URL and rules
 * @returns the document
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#model}
 */
export function orderDocument (parts: OrderParts, properties: JsonObject, { base, rules }: Rendering): JsonObject {
  const { broker, customer, payment, totals } = parts
  return {
    '@context': oa(''),
    '@type': parts['@type'],
    '@id': `${base}/${parts.path}`,
    ...properties,
    brokerRole: oa(parts.brokerRole),
    ...(broker && { broker }),
    seller: sellerDocument(parts.seller, base),
    ...(customer && { customer }),
    bookingService: withBase(rules.bookingService, base),
    orderedItem: parts.items,
    ...totalsProperties(totals, rules),
    ...(payment && { payment })
  }
}
