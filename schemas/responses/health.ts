import type { JSONSchema } from 'json-schema-to-ts'

/** The process lives. */
export const liveness = {
  type: 'object', properties: { status: { const: 'alive' } }, required: ['status']
} as const satisfies JSONSchema

/** There is something to book, and a booking can be written. */
export const readiness = {
  type: 'object', properties: { status: { enum: ['ready', 'starting', 'read-only'] } }, required: ['status']
} as const satisfies JSONSchema
