import { group, offer, opportunity } from './opportunities.ts'
import { anyText, count, currency, json, path, requiredStatus, text, uuid, yes } from './values.ts'

const taxes = {
  type: 'array',
  items: {
    type: 'object',
    properties: { name: text, rate: { type: 'number', minimum: 0 }, amountMinor: count },
    required: ['name', 'rate', 'amountMinor'],
    additionalProperties: false
  }
} as const

/** The amount due of an order. */
export const totals = {
  type: 'object',
  properties: { basis: { enum: ['net', 'dynamic'] }, dueMinor: count, currency, prepayment: requiredStatus, taxes },
  required: ['dueMinor', 'currency', 'prepayment', 'taxes'],
  additionalProperties: false
} as const

/** Access details of an attendee. */
export const access = {
  type: 'object',
  properties: {
    code: text,
    pass: text,
    image: text,
    channel: {
      type: 'object',
      properties: { room: text, pin: text },
      required: ['room', 'pin'],
      additionalProperties: false
    },
    withoutUrl: yes,
    brokerPasses: { type: 'array', items: json }
  },
  required: ['code', 'pass'],
  additionalProperties: false
} as const

const purchased = {
  offer,
  orderedItem: {
    type: 'object', properties: { opportunity, group }, required: ['opportunity'], additionalProperties: false
  },
  taxes
} as const
/** The Opportunity of an OrderItem and its terms. */
export const purchase = {
  type: 'object', properties: purchased, required: ['offer', 'orderedItem', 'taxes'], additionalProperties: false
} as const

/** The properties of an OrderItem. */
export const placedItem = {
  ...purchased,
  id: text,
  position: { type: 'integer' },
  spaces: count,
  attendee: json,
  intakeFormResponse: { type: 'array', items: json },
  accessPass: { type: 'array', items: json }
} as const
export const ITEM = ['offer', 'orderedItem', 'taxes', 'id', 'position', 'spaces'] as const

/** The properties of an order without its items. */
export const placed = {
  brokerRole: anyText, broker: json, customer: json, payment: json, totals, orderNumber: text
} as const
/** The properties of the key of an order. */
export const owner = { partner: text, uuid, seller: path } as const
export const OWNER = ['partner', 'uuid', 'seller'] as const
