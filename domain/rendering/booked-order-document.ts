import { remaining } from '../leasing/capacity.ts'
import { isSameEdition } from '../leasing/spaces.ts'
import { orderItemPath, orderPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { OpportunityIndex, Spaces } from '../records/opportunity.ts'
import { type BookedItem, type ItemState, type Order, orderItems, type Totals } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { accessContext } from './access.ts'
import { orderDocument, type Rendering } from './order-document.ts'
import { itemDocument } from './order-item-document.ts'

/** Properties of an Order that do not change after B. */
type ConfirmedOrder = Pick<Order, 'uuid' | 'seller' | 'booked'>

/** An OrderItem with its state and the spaces of its Opportunity. */
interface ShownItem {
  readonly item: BookedItem
  readonly state: ItemState
  readonly spaces: Spaces
  /** Undefined if the document omits it. */
  readonly position: number | undefined
}

/** The variable parts of the document of an Order. */
interface OrderView { readonly items: readonly ShownItem[], readonly totals: Totals }

/**
 * Render an Order as B answers it, equal at every repeat.
 * @param order - the Order
 * @param rendering - base URL and rules
 * @returns the Order document
 * @throws {SellerNotFoundError} if the Seller no longer exists
 */
export function bookedDocument (order: ConfirmedOrder, rendering: Rendering): JsonObject {
  const { booked } = order
  const items = orderItems({ booked, items: [] }).map(({ item, state }): ShownItem =>
    ({ item, state, spaces: item.orderedItem.opportunity.spaces, position: item.position }))
  return bookingDocument(order, { items, totals: booked.totals }, rendering)
}

/**
 * Render an Order as Order Status answers it: current, and without `position`.
 * @param order - the Order
 * @param records - current Opportunities; without a record, the document shows the spaces at the time of B
 * @param rendering - base URL and rules
 * @returns the Order document
 * @throws {SellerNotFoundError} if the Seller no longer exists
 */
export function orderStatusDocument (order: Order, records: OpportunityIndex, rendering: Rendering): JsonObject {
  const items = orderItems(order).map(({ item, state }): ShownItem => {
    const { opportunity } = item.orderedItem
    const current = records.get(opportunity.path)
    const isCurrent = current !== undefined && 'spaces' in current && isSameEdition(opportunity, current)
    return { item, state, spaces: isCurrent ? current.spaces : opportunity.spaces, position: undefined }
  })
  return bookingDocument(order, { items, totals: order.totals }, rendering)
}

function bookingDocument (order: ConfirmedOrder, { items, totals }: OrderView, rendering: Rendering): JsonObject {
  const { uuid, seller, booked } = order
  const { base, rules } = rendering
  return orderDocument({
    '@type': 'Order',
    path: orderPath(uuid),
    brokerRole: booked.brokerRole,
    broker: booked.broker,
    customer: booked.customer,
    payment: booked.payment,
    seller: requireSeller(rules, seller),
    items: items.map(({ item, state, spaces, position }, index) => {
      const iri = `${base}/${orderItemPath(uuid, item.id)}`
      // The details that the customer was asked for do not change after B.
      const asking = booked.items[index]?.offer
      return itemDocument({ ...item, iri, position, state, asking, free: remaining(spaces) }, base)
    }),
    totals
  }, { '@context': accessContext(), identifier: uuid, orderNumber: booked.orderNumber }, rendering)
}
