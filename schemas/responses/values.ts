import type { JSONSchema } from 'json-schema-to-ts'

// The schemas of this folder document the responses. No route validates or serializes by them; tests do.

/** An absolute IRI. */
export const iri = { type: 'string', format: 'uri' } as const satisfies JSONSchema

/** A text for people. */
export const words = { type: 'string', minLength: 1 } as const satisfies JSONSchema

/** An instant in whole seconds. */
export const instant = { type: 'string', format: 'date-time' } as const satisfies JSONSchema

/** An ISO 8601 duration, such as `PT1H`. */
export const duration = { type: 'string', pattern: '^P' } as const satisfies JSONSchema

/** An amount of money in major units, such as 14.95. */
export const price = { type: 'number', minimum: 0 } as const satisfies JSONSchema

/** A currency by its ISO 4217 code. */
export const priceCurrency = { type: 'string', pattern: '^[A-Z]{3}$' } as const satisfies JSONSchema

/** The context of a JSON-LD document. */
export const openActiveContext = { const: 'https://openactive.io/' } as const satisfies JSONSchema

/** The context of documents with access passes. */
export const betaContext = {
  type: 'array',
  items: { enum: ['https://openactive.io/', 'https://openactive.io/ns-beta'] }
} as const satisfies JSONSchema
