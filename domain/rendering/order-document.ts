import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Environment } from '../records/environment.ts'
import type { Totals } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { withBase } from './base-url-in.ts'
import { sellerDocument } from './seller-document.ts'
import { totalsProperties } from './totals-document.ts'

/** What documents depend on beside what they show. */
export type Rendering = Pick<Environment, 'base' | 'rules'>

/** What quotes, orders and refused ones have in common. */
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
 * Renders an order of any kind.
 * @param parts - what it consists of
 * @param more - properties of this kind alone, and its context if that is another
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#model}
 */
export function orderDocument (parts: OrderParts, more: JsonObject, { base, rules }: Rendering): JsonObject {
  const { broker, customer, payment, totals } = parts
  return {
    '@context': oa(''),
    '@type': parts['@type'],
    '@id': `${base}/${parts.path}`,
    ...more,
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
