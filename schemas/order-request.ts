import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/**
 * Shapes of what brokers send at C1, C2 and B. Only types and formats are checked here; whatever the specification has an
 * error type for (missing properties, values) is left to the domain. Properties not named here are ignored.
 */
const text = { type: 'string', minLength: 1, maxLength: 2000 } as const
const iri = { type: 'string', minLength: 1, maxLength: 2000 } as const
const url = { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2000 } as const
const email = { type: 'string', format: 'email', maxLength: 320 } as const

/** A bare IRI or a node with an `@id`. */
export const reference = {
  anyOf: [iri, { type: 'object', properties: { '@id': iri }, required: ['@id'] }]
} as const

const address = {
  type: 'object',
  properties: {
    '@type': { const: 'PostalAddress' },
    streetAddress: text,
    addressLocality: text,
    addressRegion: text,
    postalCode: text,
    addressCountry: { type: 'string', pattern: '^[A-Z]{2}$' }
  },
  required: ['@type']
} as const

const image = { type: 'object', properties: { '@type': { const: 'ImageObject' }, url }, required: ['@type', 'url'] } as const

const organization = {
  '@type': { type: 'string' },
  '@id': iri,
  identifier: { anyOf: [text, { type: 'integer' }] },
  name: text,
  legalName: text,
  description: text,
  url,
  logo: image,
  email,
  telephone: text,
  address
} as const

const person = {
  '@type': { type: 'string' },
  '@id': iri,
  identifier: { anyOf: [text, { type: 'integer' }] },
  name: text,
  givenName: text,
  familyName: text,
  email,
  telephone: text
} as const

export const broker = { type: 'object', properties: organization } as const
export const customer = { type: 'object', properties: { ...organization, ...person } } as const

/** The properties of each type that an answer repeats. */
export const ECHOED = {
  Organization: Object.keys(organization) as ReadonlyArray<keyof typeof organization>,
  Person: Object.keys(person) as ReadonlyArray<keyof typeof person>
} as const

export const payment = {
  type: 'object',
  properties: { '@type': { type: 'string' }, identifier: text, name: text, accountId: text, paymentProviderId: text, paymentMethod: text }
} as const

export const orderItem = {
  type: 'object',
  properties: {
    '@type': { const: 'OrderItem' },
    position: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    acceptedOffer: reference,
    orderedItem: reference,
    attendee: { type: 'object', properties: person }
  },
  required: ['@type']
} as const

/** An OrderQuote, OrderProposal or Order as a broker sends it. */
export const orderRequest = {
  type: 'object',
  properties: {
    '@type': { type: 'string' },
    brokerRole: { type: 'string', maxLength: 200 },
    broker,
    seller: reference,
    customer,
    orderedItem: { type: 'array', minItems: 1, maxItems: 500, items: orderItem },
    payment,
    totalPaymentDue: { type: 'object', properties: { '@type': { type: 'string' }, price: { type: 'number' }, priceCurrency: text } }
  }
} as const satisfies JSONSchema

export type OrderRequest = FromSchema<typeof orderRequest>
export type OrderItemRequest = FromSchema<typeof orderItem>
export type CustomerRequest = FromSchema<typeof customer>
export type BrokerRequest = FromSchema<typeof broker>
export type PaymentRequest = FromSchema<typeof payment>
