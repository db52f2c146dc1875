import { iri } from '../values.ts'
import { count, feedItem, moment, text } from './values.ts'

const changeNumber = { type: ['integer', 'null'], description: 'Null for the beginning of the feed' } as const

const reader = {
  type: 'object',
  properties: {
    partner: { ...text, description: 'Booking partner that reads' },
    agent: { ...text, description: '`User-Agent` of a program without credentials' },
    afterChangeNumber: changeNumber,
    at: { ...moment, description: 'Its last request' },
    behind: { ...count, description: 'Items after its position' }
  },
  required: ['afterChangeNumber', 'at', 'behind']
} as const

/** A feed with its readers. */
export const feedSummary = {
  type: 'object',
  properties: {
    feed: { ...text, description: 'End of its address' },
    url: iri,
    partner: { ...text, description: 'Booking partner to which it belongs; missing for an open feed' },
    items: count,
    deleted: { ...count, description: 'Items without data' },
    newest: { type: 'integer', description: 'Change number of its newest item' },
    readers: { type: 'array', items: reader }
  },
  required: ['feed', 'url', 'items', 'deleted', 'readers']
} as const

/** A page of a feed as a broker gets it, and where the other pages begin. */
export const shownPage = {
  type: 'object',
  properties: {
    page: {
      type: 'object',
      properties: { next: iri, items: { type: 'array', items: feedItem }, license: iri },
      required: ['next', 'items']
    },
    pages: { type: 'array', items: changeNumber, description: 'Change number that each page of this size follows' }
  },
  required: ['page', 'pages']
} as const
