import { ATTENDEE_DETAILS, FLOW_REQUIREMENTS, QUESTIONS } from '../../requests/details.ts'
import { count, currency, duration, flag, instant, json, path, requiredStatus, text, yes } from './values.ts'

/** Terms for the booking of an Opportunity. */
export const offer = {
  type: 'object',
  properties: {
    path,
    name: { type: 'string' },
    priceMinor: count,
    currency,
    prepayment: requiredStatus,
    inAdvance: requiredStatus,
    flowRequirements: { type: 'array', items: { type: 'string', enum: FLOW_REQUIREMENTS } },
    attendeeDetails: { type: 'array', items: { type: 'string', enum: ATTENDEE_DETAILS } },
    intakeForm: { type: 'array', items: { type: 'string', enum: QUESTIONS } },
    validFromBeforeStart: duration,
    validThroughBeforeStart: duration,
    latestCancellationBeforeStart: duration,
    validFrom: instant,
    validThrough: instant,
    fullRefund: flag,
    details: json,
    dynamic: yes,
    override: {
      type: 'object', properties: { '@id': text, name: text, description: text }, additionalProperties: false
    }
  },
  required: ['path', 'name', 'priceMinor', 'currency', 'fullRefund', 'details'],
  additionalProperties: false
} as const

const offers = { type: 'array', items: offer } as const
const groupType = { type: 'string', enum: ['SessionSeries', 'FacilityUse'] } as const
const bookableType = {
  type: 'string', enum: ['ScheduledSession', 'Slot', 'Event', 'HeadlineEvent', 'CourseInstance', 'OnDemandEvent']
} as const

/** A bookable Opportunity. */
export const opportunity = {
  type: 'object',
  properties: {
    path,
    type: bookableType,
    seller: path,
    feed: text,
    group: path,
    unit: path,
    superEvent: {
      type: 'object',
      properties: {
        path,
        type: { type: 'string', enum: ['HeadlineEvent', 'CourseInstance'] },
        start: instant,
        end: instant,
        details: json
      },
      required: ['path', 'type', 'details'],
      additionalProperties: false
    },
    start: instant,
    end: instant,
    online: flag,
    lateChannel: yes,
    spaces: {
      type: 'object',
      properties: { maximum: count, booked: count, leased: count, proposed: count },
      required: ['booked', 'leased'],
      additionalProperties: false
    },
    eventStatus: { type: 'string', enum: ['EventCancelled', 'EventPostponed'] },
    offers,
    details: json,
    edition: count,
    sample: flag,
    dataset: text
  },
  required: ['path', 'type', 'seller', 'feed', 'spaces', 'offers', 'details'],
  additionalProperties: false
} as const

/** The parent of Opportunities. */
export const group = {
  type: 'object',
  properties: {
    path,
    type: groupType,
    seller: path,
    feed: text,
    offers,
    units: {
      type: 'array',
      items: {
        type: 'object', properties: { path, details: json }, required: ['path', 'details'], additionalProperties: false
      }
    },
    details: json,
    dataset: text
  },
  required: ['path', 'type', 'seller', 'feed', 'offers', 'details'],
  additionalProperties: false
} as const

/** An item deleted from its open feed. */
export const tombstone = {
  type: 'object',
  properties: {
    path, type: { type: 'string', enum: [...groupType.enum, ...bookableType.enum] }, deleted: yes, expires: instant
  },
  required: ['path', 'type', 'deleted', 'expires'],
  additionalProperties: false
} as const
