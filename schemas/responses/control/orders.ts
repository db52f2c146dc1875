import { PROPOSAL_STATUSES } from '../../control/lists.ts'
import { iri, price, priceCurrency } from '../values.ts'
import { count, moment, node, owned, feedItem, text } from './values.ts'

const seller = { ...iri, description: '`@id` of the seller' } as const
const total = {
  total: { ...price, description: 'Total payment due' },
  currency: priceCurrency,
  taxes: {
    type: 'array',
    description: 'Taxes that the total contains',
    items: { type: 'object', properties: { name: text, amount: price }, required: ['name', 'amount'] }
  }
} as const

const itemProperties = {
  id: { ...iri, description: '`@id` of the OrderItem' },
  position: { type: 'integer' },
  spaces: { ...count, description: 'Spaces that it takes' },
  opportunity: iri,
  name: { ...text, description: 'Name of the opportunity' },
  start: moment,
  offer: iri,
  price
} as const
const itemRequired = ['id', 'position', 'spaces', 'opportunity', 'offer', 'price'] as const

/** A summary of an order, without data of the customer. */
export const orderSummary = {
  type: 'object',
  properties: {
    ...owned,
    seller,
    orderNumber: text,
    ...total,
    customerNote: { ...text, description: '`orderCustomerNote`' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ...itemProperties,
          status: { ...text, description: '`orderItemStatus`, such as `OrderItemConfirmed`' },
          cancellationMessage: text,
          customerNotice: text,
          accessCode: text
        },
        required: [...itemRequired, 'status']
      }
    }
  },
  required: ['uuid', 'partner', 'seller', 'orderNumber', 'total', 'currency', 'items']
} as const

/** A summary of an order proposal, without data of the customer. */
export const proposalSummary = {
  type: 'object',
  properties: {
    ...owned,
    seller,
    status: { enum: PROPOSAL_STATUSES },
    version: text,
    ...total,
    sellerNote: { ...text, description: '`orderProposalSellerNote`' },
    customerNote: { ...text, description: '`orderCustomerNote`' },
    answers: { ...moment, description: 'Instant at which the seller answers by itself' },
    expires: moment,
    items: { type: 'array', items: { type: 'object', properties: itemProperties, required: itemRequired } }
  },
  required: ['uuid', 'partner', 'seller', 'status', 'version', 'total', 'currency', 'items']
} as const

/** A summary of a lease. */
export const leaseSummary = {
  type: 'object',
  properties: {
    ...owned,
    seller,
    expires: moment,
    holds: { type: 'boolean', description: 'False for an order proposal without leasing' },
    spaces: {
      type: 'array',
      items: { type: 'object', properties: { opportunity: iri, count }, required: ['opportunity', 'count'] }
    }
  },
  required: ['uuid', 'partner', 'seller', 'holds', 'spaces']
} as const

/** The answer to an action of a seller. */
export const sellerResult = {
  type: 'object',
  properties: {
    ...owned,
    changed: { type: 'boolean', description: 'False for an action that repeats another' },
    items: { type: 'array', items: node, description: 'Items of the order or order proposal, as its feed shows them' },
    feedItem: { ...feedItem, description: 'Item that the action has made in the feed of the booking partner' },
    opportunities: { type: 'array', items: iri, description: 'Opportunities that the action has published' }
  },
  required: ['uuid', 'partner', 'changed', 'items', 'opportunities']
} as const
