import { accessContext, accessProperties } from './access.ts'
import { remaining } from '../leasing/capacity.ts'
import { detailsAskedFor } from '../checks/details.ts'
import type { ItemError } from '../protocol/errors.ts'
import { iriOf, oa, orderItemPath, orderPath, type Reference } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { offerDocument, opportunityInOrder, sellerDocument, withBase } from './opportunity-document.ts'
import { toPrice } from '../pricing/money.ts'
import { isSameEdition } from '../leasing/spaces.ts'
import { type Environment, type Rules, sellerAt } from '../records/booking-rules.ts'
import { type Access, type ItemOfOrder, type ItemState, itemsOf, type Listed, type Listing, type Offer, type Order, type Seller, type Spaces, type Tax, type Totals } from '../records/state.ts'

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

/** Renders what an order costs. */
export function totalsProperties ({ dueMinor, currency, prepayment, taxes }: Totals, rules: Rules): JsonObject {
  return {
    totalPaymentDue: {
      '@type': 'PriceSpecification',
      price: toPrice(dueMinor),
      priceCurrency: currency,
      // Where nothing differs in prepayment, there is nothing to say about it.
      ...(rules.prices === 'mixed' && rules.prepayment === 'mixed' && { openBookingPrepayment: oa(prepayment) })
    },
    ...(rules.vatPercent === null && { taxCalculationExcluded: true }),
    ...(taxes.length > 0 && { totalPaymentTax: taxes.map((tax) => taxDocument(tax, currency)) })
  }
}

/** Renders a tax. */
export function taxDocument ({ name, rate, amountMinor }: Tax, currency: string): JsonObject {
  return { '@type': 'TaxChargeSpecification', name, price: toPrice(amountMinor), priceCurrency: currency, rate }
}

/** An OrderItem, before or after it is booked. What could not be found is repeated as it was sent. */
export interface ItemParts {
  readonly id?: string
  readonly position?: number | undefined
  readonly offer: Offer | Reference
  readonly listing: Listing | Reference
  /** Places that the order may still book (count). */
  readonly free: number
  readonly taxes: readonly Tax[]
  readonly attendee?: JsonObject | undefined
  readonly responses?: readonly JsonObject[] | undefined
  readonly state?: ItemState
  readonly access?: Access
  readonly errors?: readonly ItemError[]
}

/** Renders an OrderItem. */
export function itemDocument ({ id, position, offer, listing, free, taxes, attendee, responses, state, access, errors = [] }: ItemParts, base: string): JsonObject {
  const acceptedOffer = isOffer(offer) ? offerDocument(offer, base) : iriOf(offer)
  const orderedItem = isListing(listing) ? opportunityInOrder(listing, free, base) : iriOf(listing)
  return {
    '@type': 'OrderItem',
    ...(id !== undefined && { '@id': id }),
    ...(position !== undefined && { position }),
    ...(acceptedOffer !== undefined && { acceptedOffer }),
    ...(orderedItem !== undefined && { orderedItem }),
    ...(state && { orderItemStatus: oa(state.status) }),
    ...(access && accessProperties(access, base)),
    ...(taxes.length > 0 && isOffer(offer) && { unitTaxSpecification: taxes.map((tax) => taxDocument(tax, offer.currency)) }),
    ...(isOffer(offer) && detailsAskedFor(offer, base)),
    ...(attendee && { attendee }),
    ...(responses && responses.length > 0 && { orderItemIntakeFormResponse: responses }),
    ...(errors.length > 0 && { error: errors })
  }
}

const isOffer = (offer: Offer | Reference): offer is Offer => typeof offer === 'object' && 'priceMinor' in offer
const isListing = (listing: Listing | Reference): listing is Listing => typeof listing === 'object' && 'opportunity' in listing

/** Renders an Order as B answered it, at every repeat the same. */
export function bookedDocument (order: Pick<Order, 'uuid' | 'seller' | 'booked'>, rendering: Rendering): JsonObject {
  const confirmed = itemsOf({ booked: order.booked, items: [] })
  return placedDocument(order, confirmed.map((one) => ({ ...one, position: one.item.position })), order.booked.totals, rendering)
}

/**
 * Renders an Order as it stands, for Order Status. Its items have no `position` there.
 * @param records - the Opportunities as they are now; of one that is gone, the places are those at the time of booking
 */
export function orderStatusDocument (order: Order, records: Listed, rendering: Rendering): JsonObject {
  const items = itemsOf(order).map((one) => {
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
    '@type': 'Order', path: orderPath(uuid), brokerRole, broker, customer, payment, seller: sellerAt(rendering.rules, seller), items, totals
  }, { '@context': accessContext(), identifier: uuid, orderNumber }, rendering)
}
