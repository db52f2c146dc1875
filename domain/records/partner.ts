import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'

/** What a booking partner may come with, beside its id. */
export const SECRETS = ['password', 'key', 'clientSecret', 'initialAccessToken'] as const
export type Secret = typeof SECRETS[number]

/** Those that come without an id: by them alone it is told whose orders these are. */
export const IDENTIFYING = ['key', 'initialAccessToken'] as const satisfies readonly Secret[]
export type Identifying = typeof IDENTIFYING[number]

/** A booking partner. Its id is the user name of HTTP Basic, the client id of OpenID Connect, and what its orders are kept under. */
export interface Partner {
  readonly id: string
  readonly name: string
  /** Of its secrets, digests alone are kept. */
  readonly digests: Readonly<Partial<Record<Secret, string>>>
  /** What it said of itself when it registered (OAuth 2.0 Dynamic Client Registration, client metadata). */
  readonly client: JsonObject
  /** Digest of the configuration that it is from, to tell when that changes. */
  readonly configuration?: string
  /** Nobody gets in by its id any more, nor gets its id, under which its orders remain. */
  readonly revoked?: true
}

/** Something that the OpenID Provider keeps: a session, a grant, a token, its keys. */
export interface OpenIdRecord extends Expiring {
  /** What it is stored under: a digest of the id that brokers and browsers hold. */
  readonly id: string
  /** Kind of it, as the provider calls it. */
  readonly model: string
  readonly payload: JsonObject
  /** What it is looked for by, beside its id. */
  readonly grantId?: string
  readonly uid?: string
  readonly accountId?: string
  readonly clientId?: string
}
