import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/** A JSON-LD document, and the mode of the OpenActive validator for it, such as `C1Request`. */
export const validationRequest = {
  type: 'object',
  properties: {
    document: { type: 'object' },
    mode: { type: 'string', pattern: '^[A-Za-z0-9]{1,50}$' }
  },
  required: ['document'],
  additionalProperties: false
} as const satisfies JSONSchema

export type ValidationRequest = FromSchema<typeof validationRequest>
