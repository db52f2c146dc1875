import { orderItemPath, orderPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { type ItemOfOrder, type Order, orderItems } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { accessContext, accessProperties } from './access.ts'
import { acceptedOfferProperty } from './offer-document.ts'
import { opportunityInOrdersFeed } from './opportunity-in-order.ts'
import type { Rendering } from './order-document.ts'
import { referenceProperty, stateProperties, unitTaxes } from './order-item-document.ts'
import { totalsProperties } from './totals-document.ts'

/**
 * Render an Order in the orders feed: the properties that can change after B, without data of the customer.
 * @param order - the Order
 * @param rendering - base URL and rules
 * @returns the Order document
 * @throws {SellerNotFoundError} if the Seller no longer exists
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

function itemInFeed ({ uuid, seller }: Order, { item, state }: ItemOfOrder, { base, rules }: Rendering): JsonObject {
  const { offer, orderedItem } = item
  return {
    '@type': 'OrderItem',
    '@id': `${base}/${orderItemPath(uuid, item.id)}`,
    ...acceptedOfferProperty(offer, base),
    orderedItem: rules.logisticsUpdates
      ? opportunityInOrdersFeed(orderedItem, requireSeller(rules, seller), base)
      : `${base}/${orderedItem.opportunity.path}`,
    ...stateProperties(state),
    ...accessProperties(item.access, base),
    ...referenceProperty(item.reference),
    ...unitTaxes(item.taxes, offer)
  }
}
