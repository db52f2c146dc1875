import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

const TEXT = { type: 'string', minLength: 1, maxLength: 200 } as const

/** A name that fits into addresses, headers and names of feeds. */
export const partnerId = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' } as const

/** Where a broker is sent back to after a login. */
export const redirectUris = { type: 'array', items: { type: 'string', format: 'redirect-uri', maxLength: 500 }, minItems: 1, maxItems: 20 } as const

/** Booking partners and logins of sellers, as an owner configures them. */
export const credentials = {
  type: 'object',
  properties: {
    partners: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: partnerId,
          name: TEXT,
          /** Of HTTP Basic; the user name is the id. */
          password: TEXT,
          /** Of the header `x-api-key`. */
          key: TEXT,
          /** Of OpenID Connect; the client id is the id. */
          clientSecret: TEXT,
          /** By which the booking partner registers, as often as it likes. */
          initialAccessToken: TEXT,
          redirectUris
        },
        required: ['id'],
        additionalProperties: false
      }
    },
    /** Of the sellers, in their order. */
    logins: {
      type: 'array',
      items: { type: 'object', properties: { username: TEXT, password: TEXT }, required: ['username', 'password'], additionalProperties: false }
    }
  },
  additionalProperties: false
} as const satisfies JSONSchema

export type Credentials = FromSchema<typeof credentials>
export type ConfiguredPartner = NonNullable<Credentials['partners']>[number]
export type Login = NonNullable<Credentials['logins']>[number]
