import fp from 'fastify-plugin'
import type Provider from 'oidc-provider'
import { callerFor } from '../../domain/checks/parties.ts'
import type { ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import type { Caller } from '../../domain/records/environment.ts'
import { pages } from '../../routes/openid/pages.ts'
import { type SigningKeys, signingKeys } from './keys.ts'
import { createLogins, type Logins } from './logins.ts'
import { createProvider } from './provider.ts'

/** What a route needs to know of whoever holds an access token. */
export interface Wanted { readonly scope: string, readonly anySeller: boolean }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Scope that an access token must have; that of booking, unless something else is said. */
    scope?: typeof ORDERS_FEED_SCOPE
  }
  interface FastifyInstance {
    /** The OpenID Provider, null where it is switched off. */
    openId: {
      /** @returns the provider for the base URL as of now. */
      provider (): Promise<Provider>
      /** @returns who holds an access token. Throws a BookingError if nobody does, or for another scope. */
      callerOf (token: string, wanted: Wanted): Promise<Caller>
      readonly logins: Logins
      readonly pages: typeof pages
    } | null
  }
}

/** The OpenID Provider of this instance. Its library is loaded only where it is switched on. */
export default fp(async (app) => {
  const { options, rules, store, baseUrl, clock } = app.openBooking
  if (!options.auth.includes('openid')) {
    app.decorate('openId', null)
    return
  }
  const { default: Library } = await import('oidc-provider')
  /** One for each base URL: an issuer can't change. */
  const providers = new Map<string, Provider>()
  let signing: SigningKeys | undefined

  async function keys (): Promise<SigningKeys> {
    signing ??= await signingKeys(store)
    return signing
  }

  async function provider (): Promise<Provider> {
    const base = baseUrl()
    const known = providers.get(base)
    if (known !== undefined) return known
    const made = createProvider({ Library, base, rules, store, partners: app.partners, signing: await keys(), log: app.log })
    providers.set(base, made)
    return made
  }

  async function callerOf (token: string, { scope, anySeller }: Wanted): Promise<Caller> {
    const { AccessToken, ClientCredentials } = await provider()
    const found = await AccessToken.find(token) ?? await ClientCredentials.find(token)
    const partner = found?.clientId === undefined ? undefined : app.partners.get(found.clientId)?.id
    if (found === undefined || partner === undefined) throw new BookingError('InvalidAPITokenError', 'The access token is not valid.')
    if (!found.scopes.has(scope)) throw new BookingError('UnauthenticatedError', `The access token lacks the scope ${scope}.`)
    const seller = 'accountId' in found ? found.accountId : undefined
    return callerFor(partner, seller, { anySeller, problem: 'The access token is for no seller: a seller has to log in.' }, rules)
  }

  app.decorate('openId', { provider, callerOf, logins: createLogins({ options, rules, store, clock, keys }), pages })
  app.addHook('onReady', async () => { await keys() })
}, { name: 'open-booking-simulator-openid', dependencies: ['open-booking-simulator-core', 'open-booking-simulator-partners'] })
