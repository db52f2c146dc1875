import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

const TEXT = { type: 'string', minLength: 1, maxLength: 200 } as const

/** Id of a booking partner: fits into addresses, headers and names of feeds. */
export const partnerId = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
  'x-expected': '1 to 64 letters, digits and the signs . _ -, beginning with a letter or digit',
  description: 'Id; also the user name for HTTP Basic and the client id for OpenID Connect'
} as const

/** Addresses of a broker that a login may return to. */
export const redirectUris = {
  type: 'array',
  items: { type: 'string', format: 'redirect-uri', maxLength: 500 },
  minItems: 1,
  maxItems: 20,
  description: 'Addresses that an OpenID Connect login may return to'
} as const

const partner = {
  type: 'object',
  properties: {
    id: partnerId,
    name: { ...TEXT, description: 'Name for people; by default the id' },
    password: { ...TEXT, description: 'Password for HTTP Basic' },
    key: { ...TEXT, description: 'API key for the header `x-api-key`' },
    clientSecret: { ...TEXT, description: 'Client secret for OpenID Connect' },
    initialAccessToken: { ...TEXT, description: 'Token for dynamic client registration; can be used repeatedly' },
    redirectUris
  },
  required: ['id'],
  additionalProperties: false
} as const

const login = {
  type: 'object', properties: { username: TEXT, password: TEXT }, required: ['username', 'password']
} as const

/** Booking partners and seller logins, as an owner configures them. */
export const credentials = {
  type: 'object',
  properties: {
    partners: { type: 'array', items: partner, description: 'Booking partners' },
    logins: { type: 'array', items: login, description: 'Logins of the sellers, in the order of the sellers' }
  },
  additionalProperties: false
} as const satisfies JSONSchema

export type Credentials = FromSchema<typeof credentials>
export type ConfiguredPartner = NonNullable<Credentials['partners']>[number]
export type Login = NonNullable<Credentials['logins']>[number]
