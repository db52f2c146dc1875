import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { context, MOST_ITEMS, text } from './order-request.ts'

/** A cancellation by a broker. The domain decides about excess properties. */
export const orderPatch = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { type: 'string' },
    '@id': { type: 'string', maxLength: 2000 },
    orderedItem: {
      type: 'array',
      maxItems: MOST_ITEMS,
      items: {
        type: 'object',
        properties: {
          '@type': { const: 'OrderItem' },
          '@id': { type: 'string', maxLength: 2000 },
          orderItemStatus: { type: 'string', maxLength: 200 }
        },
        required: ['@type']
      }
    }
  }
} as const satisfies JSONSchema

export type OrderPatch = FromSchema<typeof orderPatch>

/** An update of an OrderProposal by a broker. */
export const proposalPatch = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { type: 'string' },
    '@id': { type: 'string', maxLength: 2000 },
    orderProposalStatus: { type: 'string', maxLength: 200 },
    orderCustomerNote: text
  }
} as const satisfies JSONSchema

export type ProposalPatch = FromSchema<typeof proposalPatch>
