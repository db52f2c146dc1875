import { remaining } from '../leasing/capacity.ts'
import { toPrice } from '../pricing/money.ts'
import { classicOrderPath, siteUrl } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { before, durationBetween, isoInstant } from '../protocol/time.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Offer, Opportunity } from '../records/opportunity.ts'
import { withBase } from '../rendering/base-url-in.ts'
import type { Rendering } from '../rendering/order-document.ts'
import { CONTEXT } from './classic-errors.ts'
import type { ClassicStatus } from './classic-status.ts'
import { toLegacyJson, lastPart } from './legacy-json.ts'

/** Media type of all documents of the older simulator. */
export const CLASSIC_MEDIA_TYPE = 'application/vnd.openactive.v1.0+json'

/** What the state of an order means for its item and its invoice, and what can be done next. */
const STATES = {
  OrderPaymentDue: { item: undefined, invoice: 'PaymentDue', action: 'Pay' },
  OrderDelivered: { item: 'OrderDelivered', invoice: 'PaymentComplete', action: 'Cancel' },
  OrderCancelled: { item: 'OrderCancelled', invoice: 'PaymentComplete', action: undefined }
} as const

/** Renders an event. */
export function eventDocument (event: Opportunity, base: string): JsonObject {
  const { path, start = '', end = '', spaces } = event
  const { name, description, location, activity } = toLegacyJson(withBase(event.details, base)) as JsonObject
  return {
    '@context': CONTEXT,
    type: 'Event',
    id: `${base}/${path}`,
    identifier: lastPart(path),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(activity !== undefined && { activity }),
    startDate: start,
    endDate: end,
    duration: durationBetween(start, end),
    ...(spaces.maximum !== undefined && { maximumAttendeeCapacity: spaces.maximum, remainingAttendeeCapacity: remaining(spaces) }),
    ...(location !== undefined && { location }),
    offers: event.offers.map((offer) => offerProperties(offer, event, base))
  }
}

/** Renders an offer of an event. */
export function classicOfferDocument (offer: Offer, event: Opportunity, base: string): JsonObject {
  return { '@context': CONTEXT, ...offerProperties(offer, event, base) }
}

function offerProperties (offer: Offer, { path, start = '' }: Opportunity, base: string): JsonObject {
  const { name, details, priceMinor, currency, validFrom, validThrough, fullRefund, latestCancellationBeforeStart } = offer
  return {
    type: 'Offer',
    id: `${base}/${offer.path}`,
    identifier: lastPart(offer.path),
    name,
    ...(details['description'] !== undefined && { description: details['description'] }),
    price: toPrice(priceMinor),
    priceCurrency: currency,
    ...(validFrom !== undefined && { validFrom }),
    ...(validThrough !== undefined && { validThrough }),
    isCancellable: fullRefund,
    ...(fullRefund && latestCancellationBeforeStart !== undefined && { cancellationValidUntil: isoInstant(before(start, latestCancellationBeforeStart)) }),
    itemOffered: { type: 'Event', id: `${base}/${path}` }
  }
}

/** Renders an order whose spaces are held or booked. */
export function classicOrderDocument (classic: ClassicOrder, status: Exclude<ClassicStatus, 'expired'>, { base, rules }: Rendering): JsonObject {
  const { uuid, purchase: { offer, listing: { opportunity } }, quantity, broker, customer, orderDate, paymentDueDate, totals, payments } = classic
  const { item, invoice, action } = STATES[status]
  return {
    '@context': CONTEXT,
    type: 'Order',
    id: `${base}/${classicOrderPath(uuid)}`,
    identifier: uuid,
    acceptedOffer: [offerProperties(offer, opportunity, base)],
    ...(broker && { broker }),
    ...(customer && { customer }),
    ...(orderDate && { orderDate }),
    orderedItem: [{
      type: 'OrderItem',
      orderQuantity: quantity,
      orderedItem: { type: 'Event', id: `${base}/${opportunity.path}` },
      ...(item !== undefined && { orderItemStatus: `https://schema.org/${item}` })
    }],
    orderLeaseDuration: `PT${rules.leaseMinutes}M`,
    orderStatus: `https://schema.org/${status}`,
    partOfInvoice: {
      type: 'Invoice',
      paymentStatus: `https://schema.org/${invoice}`,
      totalPaymentDue: { type: 'MonetaryAmount', value: toPrice(totals.dueMinor), currency: totals.currency }
    },
    ...(paymentDueDate && { paymentDueDate }),
    ...(action !== undefined && { potentialAction: [actionDocument(action, base)] }),
    ...(payments !== undefined && { payments })
  }
}

function actionDocument (name: 'Pay' | 'Cancel', base: string): JsonObject {
  const target = { type: 'EntryPoint', urlTemplate: `${base}/${classicOrderPath('{order_id}')}`, encodingType: CLASSIC_MEDIA_TYPE, httpMethod: 'PATCH' }
  return { type: `${name}Action`, name, target }
}

/** Renders several orders, in the order given. */
export function classicOrderList (orders: readonly JsonObject[]): JsonObject {
  return { '@context': CONTEXT, type: 'ItemList', numberOfItems: orders.length, ...(orders.length > 0 && { itemListElement: orders }) }
}

/** What is at the root. */
export function welcomeDocument (base: string): JsonObject {
  return {
    '@context': CONTEXT,
    type: 'WebAPI',
    name: 'Open Booking Simulator',
    description: 'A booking system to develop and test brokers against. Open data and the Open Booking API are described by the dataset site; events, offers and orders are at /events/1234, /offers/12341 and /orders.',
    url: base,
    documentation: siteUrl(base)
  }
}
