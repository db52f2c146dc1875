import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { MOST_ITEMS } from './requests/order-request.ts'
import { context, reference, text } from './requests/values.ts'

/** A test opportunity to create. Other members of the test namespace are ignored. */
export const opportunityRequest = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { type: 'string' },
    superEvent: { type: 'object', properties: { '@type': { type: 'string' }, organizer: reference } },
    organizer: reference,
    facilityUse: { type: 'object', properties: { '@type': { type: 'string' }, provider: reference } },
    'test:testOpportunityCriteria': { type: 'string' },
    'test:testOpenBookingFlow': { type: 'string' }
  },
  required: ['@type', 'test:testOpportunityCriteria', 'test:testOpenBookingFlow']
} as const satisfies JSONSchema

export type OpportunityRequest = FromSchema<typeof opportunityRequest>

const id = { type: 'string', maxLength: 2000 } as const

/** An amended item of an OrderProposal: with another price, or with another opportunity and an offer of it. */
const amendedItem = {
  type: 'object',
  properties: {
    '@id': id,
    orderedItem: reference,
    acceptedOffer: {
      anyOf: [
        { type: 'string', minLength: 1, maxLength: 2000 },
        {
          type: 'object',
          properties: { '@id': id, price: { type: 'number' }, priceCurrency: { type: 'string' } }
        }
      ]
    }
  },
  required: ['@id']
} as const

/** A simulated action of a seller. For an OrderProposal, it may come with a note and amended items. */
export const actionRequest = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { type: 'string' },
    object: {
      type: 'object',
      properties: {
        '@type': { type: 'string' },
        '@id': id,
        orderSellerNote: text,
        orderedItem: { type: 'array', maxItems: MOST_ITEMS, items: amendedItem }
      },
      required: ['@id']
    }
  },
  required: ['@type', 'object']
} as const satisfies JSONSchema

export type ActionRequest = FromSchema<typeof actionRequest>

export const datasetParams = {
  type: 'object',
  properties: { dataset: { type: 'string', minLength: 1, maxLength: 100 } },
  required: ['dataset']
} as const
