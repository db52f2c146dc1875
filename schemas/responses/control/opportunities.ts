import { OPPORTUNITY_TYPES } from '../../opportunity-types.ts'
import { duration, iri, price, priceCurrency } from '../values.ts'
import { count, feedItem, moment, owned, text } from './values.ts'

const requires = {
  type: 'array', items: text, description: '`openBookingFlowRequirement`, such as `OpenBookingApproval`'
} as const

const offer = {
  type: 'object',
  properties: {
    id: iri,
    name: text,
    price,
    currency: priceCurrency,
    requires,
    validFrom: moment,
    validThrough: moment,
    validFromBeforeStartDate: duration,
    validThroughBeforeStartDate: duration,
    latestCancellationBeforeStartDate: duration,
    allowCustomerCancellationFullRefund: { type: 'boolean' }
  },
  required: ['id', 'name', 'price', 'currency', 'allowCustomerCancellationFullRefund']
} as const

/** A summary of an opportunity, or of the SessionSeries or FacilityUse of others, which have no spaces. */
export const opportunitySummary = {
  type: 'object',
  properties: {
    id: iri,
    type: { enum: [...OPPORTUNITY_TYPES, 'SessionSeries', 'FacilityUse', 'IndividualFacilityUse'] },
    seller: iri,
    feed: iri,
    name: text,
    dataset: { ...text, description: 'Test dataset that it belongs to' },
    group: { ...iri, description: '`@id` of its SessionSeries or FacilityUse' },
    start: moment,
    end: moment,
    status: { ...text, description: '`eventStatus`' },
    spaces: {
      type: 'object',
      properties: { maximum: count, remaining: count, booked: count, leased: count, proposed: count },
      required: ['booked', 'leased']
    },
    offers: { type: 'array', items: offer }
  },
  required: ['id', 'type', 'seller', 'feed', 'offers']
} as const

/** Everything that a change of an opportunity concerns. */
export const opportunityResult = {
  type: 'object',
  properties: {
    changed: { type: 'boolean' },
    feedItem: { ...feedItem, description: 'Item that the change has made in its open feed' },
    affected: { type: 'array', items: iri, description: 'Everything that the change has published' },
    orders: {
      type: 'array',
      items: { type: 'object', properties: owned, required: ['uuid', 'partner'] },
      description: 'Orders that show the change'
    }
  },
  required: ['changed', 'affected', 'orders']
} as const

/** Whether an opportunity can be booked, and every reason against it. */
export const bookabilityReport = {
  type: 'object',
  properties: {
    at: moment,
    bookable: { type: 'boolean' },
    reasons: {
      type: 'array',
      items: {
        type: 'object',
        properties: { type: { ...text, description: 'Error that C1, C2, P and B have for it' }, description: text },
        required: ['type', 'description']
      }
    },
    remaining: { ...count, description: 'Spaces that a booking can have; missing where they are unlimited' },
    requires
  },
  required: ['at', 'bookable', 'reasons', 'requires']
} as const
