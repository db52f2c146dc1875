import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { STAGES } from './faults.ts'

const FILTER = {
  order: { type: 'string', format: 'any-uuid', description: 'UUID of the order' },
  stage: { type: 'string', enum: STAGES },
  partner: { type: 'string', minLength: 1, maxLength: 200, description: 'Id of the booking partner' },
  status: { type: 'integer', minimum: 100, maximum: 599, description: 'HTTP status of the answer' },
  masked: { type: 'boolean', description: 'Whether secrets and personal data are masked; by default they are' }
} as const

/** Parameters of the request log. */
export const requestQuery = {
  type: 'object',
  properties: {
    ...FILTER,
    after: { type: 'integer', minimum: 0, description: 'Id of the last entry of the page before' },
    limit: { type: 'integer', minimum: 1, maximum: 500, description: 'Most entries of a page (count), by default 100' }
  },
  additionalProperties: false
} as const satisfies JSONSchema

/** Parameters of the live request log. */
export const streamQuery = {
  type: 'object', properties: FILTER, additionalProperties: false
} as const satisfies JSONSchema

/** Whether entries have headers and bodies: a parameter of the HTTP calls, which a page with many rows turns off. */
const bodies = {
  type: 'boolean', description: 'Whether entries have headers and bodies; by default they have'
} as const
export const requestListQuery = {
  ...requestQuery, properties: { ...requestQuery.properties, bodies }
} as const satisfies JSONSchema
export const requestStreamQuery = {
  ...streamQuery, properties: { ...streamQuery.properties, bodies }
} as const satisfies JSONSchema

export type RequestQuery = FromSchema<typeof requestQuery>
export type StreamQuery = FromSchema<typeof streamQuery>
