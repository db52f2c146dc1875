import type { JSONSchema } from 'json-schema-to-ts'

/** The parameters of a call that takes none. */
export const emptyQuery = {
  type: 'object', properties: {}, additionalProperties: false
} as const satisfies JSONSchema
