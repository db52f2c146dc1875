import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { context, reference, text } from './order-request.ts'

/** An opportunity to be made. Members of the test namespace that are not named here are ignored. */
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

/** An item of a proposal as the seller wants to have it: at another price, or another opportunity by an offer of that. */
const amendedItem = {
  type: 'object',
  properties: {
    '@id': id,
    orderedItem: reference,
    acceptedOffer: { anyOf: [{ type: 'string', minLength: 1, maxLength: 2000 }, { type: 'object', properties: { '@id': id, price: { type: 'number' }, priceCurrency: { type: 'string' } } }] }
  },
  required: ['@id']
} as const

/** Something that a seller does, to be simulated; with a proposal, he may say something, and amend it. */
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
        orderedItem: { type: 'array', maxItems: 500, items: amendedItem }
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
