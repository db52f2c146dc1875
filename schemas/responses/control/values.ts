import type { JSONSchema } from 'json-schema-to-ts'

/** A number of things. */
export const count = { type: 'integer', minimum: 0 } as const satisfies JSONSchema
/** Numbers of things by name. */
export const counts = { type: 'object', additionalProperties: count } as const satisfies JSONSchema
/** An instant of the simulated clock, which may have milliseconds. */
export const moment = { type: 'string', format: 'date-time' } as const satisfies JSONSchema
/** A text. */
export const text = { type: 'string' } as const satisfies JSONSchema
/** UUID of an order. */
export const uuid = { type: 'string', format: 'uuid' } as const satisfies JSONSchema
/** The booking partner and the UUID of an order. */
export const owned = { uuid, partner: { type: 'string', description: 'Id of the booking partner' } } as const

/** A JSON-LD node, which the booking API or a feed documents. */
export const node = { type: 'object' } as const satisfies JSONSchema

/** An item as its feed shows it. */
export const feedItem = {
  type: 'object',
  properties: {
    state: { enum: ['updated', 'deleted'] },
    kind: text,
    id: text,
    modified: { type: 'integer', minimum: 1, description: 'Change number' },
    data: node
  },
  required: ['state', 'kind', 'id', 'modified']
} as const satisfies JSONSchema
