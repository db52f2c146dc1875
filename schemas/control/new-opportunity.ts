import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { OPPORTUNITY_TYPES } from '../opportunity-types.ts'
import { offerTerms } from './opportunities.ts'

/** An opportunity to create for a test. */
export const newOpportunity = {
  type: 'object',
  properties: {
    criterion: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'Criterion of the test interface, by default `TestOpportunityBookable`'
    },
    type: { type: 'string', enum: OPPORTUNITY_TYPES, description: 'Type, by default the first one on offer' },
    flow: {
      type: 'string',
      enum: ['OpenBookingSimpleFlow', 'OpenBookingApprovalFlow'],
      description: 'Booking flow, by default `OpenBookingSimpleFlow`'
    },
    seller: {
      type: 'string',
      minLength: 1,
      maxLength: 2000,
      description: '`@id` of the seller, by default the first one that the criterion allows'
    },
    price: { type: 'number', minimum: 0, maximum: 1_000_000, description: 'Price, by default that of the criterion' },
    startsIn: {
      type: 'string',
      format: 'duration',
      maxLength: 50,
      description: 'Time from now to its start (ISO 8601 duration), by default a day'
    },
    startsFrom: {
      type: 'string',
      enum: ['now', 'clock-change'],
      description: 'Count `startsIn` from the midnight (UTC) before the clocks in the United Kingdom change next, ' +
        'instead of from now'
    },
    attendanceMode: {
      type: 'string',
      enum: ['Offline', 'Online', 'Mixed'],
      description: 'Where it takes place: by default online for the criterion that says so, else at a location'
    },
    channel: {
      type: 'string',
      enum: ['at-once', 'later'],
      description: 'When customers get the channel of an online opportunity: in the answer of B, or later, ' +
        'by an action of the seller'
    },
    offers: {
      type: 'array',
      items: offerTerms,
      minItems: 1,
      maxItems: 20,
      description: 'Offers, with what differs from the offer of the criterion; by default that one alone'
    }
  },
  additionalProperties: false
} as const satisfies JSONSchema

export type NewOpportunity = FromSchema<typeof newOpportunity>
