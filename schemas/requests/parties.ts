import type { FromSchema } from 'json-schema-to-ts'
import type { Known } from './known.ts'
import { email, identifier, type NodeSchema, text, url } from './values.ts'

// The brokers, customers and attendees of requests, with the properties that the specification gives each of them.

const addressProperties = {
  '@type': { const: 'PostalAddress' },
  streetAddress: text,
  addressLocality: text,
  addressRegion: text,
  postalCode: text,
  addressCountry: { type: 'string', minLength: 1, format: 'country-code' }
} as const

const address = {
  type: 'object',
  properties: addressProperties,
  required: ['@type', 'streetAddress', 'addressLocality', 'addressRegion', 'postalCode', 'addressCountry']
} as const satisfies NodeSchema

const image = {
  type: 'object',
  properties: { '@type': { const: 'ImageObject' }, url },
  required: ['@type', 'url']
} as const satisfies NodeSchema

const terms = {
  type: 'object',
  properties: {
    '@type': { enum: ['Terms', 'TermsOfUse', 'PrivacyPolicy'] },
    name: text,
    url,
    requiresExplicitConsent: { type: 'boolean' },
    dateModified: { type: 'string', minLength: 1, format: 'instant' }
  },
  required: ['@type', 'name', 'url', 'requiresExplicitConsent']
} as const satisfies NodeSchema

/** The broker. The specification gives it no address, so a wrong one is ignored. */
export const broker = {
  type: 'object',
  properties: {
    '@type': { const: 'Organization' },
    identifier,
    name: text,
    email,
    telephone: text,
    url,
    logo: image,
    termsOfService: { type: 'array', minItems: 1, maxItems: 20, items: terms },
    address: { type: 'object', properties: addressProperties, required: ['@type'], 'x-lenient': true }
  },
  required: ['@type', 'name'],
  'x-error-type': 'IncompleteBrokerDetailsError'
} as const satisfies NodeSchema

/** A customer or attendee. */
export const person = {
  type: 'object',
  properties: {
    '@type': { const: 'Person' },
    identifier,
    email,
    givenName: text,
    familyName: text,
    telephone: text
  },
  required: ['@type']
} as const satisfies NodeSchema

const organization = {
  type: 'object',
  properties: { '@type': { const: 'Organization' }, identifier, email, name: text, telephone: text, address },
  required: ['@type', 'email', 'name', 'address']
} as const satisfies NodeSchema

/** The customer: a Person, or an Organization in business-to-business orders. */
export const customer = {
  anyOf: [person, organization],
  'x-error-type': 'IncompleteCustomerDetailsError'
} as const satisfies NodeSchema

export type BrokerProperties = Known<FromSchema<typeof broker>>
export type PersonProperties = Known<FromSchema<typeof person>>
export type OrganizationProperties = Known<FromSchema<typeof organization>>
