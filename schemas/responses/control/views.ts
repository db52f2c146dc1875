import { DUE_KINDS } from '../../control/lists.ts'
import { iri } from '../values.ts'
import { count, counts, feedItem, moment, text } from './values.ts'

/** An item in a feed of a booking partner. */
export const partnerItem = {
  type: 'object',
  properties: { partner: text, feed: { enum: ['orders', 'order-proposals'] }, ...feedItem.properties },
  required: ['partner', 'feed', ...feedItem.required]
} as const

/** An event that happens when its time comes. */
export const dueItem = {
  type: 'object',
  properties: {
    at: moment,
    kind: { enum: DUE_KINDS },
    event: { ...text, description: 'The event, for a person' },
    id: { ...iri, description: '`@id` of the order, order proposal or opportunity' },
    partner: text
  },
  required: ['at', 'kind', 'event']
} as const

/** Names of features. */
export const features = {
  type: 'object',
  properties: { featureList: { type: 'array', items: { type: 'string' } } },
  required: ['featureList']
} as const

/** Numbers of records. */
export const counters = {
  type: 'object',
  properties: {
    opportunities: count,
    groups: count,
    orders: count,
    orderItems: counts,
    proposals: counts,
    leases: count,
    spaces: { type: 'object', properties: { booked: count, leased: count }, required: ['booked', 'leased'] }
  },
  required: ['opportunities', 'groups', 'orders', 'orderItems', 'proposals', 'leases', 'spaces']
} as const

/** The findings of the OpenActive validator. */
export const validation = {
  type: 'object',
  properties: {
    valid: { type: 'boolean', description: 'Whether there is no failure' },
    findings: {
      type: 'array',
      items: {
        type: 'object',
        properties: { severity: text, path: text, message: text },
        required: ['severity', 'path', 'message']
      }
    }
  },
  required: ['valid', 'findings']
} as const
