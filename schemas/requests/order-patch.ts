import type { FromSchema } from 'json-schema-to-ts'
import type { Known } from './known.ts'
import { MOST_ITEMS } from './order-request.ts'
import { context, id, type NodeSchema, text } from './values.ts'

// Like the schemas of `order-request.ts`; but a property that these do not name is excessive.

const NOT_ALLOWED = { 'x-error-type': 'PatchNotAllowedOnPropertyError' } as const

/** An item to cancel. */
export const itemPatch = {
  type: 'object',
  properties: {
    '@type': { const: 'OrderItem' },
    '@id': { ...id, 'x-error-type': 'OrderItemIdInvalidError' },
    orderItemStatus: { const: 'https://openactive.io/CustomerCancelled', ...NOT_ALLOWED }
  },
  required: ['@type']
} as const satisfies NodeSchema

/** A cancellation by a broker. */
export const orderPatch = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { const: 'Order', 'x-error-type': 'UnexpectedOrderTypeError' },
    orderedItem: { type: 'array', minItems: 1, maxItems: MOST_ITEMS, items: itemPatch }
  },
  required: ['@type', 'orderedItem']
} as const satisfies NodeSchema

/** An update of an OrderProposal by a broker. */
export const proposalPatch = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { const: 'OrderProposal', 'x-error-type': 'UnexpectedOrderTypeError' },
    orderProposalStatus: { const: 'https://openactive.io/CustomerRejected', ...NOT_ALLOWED },
    orderCustomerNote: text
  },
  required: ['@type']
} as const satisfies NodeSchema

export type OrderPatch = Known<FromSchema<typeof orderPatch>>
export type OrderProposalPatch = Known<FromSchema<typeof proposalPatch>>
