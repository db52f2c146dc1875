import fp from 'fastify-plugin'
import type Provider from 'oidc-provider'
import { BookingError } from '../domain/errors.ts'
import type { Caller } from '../domain/rules.ts'
import { attemptsId, countWrong, mustWait } from '../domain/throttle.ts'
import { LOCAL_CALLBACK, LOGINS, PARTNERS } from '../data/partners.ts'
import { digestOf, isSame } from './credentials.ts'
import { type SigningKeys, signingKeys } from './openid/keys.ts'
import { pages } from './openid/pages.ts'
import { createProvider } from './openid/provider.ts'

/** What a route needs to know of whoever holds an access token. */
export interface Wanted { readonly scope: string, readonly anySeller: boolean }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Scope that an access token must have; that of booking, unless something else is said. */
    scope?: 'openactive-ordersfeed'
  }
  interface FastifyInstance {
    /** The OpenID Provider, null where it is switched off. */
    openId: {
      /** @returns the provider for the base URL as of now. */
      provider (): Promise<Provider>
      /** @returns who holds an access token. Throws a BookingError if nobody does, or for another scope. */
      callerOf (token: string, wanted: Wanted): Promise<Caller>
      /** @returns the path of the seller whose login this is, undefined if it is nobody's, or after too many wrong passwords. */
      sellerOf (username: string, password: string, address: string): Promise<string | undefined>
      readonly pages: typeof pages
    } | null
  }
}

const CLIENT = { redirect_uris: [LOCAL_CALLBACK], grant_types: ['authorization_code', 'refresh_token', 'client_credentials'] }

/** The OpenID Provider of this instance. Its library is loaded only where it is switched on. */
export default fp(async (app) => {
  const { options, rules, store, baseUrl } = app.openBooking
  if (!options.auth.includes('openid')) {
    app.decorate('openId', null)
    return
  }
  const { default: Library } = await import('oidc-provider')
  /** One for each base URL: an issuer can't change. */
  const providers = new Map<string, Provider>()
  let signing: SigningKeys | undefined

  async function provider (): Promise<Provider> {
    const base = baseUrl()
    const known = providers.get(base)
    if (known !== undefined) return known
    signing ??= await signingKeys(store)
    const made = createProvider({ Library, base, rules, store, signing, log: app.log })
    providers.set(base, made)
    return made
  }

  async function callerOf (token: string, { scope, anySeller }: Wanted): Promise<Caller> {
    const { AccessToken, ClientCredentials } = await provider()
    const found = await AccessToken.find(token) ?? await ClientCredentials.find(token)
    if (found?.clientId === undefined) throw new BookingError('InvalidAPITokenError', 'The access token is not valid.')
    if (!found.scopes.has(scope)) throw new BookingError('UnauthenticatedError', `The access token lacks the scope ${scope}.`)
    const [only, ...others] = rules.sellers
    if ('accountId' in found && found.accountId !== undefined) return { partner: found.clientId, seller: found.accountId }
    if (only !== undefined && others.length === 0) return { partner: found.clientId, seller: only.path }
    if (anySeller) return { partner: found.clientId, seller: null }
    throw new BookingError('InvalidAuthorizationDetailsError', 'The access token is for no seller: a seller has to log in.')
  }

  async function sellerOf (username: string, password: string, address: string): Promise<string | undefined> {
    const right = LOGINS.map((login) => [isSame(username, login.username), isSame(password, login.password)].every(Boolean))
    const path = rules.sellers.find((_, index) => right[index] === true)?.path
    // Whoever guesses elsewhere shuts nobody out here.
    const id = attemptsId(digestOf(`${address} ${username}`))
    return await store.transaction(async (tx) => {
      const attempts = await tx.get('openid', id)
      if (mustWait(attempts, tx.now)) return undefined
      if (path === undefined) await tx.apply([countWrong(id, attempts, tx.now)])
      else if (attempts !== undefined) await tx.apply([{ kind: 'openid', id, record: null }])
      return path
    })
  }

  app.decorate('openId', { provider, callerOf, sellerOf, pages })
  app.addHook('onReady', async () => {
    signing = await signingKeys(store)
    await store.transaction(async (tx) => {
      for (const { id, name, secret, initialAccessToken } of PARTNERS) {
        if (await tx.get('partner', id) !== undefined) continue
        const digests = { ...(secret && { secret: digestOf(secret) }), ...(initialAccessToken && { initialAccessToken: digestOf(initialAccessToken) }) }
        await tx.apply([{ kind: 'partner', id, record: { id, name, ...digests, client: CLIENT } }])
      }
    })
  })
}, { name: 'open-booking-simulator-openid' })
