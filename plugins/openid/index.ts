import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger } from 'fastify'
import fp from 'fastify-plugin'
import type Provider from 'oidc-provider'
import { callerFor } from '../../domain/checks/parties.ts'
import type { ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import type { Caller } from '../../domain/records/environment.ts'
import type { Simulator } from '../../simulator/index.ts'
import { handOver } from './handover.ts'
import { type SigningKeys, signingKeys } from './keys.ts'
import { createLogins, type Logins } from './logins.ts'
import { pages } from './pages.ts'
import { createProvider } from './provider.ts'
import { createRecordLimits } from './record-limits.ts'

/** The demands of a route on an access token. */
export interface TokenDemands { readonly scope: string, readonly anySeller: boolean }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Scope that an access token must have; by default the scope of booking. */
    scope?: typeof ORDERS_FEED_SCOPE
  }
}

/** The OpenID Provider of a simulator. */
export interface OpenId {
  /** @returns the provider for the current base URL. */
  provider (): Promise<Provider>
  /**
   * Identify the holder of an access token.
   * @returns the caller, undefined if the token is unknown or expired
   * @throws {BookingError} if the token lacks the scope, or names no seller where one is necessary
   */
  callerOf (token: string, demands: TokenDemands): Promise<Caller | undefined>
  /** Let the library answer a request. */
  readonly handOver: typeof handOver
  /** End the session of a browser: the next login asks for a password. */
  endSession (request: IncomingMessage, response: ServerResponse): Promise<void>
  readonly logins: Logins
  readonly pages: typeof pages
}

/** The parts that the OpenID Providers of a process share. */
interface SharedParts {
  readonly library: typeof import('oidc-provider')
  readonly keys: () => Promise<SigningKeys>
  readonly log: FastifyBaseLogger
}

/**
 * Run an OpenID Provider for each simulator where OpenID is switched on; its library is loaded only then. All of them
 * sign with the keys of this process, which the default simulator stores.
 */
export default fp(async (app) => {
  const { options, simulator: keeper } = app.openBooking
  if (!options.auth.includes('openid')) return
  let signing: SigningKeys | undefined
  const keys = async (): Promise<SigningKeys> => (signing ??= await signingKeys(keeper))
  const parts: SharedParts = { library: await import('oidc-provider'), keys, log: app.log }
  const created = new WeakMap<Simulator, OpenId>()
  app.openBooking.openIdOf = (simulator) => {
    const openId = created.get(simulator) ?? createOpenId(simulator, parts)
    created.set(simulator, openId)
    return openId
  }
  app.addHook('onReady', async () => { await keys() })
}, { name: 'open-booking-simulator-openid', dependencies: ['open-booking-simulator-core'] })

function createOpenId (simulator: Simulator, { library, keys, log }: SharedParts): OpenId {
  const { rules, bookingPartners } = simulator
  /** One provider for each base URL: an issuer cannot change. */
  const providers = new Map<string, Provider>()
  const limits = createRecordLimits(simulator)

  async function provider (): Promise<Provider> {
    const base = simulator.baseUrl()
    const known = providers.get(base)
    if (known !== undefined) return known
    const created = createProvider({ library, base, simulator, limits, signing: await keys(), log })
    providers.set(base, created)
    return created
  }

  async function callerOf (token: string, { scope, anySeller }: TokenDemands): Promise<Caller | undefined> {
    const { AccessToken, ClientCredentials } = await provider()
    const found = await AccessToken.find(token) ?? await ClientCredentials.find(token)
    const partner = found?.clientId === undefined ? undefined : bookingPartners.get(found.clientId)?.id
    if (found === undefined || partner === undefined) return undefined
    if (!found.scopes.has(scope)) {
      throw new BookingError('UnauthenticatedError', `The access token lacks the scope ${scope}.`)
    }
    const seller = 'accountId' in found ? found.accountId : undefined
    const problem = 'The access token names no seller: it must come from the login of a seller.'
    return callerFor({ partner, seller, anySeller, problem }, rules)
  }

  async function endSession (request: IncomingMessage, response: ServerResponse): Promise<void> {
    const current = await provider()
    const session = await current.Session.get(current.createContext(request, response))
    await session.destroy()
  }

  return { provider, callerOf, handOver, endSession, logins: createLogins(simulator, keys), pages }
}
