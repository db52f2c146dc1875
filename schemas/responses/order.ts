import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { broker, customer } from '../requests/parties.ts'
import { orderItem, proposedItem, quotedItem, refusedItem, tax } from './order-item.ts'
import { bookingService, payment, seller } from './parties.ts'
import { betaContext, instant, iri, openActiveContext, price, priceCurrency, words } from './values.ts'

const uuid = { type: 'string', format: 'uuid' } as const

/** The amount due, and the taxes in it. */
export const totals = {
  totalPaymentDue: {
    type: 'object',
    properties: {
      '@type': { const: 'PriceSpecification' },
      price,
      priceCurrency,
      openBookingPrepayment: {
        enum: [
          'https://openactive.io/Required', 'https://openactive.io/Optional', 'https://openactive.io/Unavailable'
        ]
      }
    },
    required: ['@type', 'price', 'priceCurrency'],
    description: 'Missing in an order with a DynamicPayment'
  },
  taxCalculationExcluded: { const: true },
  totalPaymentTax: { type: 'array', items: tax }
} as const

const parts = {
  '@context': openActiveContext,
  '@id': iri,
  brokerRole: {
    enum: [
      'https://openactive.io/AgentBroker', 'https://openactive.io/ResellerBroker', 'https://openactive.io/NoBroker'
    ]
  },
  broker,
  seller,
  customer,
  bookingService,
  ...totals,
  payment
} as const
const common = ['@context', '@type', '@id', 'brokerRole', 'seller', 'bookingService', 'orderedItem'] as const

const lease = {
  type: 'object',
  properties: { '@type': { const: 'Lease' }, leaseExpires: instant },
  required: ['@type', 'leaseExpires']
} as const

const quote = { ...parts, '@type': { const: 'OrderQuote' }, lease, orderRequiresApproval: { type: 'boolean' } } as const

/** The state of an OrderProposal. */
export const proposalState = {
  identifier: uuid,
  orderProposalVersion: iri,
  orderProposalStatus: {
    enum: [
      'https://openactive.io/AwaitingSellerConfirmation', 'https://openactive.io/SellerAccepted',
      'https://openactive.io/SellerRejected', 'https://openactive.io/CustomerRejected'
    ]
  },
  orderSellerNote: words
} as const

/** The answer to C1 and C2. */
export const orderQuote = {
  type: 'object',
  properties: { ...quote, orderedItem: { type: 'array', minItems: 1, items: quotedItem } },
  required: [...common, 'orderRequiresApproval']
} as const satisfies JSONSchema

/** The answer to P. */
export const orderProposal = {
  type: 'object',
  properties: {
    ...parts,
    '@type': { const: 'OrderProposal' },
    ...proposalState,
    orderNumber: words,
    lease,
    orderedItem: { type: 'array', minItems: 1, items: proposedItem }
  },
  required: [...common, 'identifier', 'orderProposalVersion', 'orderProposalStatus']
} as const satisfies JSONSchema

/** The answer to B. */
export const order = {
  type: 'object',
  properties: {
    ...parts,
    '@context': betaContext,
    '@type': { const: 'Order' },
    identifier: uuid,
    orderNumber: words,
    orderedItem: { type: 'array', minItems: 1, items: orderItem }
  },
  required: [...common, 'identifier', 'orderNumber']
} as const satisfies JSONSchema

const refusedItems = { type: 'array', minItems: 1, items: refusedItem } as const

/** An OrderQuote that names the errors of its items. */
export const refusedOrderQuote = {
  type: 'object',
  properties: { ...quote, orderedItem: refusedItems },
  required: [...common, 'orderRequiresApproval']
} as const satisfies JSONSchema

/** An OrderProposal that names the errors of its items. */
export const refusedOrderProposal = {
  type: 'object',
  properties: { ...parts, '@type': { const: 'OrderProposal' }, orderedItem: refusedItems },
  required: common
} as const satisfies JSONSchema

/** An Order that names the errors of its items. */
export const refusedOrder = {
  type: 'object',
  properties: { ...parts, '@type': { const: 'Order' }, orderedItem: refusedItems },
  required: common
} as const satisfies JSONSchema

export type OrderQuote = Known<FromSchema<typeof orderQuote>>
export type OrderProposal = Known<FromSchema<typeof orderProposal>>
export type Order = Known<FromSchema<typeof order>>
export type RefusedOrderQuote = Known<FromSchema<typeof refusedOrderQuote>>
export type RefusedOrderProposal = Known<FromSchema<typeof refusedOrderProposal>>
export type RefusedOrder = Known<FromSchema<typeof refusedOrder>>
