import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { person } from '../requests/parties.ts'
import { itemError } from './errors.ts'
import { offer, offerOverride } from './offer.ts'
import { opportunity } from './opportunity.ts'
import { iri, price, priceCurrency, words } from './values.ts'

/** A tax of an item or of an order. */
export const tax = {
  type: 'object',
  properties: {
    '@type': { const: 'TaxChargeSpecification' },
    name: words,
    price,
    priceCurrency,
    rate: { type: 'number', minimum: 0, maximum: 1 }
  },
  required: ['@type', 'name', 'price', 'priceCurrency', 'rate']
} as const satisfies JSONSchema

/** A field of an intake form. */
const formField = {
  type: 'object',
  properties: {
    '@type': { type: 'string', pattern: 'FormFieldSpecification$' },
    '@id': iri,
    name: words,
    description: words,
    valueRequired: { type: 'boolean' },
    valueOption: { type: 'array', items: { type: 'string' } }
  },
  required: ['@type', '@id', 'name', 'description']
} as const satisfies JSONSchema

/** An answer to a question of an intake form. */
const formResponse = {
  type: 'object',
  properties: {
    '@type': { const: 'PropertyValue' },
    propertyID: iri,
    value: { anyOf: [{ type: 'string' }, { type: 'boolean' }] }
  },
  required: ['@type', 'value']
} as const satisfies JSONSchema

const parts = {
  '@type': { const: 'OrderItem' },
  position: { type: 'integer', minimum: 0 },
  unitTaxSpecification: { type: 'array', items: tax },
  attendeeDetailsRequired: { type: 'array', items: iri },
  orderItemIntakeForm: { type: 'array', items: formField },
  attendee: person,
  orderItemIntakeFormResponse: { type: 'array', items: formResponse }
} as const

/** The properties that an item has from B on. */
export const booked = {
  orderItemStatus: {
    enum: [
      'https://openactive.io/OrderItemConfirmed', 'https://openactive.io/CustomerCancelled',
      'https://openactive.io/SellerCancelled', 'https://openactive.io/AttendeeAttended',
      'https://openactive.io/AttendeeAbsent'
    ]
  },
  cancellationMessage: words,
  customerNotice: words,
  accessCode: {
    type: 'array',
    items: {
      type: 'object',
      properties: { '@type': { const: 'PropertyValue' }, name: words, description: words },
      required: ['@type', 'name', 'description']
    }
  },
  accessPass: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        '@type': { enum: ['ImageObject', 'Barcode'] }, url: iri, text: words, 'beta:codeType': words
      },
      required: ['@type']
    }
  },
  additionalProperty: {
    type: 'array',
    items: {
      type: 'object',
      properties: { '@type': { const: 'PropertyValue' }, name: words, value: words },
      required: ['@type', 'name', 'value']
    }
  },
  accessChannel: {
    type: 'object',
    properties: {
      '@type': { const: 'VirtualLocation' },
      name: words,
      description: words,
      url: iri,
      accessId: words,
      accessCode: words
    },
    required: ['@type', 'name', 'url']
  }
} as const

/** The Offer of an item, or the price that the broker has named for it. */
const acceptedOffer = {
  anyOf: [offer, offerOverride], description: 'Missing in an order with a DynamicPayment'
} as const satisfies JSONSchema

/** An item of an OrderQuote. */
export const quotedItem = {
  type: 'object',
  properties: { ...parts, acceptedOffer, orderedItem: opportunity },
  required: ['@type', 'orderedItem']
} as const satisfies JSONSchema

/** An item of an OrderProposal. */
export const proposedItem = {
  type: 'object',
  properties: { ...parts, '@id': iri, acceptedOffer, orderedItem: opportunity },
  required: ['@type', '@id', 'orderedItem']
} as const satisfies JSONSchema

/** An item of an Order. */
export const orderItem = {
  type: 'object',
  properties: { ...parts, ...booked, '@id': iri, acceptedOffer, orderedItem: opportunity },
  required: ['@type', '@id', 'orderedItem', 'orderItemStatus', 'accessCode', 'accessPass']
} as const satisfies JSONSchema

/** The IRI of an unknown Offer or Opportunity as the request writes it, which no format restricts. */
const named = { type: 'string', minLength: 1 } as const satisfies JSONSchema

/** An item of a refused document: it repeats an unknown Offer or Opportunity as its IRI. */
export const refusedItem = {
  type: 'object',
  properties: {
    ...parts,
    acceptedOffer: { anyOf: [offer, offerOverride, named] },
    orderedItem: { anyOf: [opportunity, named] },
    error: { type: 'array', minItems: 1, items: itemError }
  },
  required: ['@type']
} as const satisfies JSONSchema

/** An item of the orders feed. With logistics updates, `orderedItem` is a whole Opportunity. */
export const orderItemInFeed = {
  type: 'object',
  properties: {
    '@type': { const: 'OrderItem' },
    '@id': iri,
    acceptedOffer,
    orderedItem: { anyOf: [iri, opportunity] },
    ...booked,
    unitTaxSpecification: { type: 'array', items: tax }
  },
  required: ['@type', '@id', 'orderedItem', 'orderItemStatus']
} as const satisfies JSONSchema

/** An item of the feed of order proposals. */
export const proposedItemInFeed = {
  type: 'object',
  properties: {
    '@type': { const: 'OrderItem' },
    '@id': iri,
    acceptedOffer,
    orderedItem: iri,
    unitTaxSpecification: { type: 'array', items: tax },
    orderItemIntakeForm: parts.orderItemIntakeForm,
    orderItemIntakeFormResponse: parts.orderItemIntakeFormResponse
  },
  required: ['@type', '@id', 'orderedItem']
} as const satisfies JSONSchema

export type OrderItem = Known<FromSchema<typeof orderItem>>
