import { quoteTemplate } from '../booking-examples.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED } from './shared.ts'

const count = { type: 'integer', minimum: 0 } as const
const page = {
  type: 'object',
  properties: { items: { type: 'array', items: { type: 'object' } }, next: { type: 'string' } },
  required: ['items']
} as const
const PAGED = { 200: { description: 'A page; `next` is the value of `after` for the next one', schema: page } } as const
const object = { type: 'object' } as const
const counts = { type: 'object', additionalProperties: count } as const

/** Lists of all that the simulator holds, and views of it. */
export const LISTS = {
  listOrders: { ...CONTROLLED, summary: 'List orders', answers: PAGED },
  listProposals: { ...CONTROLLED, summary: 'List order proposals', answers: PAGED },
  listLeases: { ...CONTROLLED, summary: 'List leases', answers: PAGED },
  listOpportunities: { ...CONTROLLED, summary: 'List opportunities', answers: PAGED },
  listFeedItems: {
    ...CONTROLLED,
    summary: 'Show an order as the feeds of its booking partner show it',
    parameters: { order: '{uuid}' },
    answers: { 200: { description: 'Its items in the orders feed and the feed of order proposals', schema: page } }
  },
  listFeeds: {
    ...CONTROLLED,
    summary: 'List feeds, with the position of each reader',
    answers: { 200: { description: 'Every feed, its numbers of items, and its readers', schema: page } }
  },
  feedPage: {
    ...CONTROLLED,
    summary: 'Show a page of a feed as brokers see it',
    parameters: { feed: 'scheduled-sessions' },
    answers: { 200: { description: 'The page, and the change numbers that the pages follow', schema: object } }
  },
  listDue: { ...CONTROLLED, summary: 'List what is due next', answers: PAGED },
  listActivity: {
    ...CONTROLLED,
    summary: 'Show the activity of booking partners',
    answers: { 200: { description: 'Last requests, errors, positions in feeds, and consents', schema: object } }
  },
  listSellers: {
    ...CONTROLLED,
    summary: 'List sellers',
    answers: { 200: { description: 'Their opportunities, orders, consents, and published logins', schema: object } }
  },
  bookability: {
    ...CONTROLLED,
    summary: 'Say why an opportunity can be booked or cannot',
    parameters: { opportunity: '{opportunity}', offer: '{offer}' },
    answers: { 200: { description: 'Whether it can be booked, and the reasons against it', schema: object } }
  },
  validate: {
    ...CONTROLLED,
    summary: 'Validate a document of a broker',
    examples: { quote: { document: quoteTemplate, mode: 'C1Request' } },
    answers: { 200: { description: 'What the OpenActive validator says', schema: object } },
    problems: { 501: 'The package @openactive/data-model-validator is not installed.' }
  },
  counters: {
    ...CONTROLLED,
    summary: 'Count what is stored',
    answers: {
      200: {
        description: 'Numbers of records, of items and proposals by status, and of spaces',
        schema: {
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
        }
      }
    }
  }
} as const satisfies Readonly<Record<string, Operation>>
