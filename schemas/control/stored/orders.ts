import { ITEM_STATUSES, PROPOSAL_STATUSES } from '../lists.ts'
import { access, ITEM, owner, OWNER, placed, placedItem, purchase, totals } from './placed.ts'
import { anyText, flag, instant, text, uuid, yes } from './values.ts'

/** An Order. */
export const order = {
  type: 'object',
  properties: {
    ...owner,
    digest: anyText,
    booked: {
      type: 'object',
      properties: {
        ...placed,
        orderNumber: text,
        items: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            properties: { ...placedItem, access, reference: text },
            required: [...ITEM, 'access'],
            additionalProperties: false
          }
        }
      },
      required: ['brokerRole', 'totals', 'orderNumber', 'items'],
      additionalProperties: false
    },
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          status: { type: 'string', enum: ITEM_STATUSES },
          cancellationMessage: anyText,
          customerNotice: anyText,
          access,
          reference: text,
          purchase
        },
        required: ['status'],
        additionalProperties: false
      }
    },
    totals,
    listed: flag,
    customerNote: anyText,
    withdrawn: yes
  },
  required: [...OWNER, 'digest', 'booked', 'items', 'totals', 'listed'],
  additionalProperties: false
} as const

/** An OrderProposal. */
export const proposal = {
  type: 'object',
  properties: {
    ...owner,
    digest: anyText,
    placed: {
      type: 'object',
      properties: {
        ...placed,
        items: {
          type: 'array',
          minItems: 1,
          items: { type: 'object', properties: placedItem, required: ITEM, additionalProperties: false }
        }
      },
      required: ['brokerRole', 'totals', 'items'],
      additionalProperties: false
    },
    firstVersion: uuid,
    version: uuid,
    status: { type: 'string', enum: PROPOSAL_STATUSES },
    amended: { type: 'object', additionalProperties: purchase },
    removed: { type: 'array', items: text },
    added: {
      type: 'array',
      items: { type: 'object', properties: placedItem, required: ITEM, additionalProperties: false }
    },
    totals,
    sellerNote: anyText,
    customerNote: anyText,
    unreserved: yes,
    listed: flag,
    withdrawn: yes,
    ends: instant,
    answers: instant,
    answer: { type: 'string', enum: ['accept', 'reject', 'amend-then-accept'] },
    expires: instant
  },
  required: [
    ...OWNER, 'digest', 'placed', 'firstVersion', 'version', 'status', 'amended', 'totals', 'listed'
  ],
  additionalProperties: false
} as const

/** The key of a deleted Order or OrderProposal, or of a deleted order of the older API. */
export const deletedOrder = {
  type: 'object',
  properties: { ...owner, deleted: yes, free: yes, expires: instant },
  required: [...OWNER, 'deleted'],
  additionalProperties: false
} as const
