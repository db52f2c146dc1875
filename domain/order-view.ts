import type { ItemError } from './errors.ts'
import { iriOf, orderItemPath, orderPath, type Reference } from './ids.ts'
import type { JsonObject } from './json.ts'
import { offerDocument, opportunityInOrder, sellerDocument, withBase } from './listing.ts'
import { toPrice } from './money.ts'
import { type Environment, sellerAt } from './rules.ts'
import type { BookedItem, BookedOrder, ItemState, Listing, Offer, Order, Seller, Tax, Totals } from './state.ts'

const CONTEXT = 'https://openactive.io/'
const oa = (name: string): string => `https://openactive.io/${name}`

type Rendering = Pick<Environment, 'base' | 'rules'>

/** What quotes, orders and refused ones have in common. */
export interface OrderParts {
  readonly '@type': 'OrderQuote' | 'Order'
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
 * @param more - properties of this kind alone
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#model}
 */
export function orderDocument (parts: OrderParts, more: JsonObject, { base, rules }: Rendering): JsonObject {
  const { broker, customer, payment, totals } = parts
  return {
    '@context': CONTEXT,
    '@type': parts['@type'],
    '@id': `${base}/${parts.path}`,
    ...more,
    brokerRole: oa(parts.brokerRole),
    ...(broker && { broker }),
    seller: sellerDocument(parts.seller, base),
    ...(customer && { customer }),
    bookingService: withBase(rules.bookingService, base),
    orderedItem: parts.items,
    ...totalsProperties(totals),
    ...(payment && totals.dueMinor > 0 && { payment })
  }
}

export function totalsProperties ({ dueMinor, currency, prepayment, taxes }: Totals): JsonObject {
  return {
    totalPaymentDue: {
      '@type': 'PriceSpecification',
      price: toPrice(dueMinor),
      priceCurrency: currency,
      openBookingPrepayment: oa(prepayment)
    },
    ...(taxes.length > 0 && { totalPaymentTax: taxes.map((tax) => taxDocument(tax, currency)) })
  }
}

function taxDocument ({ name, rate, amountMinor }: Tax, currency: string): JsonObject {
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
  readonly state?: ItemState
  readonly errors?: readonly ItemError[]
}

/** Renders an OrderItem. */
export function itemDocument ({ id, position, offer, listing, free, taxes, attendee, state, errors = [] }: ItemParts, base: string): JsonObject {
  const acceptedOffer = isOffer(offer) ? offerDocument(offer, base) : iriOf(offer)
  const orderedItem = isListing(listing) ? opportunityInOrder(listing, free, base) : iriOf(listing)
  return {
    '@type': 'OrderItem',
    ...(id !== undefined && { '@id': id }),
    ...(position !== undefined && { position }),
    ...(acceptedOffer !== undefined && { acceptedOffer }),
    ...(orderedItem !== undefined && { orderedItem }),
    ...(state && { orderItemStatus: oa(state.status), ...(state.cancellationMessage && { cancellationMessage: state.cancellationMessage }) }),
    ...(taxes.length > 0 && isOffer(offer) && { unitTaxSpecification: taxes.map((tax) => taxDocument(tax, offer.currency)) }),
    ...(attendee && { attendee }),
    ...(errors.length > 0 && { error: errors.map((error) => ({ ...error })) })
  }
}

const isOffer = (offer: Offer | Reference): offer is Offer => typeof offer === 'object' && 'priceMinor' in offer
const isListing = (listing: Listing | Reference): listing is Listing => typeof listing === 'object' && 'opportunity' in listing

/** Renders an Order as B answered it, at every repeat the same. */
export function bookedDocument (order: Pick<Order, 'uuid' | 'seller' | 'booked'>, rendering: Rendering): JsonObject {
  const confirmed = order.booked.items.map((): ItemState => ({ status: 'OrderItemConfirmed' }))
  return placedDocument(order, confirmed, order.booked.totals, (item) => item.position, rendering)
}

/** Renders an Order as it stands, for Order Status. */
export function orderStatusDocument (order: Order, rendering: Rendering): JsonObject {
  return placedDocument(order, order.items, order.totals, () => undefined, rendering)
}

function placedDocument (
  { uuid, seller: sellerPath, booked }: Pick<Order, 'uuid' | 'seller' | 'booked'>,
  states: readonly ItemState[],
  totals: Totals,
  positionOf: (item: BookedItem) => number | undefined,
  rendering: Rendering
): JsonObject {
  const items = booked.items.map((item, index) => {
    const { maximum, booked: taken, leased } = item.listing.opportunity.spaces
    const state = states[index]
    return itemDocument({
      id: `${rendering.base}/${orderItemPath(uuid, item.id)}`,
      position: positionOf(item),
      offer: item.offer,
      listing: item.listing,
      free: maximum - taken - leased,
      taxes: item.taxes,
      attendee: item.attendee,
      ...(state && { state })
    }, rendering.base)
  })
  const parts = { ...partiesOf(booked), seller: sellerAt(rendering.rules, sellerPath), items, totals, path: orderPath(uuid), '@type': 'Order' as const }
  return orderDocument(parts, { identifier: uuid, orderNumber: booked.orderNumber }, rendering)
}

function partiesOf ({ brokerRole, broker, customer, payment }: BookedOrder): Pick<OrderParts, 'brokerRole' | 'broker' | 'customer' | 'payment'> {
  return { brokerRole, broker, customer, payment }
}

/**
 * Renders an Order as the orders feed shows it: what can change after B, and nothing of the customer.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orders-feed}
 */
export function orderInFeed ({ uuid, booked, items, totals }: Order, base: string): JsonObject {
  const orderedItem = booked.items.map((item, index) => {
    const { status, cancellationMessage } = items[index] ?? { status: 'OrderItemConfirmed' }
    return {
      '@type': 'OrderItem',
      '@id': `${base}/${orderItemPath(uuid, item.id)}`,
      acceptedOffer: `${base}/${item.offer.path}`,
      orderedItem: `${base}/${item.listing.opportunity.path}`,
      orderItemStatus: oa(status),
      ...(cancellationMessage && { cancellationMessage }),
      ...(item.taxes.length > 0 && { unitTaxSpecification: item.taxes.map((tax) => taxDocument(tax, item.offer.currency)) })
    }
  })
  return { '@context': CONTEXT, '@type': 'Order', '@id': `${base}/${orderPath(uuid)}`, identifier: uuid, orderedItem, ...totalsProperties(totals) }
}
