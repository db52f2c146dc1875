import type { JSONSchema } from 'json-schema-to-ts'
import { duration, instant, iri, price, priceCurrency, words } from './values.ts'

// The documents of the older API.

const context = { const: 'https://openactive.io/ns/oa.jsonld' } as const
const reference = {
  type: 'object', properties: { type: { const: 'Event' }, id: iri }, required: ['type', 'id']
} as const

const offerProperties = {
  type: { const: 'Offer' },
  id: iri,
  identifier: words,
  name: words,
  description: words,
  price,
  priceCurrency,
  validFrom: instant,
  validThrough: instant,
  isCancellable: { type: 'boolean' },
  cancellationValidUntil: instant,
  itemOffered: reference
} as const
const offerKeys = ['type', 'id', 'identifier', 'name', 'price', 'priceCurrency', 'isCancellable'] as const
const offerInDocument = { type: 'object', properties: offerProperties, required: offerKeys } as const

/** An offer of an event. */
export const classicOffer = {
  type: 'object', properties: { '@context': context, ...offerProperties }, required: ['@context', ...offerKeys]
} as const satisfies JSONSchema

/** An event. */
export const classicEvent = {
  type: 'object',
  properties: {
    '@context': context,
    type: { const: 'Event' },
    id: iri,
    identifier: words,
    name: words,
    description: words,
    activity: { type: 'array' },
    startDate: instant,
    endDate: instant,
    duration,
    maximumAttendeeCapacity: { type: 'integer', minimum: 0 },
    remainingAttendeeCapacity: { type: 'integer', minimum: 0 },
    location: { type: 'object' },
    offers: { type: 'array', items: offerInDocument }
  },
  required: ['@context', 'type', 'id', 'identifier', 'startDate', 'endDate', 'duration', 'offers']
} as const satisfies JSONSchema

/** An order. */
export const classicOrder = {
  type: 'object',
  properties: {
    '@context': context,
    type: { const: 'Order' },
    id: iri,
    identifier: { type: 'string', format: 'uuid' },
    acceptedOffer: { type: 'array', items: offerInDocument },
    broker: { type: 'object' },
    customer: { type: 'object' },
    orderDate: instant,
    orderedItem: { type: 'array', items: { type: 'object' } },
    orderLeaseDuration: duration,
    orderStatus: {
      enum: [
        'https://schema.org/OrderPaymentDue', 'https://schema.org/OrderDelivered',
        'https://schema.org/OrderCancelled'
      ]
    },
    partOfInvoice: { type: 'object' },
    paymentDueDate: instant,
    potentialAction: { type: 'array', items: { type: 'object' } },
    payments: { type: 'array', items: { type: 'object' } }
  },
  required: ['@context', 'type', 'id', 'identifier', 'acceptedOffer', 'orderedItem', 'orderStatus', 'partOfInvoice']
} as const satisfies JSONSchema

/** The orders of the caller that have neither expired nor been deleted. */
export const classicOrderList = {
  type: 'object',
  properties: {
    '@context': context,
    type: { const: 'ItemList' },
    numberOfItems: { type: 'integer', minimum: 0 },
    itemListElement: { type: 'array', minItems: 1, items: classicOrder }
  },
  required: ['@context', 'type', 'numberOfItems']
} as const satisfies JSONSchema

/** The description of the API at its root. */
export const welcome = {
  type: 'object',
  properties: {
    '@context': context, type: { const: 'WebAPI' }, name: words, description: words, url: iri, documentation: iri
  },
  required: ['@context', 'type', 'name', 'description', 'url', 'documentation']
} as const satisfies JSONSchema

/** An error of the older API. */
export const classicError = {
  type: 'object',
  properties: {
    '@context': context,
    type: { const: 'Error' },
    errorType: { type: 'string', pattern: '^https://openactive\\.io/errors/' },
    title: words,
    details: words,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    instance: { type: 'string' },
    method: { type: 'string' }
  },
  required: ['@context', 'type', 'errorType', 'title', 'details', 'status', 'instance', 'method']
} as const satisfies JSONSchema
