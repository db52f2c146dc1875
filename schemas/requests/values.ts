import type { ExtendedJSONSchema } from 'json-schema-to-ts'

/** A JSON Schema with the keywords of requests to the Open Booking API. */
export type NodeSchema = ExtendedJSONSchema<{
  /** Error type of a wrong value at or below this property; without one it is `OpenBookingError`. */
  'x-error-type'?: string
  /** Whether a wrong value at or below this property is ignored. */
  'x-lenient'?: true
}>

/** Free text. Formats beyond JSON Schema are in `domain/protocol/formats.ts`. */
export const text = { type: 'string', minLength: 1, maxLength: 2000, format: 'plain-text' } as const
export const url = { type: 'string', minLength: 1, maxLength: 2000, format: 'web-url' } as const
export const email = { type: 'string', minLength: 1, maxLength: 320, format: 'email' } as const

/** An IRI or another name; the domain compares it with known ones. */
export const id = { type: 'string', minLength: 1, maxLength: 2000 } as const

/** Any context of JSON-LD; the simulator does not read it. */
export const context = {
  anyOf: [{ type: 'string', minLength: 1 }, { type: 'array' }, { type: 'object' }]
} as const satisfies NodeSchema

export const identifier = {
  anyOf: [text, { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }]
} as const satisfies NodeSchema

/** A bare IRI, or a node with an `@id`. */
export const reference = {
  anyOf: [id, { type: 'object', properties: { '@type': { type: 'string' }, '@id': id } }]
} as const satisfies NodeSchema

/** A body whose properties the domain reads. */
export const anyNode = { type: 'object' } as const
