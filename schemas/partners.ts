import type { JSONSchema } from 'json-schema-to-ts'
import { partnerId, redirectUris } from './credentials.ts'

/** Path of a booking partner. */
export const partnerParams = {
  type: 'object', properties: { id: partnerId }, required: ['id']
} as const satisfies JSONSchema

/** A new booking partner. */
export const partnerRequest = {
  type: 'object',
  properties: { id: partnerId, name: { type: 'string', minLength: 1, maxLength: 200 }, redirectUris },
  required: ['id'],
  additionalProperties: false
} as const satisfies JSONSchema

/** The seller that withdraws consent. */
export const consentQuery = {
  type: 'object',
  properties: { seller: { type: 'string', format: 'uri', maxLength: 500 } },
  required: ['seller'],
  additionalProperties: false
} as const satisfies JSONSchema

/** A missing or empty body. */
export const emptyBody = { type: ['object', 'null'], additionalProperties: false } as const satisfies JSONSchema
