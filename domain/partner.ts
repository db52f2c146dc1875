import type { JsonObject } from './json.ts'
import type { Expiring } from './state.ts'

/** A booking partner that comes with OpenID Connect. Its secrets are kept as digests. */
export interface Partner {
  /** Its client id, and what its orders are kept under. */
  readonly id: string
  readonly name: string
  /** Digest of the client secret; missing until it has registered. */
  readonly secret?: string
  /** Digest of the token by which it may register, as often as it likes. */
  readonly initialAccessToken?: string
  /** What it said of itself when it registered (OAuth 2.0 Dynamic Client Registration, client metadata). */
  readonly client: JsonObject
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
