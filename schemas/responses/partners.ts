import type { JSONSchema } from 'json-schema-to-ts'
import { partnerId } from '../credentials.ts'
import { iri, words } from './values.ts'

/** The booking partners, without their secrets. */
export const partnerList = {
  type: 'object',
  properties: {
    partners: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: partnerId,
          name: words,
          revoked: { type: 'boolean' },
          secrets: { type: 'array', items: { enum: ['password', 'key', 'clientSecret', 'initialAccessToken'] } },
          redirectUris: { type: 'array', items: words },
          sellers: { type: 'array', items: iri, description: 'Ids of the sellers that consented to its access' }
        },
        required: ['id', 'name', 'revoked', 'secrets', 'redirectUris', 'sellers']
      }
    }
  },
  required: ['partners']
} as const satisfies JSONSchema

/** A booking partner with new secrets, which no later answer repeats. */
export const issuedPartner = {
  type: 'object',
  properties: {
    id: partnerId, name: words, password: words, key: words, clientSecret: words, initialAccessToken: words
  },
  required: ['id', 'name', 'password', 'key', 'clientSecret', 'initialAccessToken']
} as const satisfies JSONSchema
