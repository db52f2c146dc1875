import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

const mode = {
  type: 'string', pattern: '^[A-Za-z0-9]{1,50}$', 'x-expected': 'a mode of the validator, such as C1Request'
} as const

/** A JSON-LD document, and the mode of the OpenActive validator for it, such as `C1Request`. */
export const validationRequest = {
  type: 'object',
  properties: {
    document: { type: 'object' },
    mode
  },
  required: ['document'],
  additionalProperties: false
} as const satisfies JSONSchema

export type ValidationRequest = FromSchema<typeof validationRequest>
