import { remaining } from '../leasing/capacity.ts'
import { toPrice } from '../pricing/money.ts'
import { classicOrderPath, siteUrl } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { before, durationBetween, isoInstant } from '../protocol/time.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Offer, Opportunity } from '../records/opportunity.ts'
import type { Totals } from '../records/order.ts'
import { withBase } from '../rendering/base-url-in.ts'
import type { Rendering } from '../rendering/order-document.ts'
import { CONTEXT } from './classic-errors.ts'
import type { ClassicStatus } from './classic-status.ts'
import { toLegacyJson, lastPart } from './legacy-json.ts'

/** Media type of all documents of the classic API. */
export const CLASSIC_MEDIA_TYPE = 'application/vnd.openactive.v1.0+json'

/** Status of item and invoice, and the next action, by status of the order. */
const STATES = {
  OrderPaymentDue: { item: undefined, invoice: 'PaymentDue', action: 'Pay' },
  OrderDelivered: { item: 'OrderDelivered', invoice: 'PaymentComplete', action: 'Cancel' },
  OrderCancelled: { item: 'OrderCancelled', invoice: 'PaymentComplete', action: undefined }
} as const

/**
 * Render an event.
 * @param event - the event
 * @param base - base URL
 * @returns the Event document
 */
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
    ...(spaces.maximum !== undefined && {
      maximumAttendeeCapacity: spaces.maximum,
      remainingAttendeeCapacity: remaining(spaces)
    }),
    ...(location !== undefined && { location }),
    offers: event.offers.map((offer) => offerProperties(offer, event, base))
  }
}

/**
 * Render an offer of an event.
 * @param offer - the offer
 * @param event - its event
 * @param base - base URL
 * @returns the Offer document
 */
export function classicOfferDocument (offer: Offer, event: Opportunity, base: string): JsonObject {
  return { '@context': CONTEXT, ...offerProperties(offer, event, base) }
}

function offerProperties (offer: Offer, { path, start = '' }: Opportunity, base: string): JsonObject {
  const { details, validFrom, validThrough, latestCancellationBeforeStart } = offer
  return {
    type: 'Offer',
    id: `${base}/${offer.path}`,
    identifier: lastPart(offer.path),
    name: offer.name,
    ...(details['description'] !== undefined && { description: details['description'] }),
    price: toPrice(offer.priceMinor),
    priceCurrency: offer.currency,
    ...(validFrom !== undefined && { validFrom }),
    ...(validThrough !== undefined && { validThrough }),
    isCancellable: offer.fullRefund,
    ...(offer.fullRefund && latestCancellationBeforeStart !== undefined && {
      cancellationValidUntil: isoInstant(before(start, latestCancellationBeforeStart))
    }),
    itemOffered: { type: 'Event', id: `${base}/${path}` }
  }
}

/**
 * Render an order with leased or booked spaces.
 * @param classic - the order
 * @param status - its status
 * @param rendering - base URL and rules
 * @returns the Order document
 */
export function classicOrderDocument (
  classic: ClassicOrder, status: Exclude<ClassicStatus, 'expired'>, { base, rules }: Rendering
): JsonObject {
  const { uuid, purchase, broker, customer, orderDate, paymentDueDate, payments } = classic
  const { opportunity } = purchase.orderedItem
  const { item, invoice, action } = STATES[status]
  return {
    '@context': CONTEXT,
    type: 'Order',
    id: `${base}/${classicOrderPath(uuid)}`,
    identifier: uuid,
    acceptedOffer: [offerProperties(purchase.offer, opportunity, base)],
    ...(broker && { broker }),
    ...(customer && { customer }),
    ...(orderDate && { orderDate }),
    orderedItem: [{
      type: 'OrderItem',
      orderQuantity: classic.quantity,
      orderedItem: { type: 'Event', id: `${base}/${opportunity.path}` },
      ...(item !== undefined && { orderItemStatus: `https://schema.org/${item}` })
    }],
    orderLeaseDuration: `PT${rules.leaseMinutes}M`,
    orderStatus: `https://schema.org/${status}`,
    partOfInvoice: {
      type: 'Invoice',
      paymentStatus: `https://schema.org/${invoice}`,
      totalPaymentDue: monetaryAmount(classic.totals)
    },
    ...(paymentDueDate && { paymentDueDate }),
    ...(action !== undefined && { potentialAction: [actionDocument(action, base)] }),
    ...(payments !== undefined && { payments })
  }
}

function monetaryAmount ({ dueMinor, currency }: Totals): JsonObject {
  return { type: 'MonetaryAmount', value: toPrice(dueMinor), currency }
}

function actionDocument (name: 'Pay' | 'Cancel', base: string): JsonObject {
  const target = {
    type: 'EntryPoint',
    urlTemplate: `${base}/${classicOrderPath('{order_id}')}`,
    encodingType: CLASSIC_MEDIA_TYPE,
    httpMethod: 'PATCH'
  }
  return { type: `${name}Action`, name, target }
}

/**
 * Render a list of orders.
 * @param orders - order documents
 * @returns the ItemList document, in the order given
 */
export function classicOrderList (orders: readonly JsonObject[]): JsonObject {
  return {
    '@context': CONTEXT,
    type: 'ItemList',
    numberOfItems: orders.length,
    ...(orders.length > 0 && { itemListElement: orders })
  }
}

/**
 * Render the description of the API at its root.
 * @param base - base URL
 * @returns the WebAPI document
 */
export function welcomeDocument (base: string): JsonObject {
  return {
    '@context': CONTEXT,
    type: 'WebAPI',
    name: 'Open Booking Simulator',
    description:
      'A booking system for the development of brokers. The dataset site describes open data and the ' +
      'Open Booking API. Events, offers and orders of the classic API are at /events/1234, /offers/12341 and /orders.',
    url: base,
    documentation: siteUrl(base)
  }
}
