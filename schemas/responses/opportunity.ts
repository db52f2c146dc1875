import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { offerInFeed } from './offer.ts'
import { duration, iri, words } from './values.ts'

const TYPES = ['ScheduledSession', 'Slot', 'Event', 'HeadlineEvent', 'CourseInstance', 'OnDemandEvent'] as const
const GROUPS = ['SessionSeries', 'FacilityUse'] as const
const count = { type: 'integer', minimum: 0 } as const
/** An instant, or the date of a CourseInstance. */
const day = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d' } as const

// The Modelling Opportunity Data specification gives opportunities more properties than these.

/** The parent of an Opportunity. */
const parent = {
  type: 'object',
  properties: { '@type': { type: 'string' }, '@id': iri, name: words },
  required: ['@type', '@id'],
  additionalProperties: true
} as const satisfies JSONSchema

const properties = {
  '@type': { enum: TYPES },
  '@id': iri,
  name: words,
  description: words,
  startDate: day,
  endDate: day,
  duration,
  eventStatus: {
    enum: [
      'https://schema.org/EventScheduled', 'https://schema.org/EventCancelled', 'https://schema.org/EventPostponed'
    ]
  },
  maximumAttendeeCapacity: count,
  remainingAttendeeCapacity: count,
  maximumUses: count,
  remainingUses: count,
  location: { type: 'object' },
  activity: { type: 'array', items: { type: 'object' } }
} as const

/** An Opportunity in an OrderItem: with its parent, without offers and Seller. */
export const opportunity = {
  type: 'object',
  properties: { ...properties, superEvent: parent, facilityUse: parent },
  required: ['@type', '@id'],
  additionalProperties: true
} as const satisfies JSONSchema

const parentInFeed = { anyOf: [iri, parent] } as const
const offers = { type: 'array', items: offerInFeed } as const

/** An item of an open feed: an Opportunity, a SessionSeries or a FacilityUse. */
export const feedOpportunity = {
  type: 'object',
  properties: {
    '@context': { const: 'https://openactive.io/' },
    ...properties,
    '@type': { enum: [...TYPES, ...GROUPS] },
    superEvent: parentInFeed,
    facilityUse: parentInFeed,
    organizer: { type: 'object' },
    provider: { type: 'object' },
    individualFacilityUse: { type: 'array', items: { type: 'object' } },
    offers
  },
  required: ['@context', '@type', '@id', 'offers'],
  additionalProperties: true
} as const satisfies JSONSchema

export type Opportunity = Known<FromSchema<typeof opportunity>>
export type FeedOpportunity = Known<FromSchema<typeof feedOpportunity>>
