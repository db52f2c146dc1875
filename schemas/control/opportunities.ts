import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { ATTENDEE_DETAILS, FLOW_REQUIREMENTS, QUESTIONS } from '../requests/details.ts'
import { id, text } from '../requests/values.ts'

const instant = { type: 'string', format: 'instant' } as const
const window = { type: ['string', 'null'], format: 'duration' } as const
const status = { type: 'string', enum: ['Required', 'Optional', 'Unavailable'] } as const

const bound = { type: ['string', 'null'], format: 'instant' } as const
const requirements = {
  type: 'array', items: { type: 'string', enum: FLOW_REQUIREMENTS }, uniqueItems: true
} as const

/** Terms of an offer; null removes a window or bound, an empty list the requirements. */
export const offerTerms = {
  type: 'object',
  properties: {
    name: text,
    price: { type: 'number', minimum: 0, maximum: 1_000_000 },
    openBookingPrepayment: status,
    openBookingInAdvance: status,
    openBookingFlowRequirement: requirements,
    attendeeDetails: {
      type: 'array',
      items: { type: 'string', enum: ATTENDEE_DETAILS },
      minItems: 1,
      uniqueItems: true,
      description: 'Properties that each attendee must have; they imply `OpenBookingAttendeeDetails`'
    },
    intakeForm: {
      type: 'array',
      items: { type: 'string', enum: QUESTIONS },
      minItems: 1,
      uniqueItems: true,
      description: 'Ids of the questions of the intake form; they imply `OpenBookingIntakeForm`'
    },
    validFrom: bound,
    validThrough: bound,
    validFromBeforeStartDate: window,
    validThroughBeforeStartDate: window,
    latestCancellationBeforeStartDate: window,
    allowCustomerCancellationFullRefund: { type: 'boolean' }
  },
  additionalProperties: false
} as const satisfies JSONSchema

/** Terms of a known offer. */
const offer = { ...offerTerms, properties: { id, ...offerTerms.properties }, required: ['id'] } as const

/** Changes of an opportunity, or of the SessionSeries or FacilityUse that others belong to. */
export const opportunityPatch = {
  type: 'object',
  properties: {
    spaces: {
      type: 'object',
      properties: {
        maximum: { type: 'integer', minimum: 0, maximum: 1000000 },
        remaining: { type: 'integer', minimum: 0, maximum: 1000000 }
      },
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false
    },
    name: text,
    start: instant,
    end: instant,
    status: { type: 'string', enum: ['EventScheduled', 'EventCancelled', 'EventPostponed'] },
    /** Price of every offer. */
    price: { type: 'number', minimum: 0 },
    offers: { type: 'array', items: offer, minItems: 1, maxItems: 100 }
  },
  minProperties: 1,
  additionalProperties: false
} as const satisfies JSONSchema

export type OpportunityPatch = FromSchema<typeof opportunityPatch>
export type OfferTermsPatch = FromSchema<typeof offerTerms>
export type OfferPatch = NonNullable<OpportunityPatch['offers']>[number]

/** The path of an opportunity below the base URL, or its `@id`. */
export const opportunityParams = {
  type: 'object', properties: { '*': id }, required: ['*']
} as const satisfies JSONSchema
