import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { duration, instant, iri, price, priceCurrency, words } from './values.ts'

const requiredStatus = {
  enum: ['https://openactive.io/Required', 'https://openactive.io/Optional', 'https://openactive.io/Unavailable']
} as const

const properties = {
  '@type': { const: 'Offer' },
  '@id': iri,
  identifier: words,
  name: words,
  description: words,
  url: iri,
  ageRestriction: { type: 'object' },
  category: words,
  acceptedPaymentMethod: { type: 'array', items: iri },
  price,
  priceCurrency: { ...priceCurrency, description: 'Missing if the offer is free' },
  allowCustomerCancellationFullRefund: { type: 'boolean' },
  openBookingPrepayment: requiredStatus,
  openBookingInAdvance: requiredStatus,
  validFrom: instant,
  validThrough: instant,
  validFromBeforeStartDate: duration,
  validThroughBeforeStartDate: duration,
  latestCancellationBeforeStartDate: duration
} as const
const required = ['@type', '@id', 'name', 'price', 'allowCustomerCancellationFullRefund'] as const

/** An Offer in an order. */
export const offer = { type: 'object', properties, required } as const satisfies JSONSchema

/** The price of an item, as the broker named it. */
export const offerOverride = {
  type: 'object',
  properties: {
    '@type': { const: 'OfferOverride' }, '@id': iri, name: words, description: words, price, priceCurrency
  },
  required: ['@type', '@id', 'price', 'priceCurrency']
} as const satisfies JSONSchema

/** An Offer in an open feed, with its flow requirements. */
export const offerInFeed = {
  type: 'object',
  properties: { ...properties, openBookingFlowRequirement: { type: 'array', items: iri } },
  required
} as const satisfies JSONSchema

export type Offer = Known<FromSchema<typeof offer>>
