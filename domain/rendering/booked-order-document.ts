import { remaining } from '../leasing/capacity.ts'
import { isSameEdition } from '../leasing/spaces.ts'
import { orderItemPath, orderPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { OpportunityIndex, Spaces } from '../records/opportunity.ts'
import { type ItemOfOrder, orderItems, type Order, type Totals } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { accessContext } from './access.ts'
import { orderDocument, type Rendering } from './order-document.ts'
import { itemDocument } from './order-item-document.ts'

/** Renders an Order as B answered it, at every repeat the same. */
export function bookedDocument (order: Pick<Order, 'uuid' | 'seller' | 'booked'>, rendering: Rendering): JsonObject {
  const confirmed = orderItems({ booked: order.booked, items: [] })
  return placedDocument(order, confirmed.map((one) => ({ ...one, position: one.item.position })), order.booked.totals, rendering)
}

/**
 * Renders an Order as it stands, for Order Status. Its items have no `position` there.
 * @param records - the Opportunities as they are now; of one that is gone, the spaces are those at the time of booking
 */
export function orderStatusDocument (order: Order, records: OpportunityIndex, rendering: Rendering): JsonObject {
  const items = orderItems(order).map((one) => {
    const current = records.get(one.item.listing.opportunity.path)
    return current !== undefined && 'spaces' in current && isSameEdition(one.item.listing.opportunity, current) ? { ...one, spaces: current.spaces } : one
  })
  return placedDocument(order, items, order.totals, rendering)
}

interface ShownItem extends ItemOfOrder { readonly position?: number, readonly spaces?: Spaces }

function placedDocument (
  { uuid, seller, booked }: Pick<Order, 'uuid' | 'seller' | 'booked'>, shown: readonly ShownItem[], totals: Totals, rendering: Rendering
): JsonObject {
  const { brokerRole, broker, customer, payment, orderNumber } = booked
  const items = shown.map(({ item: { id, offer, listing, taxes, access, attendee, intakeFormResponse: responses }, state, position, spaces = listing.opportunity.spaces }) => itemDocument({
    id: `${rendering.base}/${orderItemPath(uuid, id)}`, position, offer, listing, free: remaining(spaces), taxes, attendee, responses, state, access
  }, rendering.base))
  return orderDocument({
    '@type': 'Order', path: orderPath(uuid), brokerRole, broker, customer, payment, seller: requireSeller(rendering.rules, seller), items, totals
  }, { '@context': accessContext(), identifier: uuid, orderNumber }, rendering)
}
