import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { iri, openActiveContext, words } from './values.ts'

const error = {
  '@type': { type: 'string', pattern: 'Error$', description: 'The error type' },
  statusCode: { type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status of this error type' },
  name: { ...words, description: 'The error type in words' },
  description: { ...words, description: 'The problem and its remedy' },
  instance: { ...iri, description: 'The requested URL without its query; for an item, its position in the order' }
} as const

/** An error of one OrderItem. */
export const itemError = {
  type: 'object',
  properties: error,
  required: ['@type', 'statusCode', 'name', 'description']
} as const satisfies JSONSchema

/** The refusal of a request. */
export const openBookingError = {
  type: 'object',
  properties: {
    '@context': openActiveContext,
    ...error,
    requestId: { type: 'string', minLength: 1, description: 'Id of the request, which its log line has as `reqId`' }
  },
  required: ['@context', '@type', 'statusCode', 'name', 'description', 'instance']
} as const satisfies JSONSchema

/** An error of a control route: problem details (RFC 9457). */
export const problemDetails = {
  type: 'object',
  properties: {
    title: { ...words, description: 'The name of the status' },
    status: { type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status' },
    detail: { ...words, description: 'The problem and its remedy' },
    instance: { ...iri, description: 'The requested URL without its query' },
    path: { type: 'string', description: 'JSON pointer to the part of the body or query at fault' }
  },
  required: ['title', 'status', 'detail', 'instance']
} as const satisfies JSONSchema

export type ItemError = Known<FromSchema<typeof itemError>>
export type OpenBookingError = Known<FromSchema<typeof openBookingError>>
export type ProblemDetails = Known<FromSchema<typeof problemDetails>>
