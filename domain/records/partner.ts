import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'

/** Secrets that a booking partner may have. */
export const SECRETS = ['password', 'key', 'clientSecret', 'initialAccessToken'] as const
export type Secret = typeof SECRETS[number]

/** Secrets that come without an id and therefore identify the booking partner by themselves. */
export const IDENTIFYING = ['key', 'initialAccessToken'] as const satisfies readonly Secret[]
export type Identifying = typeof IDENTIFYING[number]

/**
 * A booking partner. Its id is the user name of HTTP Basic and the client id of OpenID Connect, and it is part of the
 * keys of its orders.
 */
export interface Partner {
  readonly id: string
  readonly name: string
  /** Digests of its secrets; the secrets are not stored. */
  readonly digests: Readonly<Partial<Record<Secret, string>>>
  /** Client metadata of its registration (OAuth 2.0 Dynamic Client Registration). */
  readonly client: JsonObject
  /** Digest of its configuration, which detects changes of the configuration. */
  readonly configuration?: string
  /** Set after a revocation: no credentials are valid, and the id stays in use for its orders. */
  readonly revoked?: true
}

/** Id of the OpenID record with the keys that sign tokens. */
export const SIGNING_KEYS = 'keys'

/** A record of the OpenID Provider: a session, a grant, a token or its keys. */
export interface OpenIdRecord extends Expiring {
  /** Digest of the id that brokers and browsers hold. */
  readonly id: string
  /** Name of its model in the provider. */
  readonly model: string
  readonly payload: JsonObject
  /** Further keys for a search. */
  readonly grantId?: string
  readonly uid?: string
  readonly accountId?: string
  readonly clientId?: string
}
