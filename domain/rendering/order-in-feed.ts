import { oa, orderItemPath, orderPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { type ItemOfOrder, orderItems, type Order } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { accessContext, accessProperties } from './access.ts'
import { opportunityInOrdersFeed } from './opportunity-in-order.ts'
import type { Rendering } from './order-document.ts'
import { taxDocument, totalsProperties } from './totals-document.ts'

/**
 * Renders an Order as the orders feed shows it: what can change after B, and nothing of the customer.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orders-rpde-feed}
 */
export function orderInFeed (order: Order, rendering: Rendering): JsonObject {
  return {
    '@context': accessContext(),
    '@type': 'Order',
    '@id': `${rendering.base}/${orderPath(order.uuid)}`,
    identifier: order.uuid,
    orderedItem: orderItems(order).map((item) => itemInFeed(order, item, rendering)),
    ...totalsProperties(order.totals, rendering.rules)
  }
}

function itemInFeed ({ uuid, seller }: Order, { item: { id, offer, listing, taxes, access }, state }: ItemOfOrder, { base, rules }: Rendering): JsonObject {
  return {
    '@type': 'OrderItem',
    '@id': `${base}/${orderItemPath(uuid, id)}`,
    acceptedOffer: `${base}/${offer.path}`,
    orderedItem: rules.logisticsUpdates ? opportunityInOrdersFeed(listing, requireSeller(rules, seller), base) : `${base}/${listing.opportunity.path}`,
    orderItemStatus: oa(state.status),
    ...(state.cancellationMessage && { cancellationMessage: state.cancellationMessage }),
    ...(state.customerNotice && { customerNotice: state.customerNotice }),
    ...accessProperties(access, base),
    ...(taxes.length > 0 && { unitTaxSpecification: taxes.map((tax) => taxDocument(tax, offer.currency)) })
  }
}
