import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { feedOpportunity } from './opportunity.ts'
import { orderItemInFeed, proposedItemInFeed } from './order-item.ts'
import { proposalState, totals } from './order.ts'
import { betaContext, iri, openActiveContext } from './values.ts'

/** An Order in the orders feed: the properties that can change after B. */
export const orderInFeed = {
  type: 'object',
  properties: {
    '@context': betaContext,
    '@type': { const: 'Order' },
    '@id': iri,
    identifier: { type: 'string', format: 'uuid' },
    orderedItem: { type: 'array', items: orderItemInFeed },
    ...totals
  },
  required: ['@context', '@type', '@id', 'identifier', 'orderedItem']
} as const satisfies JSONSchema

/** An OrderProposal in the feed of order proposals: the properties that can change after P. */
export const orderProposalInFeed = {
  type: 'object',
  properties: {
    '@context': openActiveContext,
    '@type': { const: 'OrderProposal' },
    '@id': iri,
    ...proposalState,
    orderedItem: { type: 'array', items: proposedItemInFeed },
    ...totals
  },
  required: [
    '@context', '@type', '@id', 'identifier', 'orderProposalVersion', 'orderProposalStatus', 'orderedItem'
  ]
} as const satisfies JSONSchema

const id = { type: 'string', minLength: 1 } as const
const modified = { type: 'integer', minimum: 1, description: 'Change number; it grows with each change' } as const

/** An item that was removed. */
const deleted = {
  type: 'object',
  properties: { state: { const: 'deleted' }, kind: { type: 'string' }, id, modified },
  required: ['state', 'kind', 'id', 'modified']
} as const

const next = { ...iri, description: 'The page to read next; on the last page, this page' } as const
const updated = { state: { const: 'updated' }, kind: { type: 'string' }, id, modified } as const
const itemKeys = ['state', 'kind', 'id', 'modified', 'data'] as const

/** An item of a feed, whose data has a schema. */
const itemOf = <const Data extends JSONSchema>(data: Data) => ({
  anyOf: [{ type: 'object', properties: { ...updated, data }, required: itemKeys }, deleted]
} as const)

/** A page of an open feed. */
export const opportunitiesPage = {
  type: 'object',
  properties: {
    next,
    items: { type: 'array', items: itemOf(feedOpportunity) },
    license: { const: 'https://creativecommons.org/licenses/by/4.0/' }
  },
  required: ['next', 'items', 'license']
} as const satisfies JSONSchema

/** A page of a feed that a broker reads by its credentials. */
const privatePage = <const Data extends JSONSchema>(data: Data) => ({
  type: 'object',
  properties: { next, items: { type: 'array', items: itemOf(data) } },
  required: ['next', 'items']
} as const)

/** A page of the orders feed. */
export const ordersPage = privatePage(orderInFeed)

/** A page of the feed of order proposals. */
export const orderProposalsPage = privatePage(orderProposalInFeed)

export type OrderInFeed = Known<FromSchema<typeof orderInFeed>>
export type OrderProposalInFeed = Known<FromSchema<typeof orderProposalInFeed>>
export type OpportunitiesPage = Known<FromSchema<typeof opportunitiesPage>>
export type OrdersPage = Known<FromSchema<typeof ordersPage>>
export type OrderProposalsPage = Known<FromSchema<typeof orderProposalsPage>>
