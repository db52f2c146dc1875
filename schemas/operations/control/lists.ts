import type { JSONSchema } from 'json-schema-to-ts'
import { feedSummary, shownPage } from '../../responses/control/feeds.ts'
import { bookabilityReport, opportunitySummary } from '../../responses/control/opportunities.ts'
import { leaseSummary, orderSummary, proposalSummary } from '../../responses/control/orders.ts'
import { partnerActivity, sellerSummary } from '../../responses/control/parties.ts'
import { counters, dueItem, features, partnerItem, validation } from '../../responses/control/views.ts'
import { quoteTemplate } from '../booking-examples.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED, listOf } from './shared.ts'

const pageOf = <const Item extends JSONSchema>(item: Item) => ({
  200: {
    description: 'A page; `next` is the value of `after` for the next one',
    schema: {
      type: 'object',
      properties: { items: { type: 'array', items: item }, next: { type: 'string' } },
      required: ['items']
    }
  }
} as const)

/** Lists of all that the simulator holds, and views of it. */
export const LISTS = {
  listOrders: { ...CONTROLLED, summary: 'List orders', answers: pageOf(orderSummary) },
  listProposals: { ...CONTROLLED, summary: 'List order proposals', answers: pageOf(proposalSummary) },
  listLeases: { ...CONTROLLED, summary: 'List leases', answers: pageOf(leaseSummary) },
  listOpportunities: { ...CONTROLLED, summary: 'List opportunities', answers: pageOf(opportunitySummary) },
  listFeedItems: {
    ...CONTROLLED,
    summary: 'Show an order as the feeds of its booking partner show it',
    parameters: { order: '{uuid}' },
    answers: {
      200: { description: 'Its items in the orders feed and the feed of order proposals', schema: listOf(partnerItem) }
    }
  },
  listFeeds: {
    ...CONTROLLED,
    summary: 'List feeds, with the position of each reader',
    answers: { 200: { description: 'Every feed, its numbers of items, and its readers', schema: listOf(feedSummary) } }
  },
  feedPage: {
    ...CONTROLLED,
    summary: 'Show a page of a feed as brokers see it',
    parameters: { feed: 'scheduled-sessions' },
    answers: { 200: { description: 'The page, and the change numbers that the pages follow', schema: shownPage } }
  },
  listDue: { ...CONTROLLED, summary: 'List what is due next', answers: pageOf(dueItem) },
  listActivity: {
    ...CONTROLLED,
    summary: 'Show the activity of booking partners',
    answers: {
      200: { description: 'Last requests, errors, positions in feeds, and consents', schema: listOf(partnerActivity) }
    }
  },
  listSellers: {
    ...CONTROLLED,
    summary: 'List sellers',
    answers: {
      200: { description: 'Their opportunities, orders, consents, and published logins', schema: listOf(sellerSummary) }
    }
  },
  bookability: {
    ...CONTROLLED,
    summary: 'Say why an opportunity can be booked or cannot',
    parameters: { opportunity: '{opportunity}', offer: '{offer}' },
    answers: { 200: { description: 'Whether it can be booked, and the reasons against it', schema: bookabilityReport } }
  },
  validate: {
    ...CONTROLLED,
    summary: 'Validate a document of a broker',
    examples: { quote: { document: quoteTemplate, mode: 'C1Request' } },
    answers: { 200: { description: 'The findings of the OpenActive validator', schema: validation } },
    problems: { 501: 'The package @openactive/data-model-validator is not installed.' }
  },
  features: {
    ...CONTROLLED,
    summary: 'List the features of this booking system',
    answers: { 200: { description: 'Their names in the OpenActive Test Suite', schema: features } }
  },
  counters: {
    ...CONTROLLED,
    summary: 'Count what is stored',
    answers: {
      200: { description: 'Numbers of records, of items and proposals by status, and of spaces', schema: counters }
    }
  }
} as const satisfies Readonly<Record<string, Operation>>
