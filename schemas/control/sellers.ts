import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { id, text } from '../requests/values.ts'

/** The order or order proposal that a seller acts on. */
const order = { type: 'string', format: 'any-uuid' } as const
/** Id of its booking partner; needed where several have an order with this UUID. */
const partner = { type: 'string', minLength: 1, maxLength: 100 } as const
/** The seller: its `@id`, the last part of it, or `any`. */
const seller = { type: 'string', minLength: 1, maxLength: 2000 } as const
const target = { order, partner, seller } as const

/** Items of an order: each by its `@id`, or by the last part of it. Without them, a seller acts on every item. */
const items = { type: 'array', items: id, minItems: 1, maxItems: 10000, uniqueItems: true } as const
const price = { type: 'number', minimum: 0 } as const
const secret = {
  type: 'string', pattern: '^[A-Za-z0-9-]{1,50}$', 'x-expected': '1 to 50 letters, digits and hyphens'
} as const

const about = { type: 'object', required: ['order'], additionalProperties: false } as const

export const acceptance = { ...about, properties: { ...target, note: text } } as const satisfies JSONSchema
export const rejection = { ...about, properties: { ...target, note: text } } as const satisfies JSONSchema

/**
 * Another price for every item, or another price or opportunity for some. An item with `remove` leaves the order
 * proposal; one without `id` is new.
 */
export const amendment = {
  ...about,
  properties: {
    ...target,
    price,
    note: text,
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 10000,
      items: {
        type: 'object',
        properties: { id, price, opportunity: id, offer: id, remove: { const: true } },
        additionalProperties: false
      }
    }
  }
} as const satisfies JSONSchema

export const cancellation = {
  ...about, properties: { ...target, items, message: text }
} as const satisfies JSONSchema

/**
 * A later copy of the opportunity, or another opportunity by one of its offers; at the same price or a lower one.
 * An order with a DynamicPayment has no offers.
 */
export const replacement = {
  ...about,
  properties: { ...target, items, price, opportunity: id, offer: id, notice: text },
  dependencies: { offer: ['opportunity'] }
} as const satisfies JSONSchema
export const notice = {
  ...about, properties: { ...target, items, text }, required: ['order', 'text']
} as const satisfies JSONSchema
export const newCode = {
  ...about, properties: { ...target, items, code: secret }
} as const satisfies JSONSchema
export const newPass = {
  ...about, properties: { ...target, items, pass: secret }
} as const satisfies JSONSchema
export const newReference = {
  ...about, properties: { ...target, items, reference: secret }
} as const satisfies JSONSchema
export const everyItem = {
  ...about, properties: { ...target, items }
} as const satisfies JSONSchema

/** Another time for the opportunity of an order: later by a duration, or at an instant. */
export const move = {
  ...about,
  properties: {
    ...target,
    items,
    by: { type: 'string', format: 'duration' },
    start: { type: 'string', format: 'instant' },
    end: { type: 'string', format: 'instant' }
  }
} as const satisfies JSONSchema

export type Acceptance = FromSchema<typeof acceptance>
export type RejectionBySeller = FromSchema<typeof rejection>
export type AmendmentBySeller = FromSchema<typeof amendment>
export type CancellationBySeller = FromSchema<typeof cancellation>
export type ReplacementBySeller = FromSchema<typeof replacement>
export type Notice = FromSchema<typeof notice>
export type NewCode = FromSchema<typeof newCode>
export type NewPass = FromSchema<typeof newPass>
export type NewReference = FromSchema<typeof newReference>
export type EveryItem = FromSchema<typeof everyItem>
export type Move = FromSchema<typeof move>

/** A seller in an address: the last part of its `@id`, its `@id` percent-encoded, or `any`. */
export const sellerParams = {
  type: 'object', properties: { seller }, required: ['seller']
} as const satisfies JSONSchema
