import { iri } from '../values.ts'
import { count, counts, moment, text } from './values.ts'

/** The recent requests of a booking partner, as far as the request log reaches. */
export const partnerActivity = {
  type: 'object',
  properties: {
    id: text,
    name: text,
    revoked: { type: 'boolean' },
    orders: count,
    proposals: count,
    leases: count,
    lastSeen: { ...moment, description: 'Its latest request' },
    requests: count,
    errors: { ...counts, description: 'Refused requests by error type, or by status where there is none' },
    feeds: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          feed: text,
          afterChangeNumber: { type: ['integer', 'null'], description: 'Null for a start from the beginning' },
          at: moment
        },
        required: ['feed', 'afterChangeNumber', 'at']
      }
    },
    consents: { type: 'array', items: iri, description: 'Sellers that have consented that it acts for them' },
    published: {
      type: 'object',
      properties: { password: text, key: text, clientSecret: text, initialAccessToken: text },
      description: 'Its credentials, as far as they are the published ones'
    }
  },
  required: ['id', 'name', 'revoked', 'orders', 'proposals', 'leases', 'requests', 'errors', 'feeds', 'consents']
} as const

/** A seller, as a tester sees it. */
export const sellerSummary = {
  type: 'object',
  properties: {
    id: iri,
    name: text,
    opportunities: count,
    orders: count,
    undecided: { ...count, description: 'Order proposals that await its answer' },
    consents: { type: 'array', items: text, description: 'Ids of the booking partners that it has consented to' },
    login: {
      type: 'object',
      properties: { username: text, password: text },
      required: ['username', 'password'],
      description: 'Its login, while it is the published one'
    }
  },
  required: ['id', 'name', 'opportunities', 'orders', 'undecided', 'consents']
} as const
