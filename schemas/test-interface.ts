import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { context, reference } from './order-request.ts'

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

/** Something that a seller does, to be simulated. */
export const actionRequest = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { type: 'string' },
    object: { type: 'object', properties: { '@type': { type: 'string' }, '@id': { type: 'string', maxLength: 2000 } }, required: ['@id'] }
  },
  required: ['@type', 'object']
} as const satisfies JSONSchema

export type ActionRequest = FromSchema<typeof actionRequest>

export const datasetParams = {
  type: 'object',
  properties: { dataset: { type: 'string', minLength: 1, maxLength: 100 } },
  required: ['dataset']
} as const
