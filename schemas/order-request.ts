import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/** Upper bound of every list of order items (count); an option could only lower it. */
export const MOST_ITEMS = 500

/**
 * Shapes of requests at C1, C2, P and B. They check types and formats only; the domain checks everything with an error
 * type in the specification (missing properties, values). Properties not named here are ignored. Formats beyond JSON
 * Schema are in `domain/protocol/formats.ts`: an answer repeats much of a request, and must be valid itself.
 */
export const text = { type: 'string', minLength: 1, maxLength: 2000, format: 'plain-text' } as const
const url = { type: 'string', maxLength: 2000, format: 'web-url' } as const
const email = { type: 'string', maxLength: 320, format: 'email' } as const
const iri = { type: 'string', minLength: 1, maxLength: 2000 } as const

/** Any context of JSON-LD; the simulator does not read it. */
export const context = { type: ['string', 'array', 'object'] } as const

/** A bare IRI, or a node with an `@id`. */
export const reference = {
  anyOf: [iri, { type: 'object', properties: { '@type': { type: 'string' }, '@id': iri } }]
} as const

/** A reference to an Offer or Opportunity. An answer repeats an unknown one, so it must be a URL. */
const echoedReference = {
  anyOf: [url, { type: 'object', properties: { '@type': { type: 'string' }, '@id': url } }]
} as const

const identifier = {
  anyOf: [text, { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }]
} as const

const address = {
  type: 'object',
  properties: {
    '@type': { const: 'PostalAddress' },
    streetAddress: text,
    addressLocality: text,
    addressRegion: text,
    postalCode: text,
    addressCountry: { type: 'string', format: 'country-code' }
  },
  required: ['@type']
} as const

const image = {
  type: 'object',
  properties: { '@type': { const: 'ImageObject' }, url },
  required: ['@type', 'url']
} as const

const terms = {
  type: 'object',
  properties: {
    '@type': { enum: ['Terms', 'TermsOfUse', 'PrivacyPolicy'] },
    name: text,
    url,
    requiresExplicitConsent: { type: 'boolean' },
    dateModified: { type: 'string', format: 'date-time', pattern: ':\\d\\d(?:Z|[+-]\\d\\d:\\d\\d)$' }
  },
  required: ['@type', 'name', 'url', 'requiresExplicitConsent']
} as const

const organization = {
  '@type': { type: 'string' },
  '@id': url,
  identifier,
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
  '@id': url,
  identifier,
  name: text,
  givenName: text,
  familyName: text,
  email,
  telephone: text
} as const

const broker = {
  type: 'object',
  properties: { ...organization, termsOfService: { type: 'array', minItems: 1, maxItems: 20, items: terms } }
} as const
const customer = { type: 'object', properties: { ...organization, ...person } } as const

const payment = {
  type: 'object',
  properties: {
    '@type': { type: 'string' },
    identifier: text,
    name: text,
    accountId: text,
    paymentProviderId: text,
    paymentMethod: text
  }
} as const

const orderItem = {
  type: 'object',
  properties: {
    '@type': { const: 'OrderItem' },
    position: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    acceptedOffer: echoedReference,
    orderedItem: echoedReference,
    attendee: { type: 'object', properties: person },
    orderItemIntakeFormResponse: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        properties: {
          '@type': { const: 'PropertyValue' },
          propertyID: url,
          value: { anyOf: [text, { type: 'boolean' }, { type: 'number' }] }
        },
        required: ['@type', 'propertyID', 'value']
      }
    }
  },
  required: ['@type']
} as const

/** An OrderQuote, OrderProposal or Order as a broker sends it. */
export const orderRequest = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': { type: 'string' },
    brokerRole: { type: 'string', maxLength: 200 },
    broker,
    seller: reference,
    customer,
    orderedItem: { type: 'array', minItems: 1, maxItems: MOST_ITEMS, items: orderItem },
    payment,
    orderProposalVersion: iri,
    orderCustomerNote: text,
    totalPaymentDue: {
      type: 'object',
      properties: { '@type': { type: 'string' }, price: { type: 'number' }, priceCurrency: text }
    }
  }
} as const satisfies JSONSchema

export type OrderRequest = FromSchema<typeof orderRequest>
export type OrderItemRequest = FromSchema<typeof orderItem>
export type CustomerRequest = FromSchema<typeof customer>
export type BrokerRequest = FromSchema<typeof broker>
export type PaymentRequest = FromSchema<typeof payment>
