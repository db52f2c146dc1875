import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { id } from '../requests/values.ts'

/** A pair of opportunity and offer, by `@id`, and the instant of the booking. */
export const bookabilityQuery = {
  type: 'object',
  properties: { opportunity: id, offer: id, at: { type: 'string', format: 'instant' } },
  required: ['opportunity', 'offer'],
  additionalProperties: false
} as const satisfies JSONSchema

export type BookabilityQuery = FromSchema<typeof bookabilityQuery>
