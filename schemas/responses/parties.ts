import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { iri, words } from './values.ts'

/** A Seller. In an open feed it has fewer properties. */
export const seller = {
  type: 'object',
  properties: {
    '@type': { enum: ['Organization', 'Person'] },
    '@id': iri,
    name: words,
    taxMode: { enum: ['https://openactive.io/TaxGross', 'https://openactive.io/TaxNet'] },
    isOpenBookingAllowed: { type: 'boolean' },
    legalName: words,
    url: iri,
    email: words,
    telephone: words,
    vatID: words,
    address: { type: 'object' },
    termsOfService: { type: 'array', items: { type: 'object' } }
  },
  required: ['@type', '@id', 'name', 'taxMode', 'isOpenBookingAllowed'],
  additionalProperties: true
} as const satisfies JSONSchema

/** The booking system as the service that takes a booking. */
export const bookingService = {
  type: 'object',
  properties: {
    '@type': { const: 'BookingService' },
    name: words,
    url: iri,
    softwareVersion: words,
    termsOfService: { type: 'array', items: { type: 'object' } }
  },
  required: ['@type', 'name'],
  additionalProperties: true
} as const satisfies JSONSchema

/** A payment, repeated from the request. */
export const payment = {
  type: 'object',
  properties: {
    '@type': { enum: ['Payment', 'DynamicPayment'] },
    identifier: words,
    name: words,
    accountId: words,
    paymentProviderId: words
  },
  required: ['@type']
} as const satisfies JSONSchema

export type Seller = Known<FromSchema<typeof seller>>
