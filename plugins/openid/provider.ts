import type { FastifyBaseLogger } from 'fastify'
import type Provider from 'oidc-provider'
import type { AccountClaims, Configuration } from 'oidc-provider'
import { BOOKING_SCOPE, IDENTITY_SCOPE, ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import { siteUrl } from '../../domain/protocol/ids.ts'
import { onlySeller, type Seller, sellerByPath } from '../../domain/records/seller.ts'
import { withBase } from '../../domain/rendering/base-url-in.ts'
import { matchesDigest, newSecret } from '../../simulator/credentials.ts'
import type { Simulator } from '../../simulator/index.ts'
import { adapterFor, clientIdFor } from './adapter.ts'
import { grantOfLogin, loginPolicy } from './grants.ts'
import { allowsOrigin, completeAnswers } from './handover.ts'
import type { SigningKeys } from './keys.ts'
import { errorPage } from './pages.ts'
import type { RecordLimits } from './record-limits.ts'
import { checkRegistration } from './registration.ts'
import { unknownClient } from './unknown-client.ts'
import { pageHeaders } from '../pages/page-headers.ts'

/** Lifetimes (seconds). */
const MINUTE = 60
const DAY = 24 * 60 * MINUTE

/** Namespace of the claims of OpenActive. */
const CLAIM = 'https://openactive.io/'
const SELLER_CLAIMS = [
  'sellerId', 'sellerName', 'sellerLogo', 'sellerUrl', 'bookingServiceName', 'bookingServiceUrl'
].map((name) => CLAIM + name)

/** The parts of a provider. */
export interface ProviderParts {
  readonly library: typeof import('oidc-provider')
  /** Base URL of the simulator, below which the provider is. */
  readonly base: string
  readonly simulator: Simulator
  readonly limits: RecordLimits
  readonly signing: SigningKeys
  readonly log: FastifyBaseLogger
}

/** Create the OpenID Provider of a simulator. */
export function createProvider ({ library, base, simulator, limits, signing, log }: ProviderParts): Provider {
  const { default: Library, errors, interactionPolicy } = library
  const { rules } = simulator
  const { port, pathname: path } = new URL(`${base}/openid`)
  const provider = new Library(`${base}/openid`, {
    adapter: adapterFor(simulator, limits, () => Library.ctx),
    jwks: { keys: signing.keys as NonNullable<Configuration['jwks']>['keys'] },
    cookies: cookieSettings(port, path, signing),
    scopes: ['openid', 'offline_access', 'profile', BOOKING_SCOPE, ORDERS_FEED_SCOPE, IDENTITY_SCOPE],
    claims: { openid: ['sub'], profile: ['name'], [IDENTITY_SCOPE]: SELLER_CLAIMS, [BOOKING_SCOPE]: SELLER_CLAIMS },
    // Brokers read who the seller is from the id_token.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'], response_types: ['code']
    },
    // Secrets are kept as digests, by which nothing can be signed.
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clientBasedCORS: (_context, origin, client) => allowsOrigin(origin, client),
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      // Pushed requests would hide from us what is asked for.
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      registration: {
        enabled: true,
        initialAccessToken: true,
        issueRegistrationAccessToken: false,
        idFactory: clientIdFor,
        secretFactory: newSecret,
        policies: { partner: (_context, properties) => { checkRegistration(properties, errors) } }
      }
    },
    ttl: {
      AccessToken: 15 * MINUTE,
      // Where there is one seller, brokers book with this, and have nothing to renew it by.
      ClientCredentials: onlySeller(rules) === undefined ? 15 * MINUTE : 2 * 60 * MINUTE,
      AuthorizationCode: MINUTE,
      IdToken: 15 * MINUTE,
      Interaction: 15 * MINUTE,
      Session: DAY,
      // Without a refresh token, a grant need not outlive the code and its access token.
      Grant: (_context, grant) => offersRefresh(grant.getOIDCScope()) ? 365 * DAY : 30 * MINUTE,
      RefreshToken: 365 * DAY
    },
    // The same refresh token comes with every answer, so that two refreshes at once do not shut each other out.
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    findAccount: (_context, path) => accountOf(sellerByPath(rules, path), simulator, base),
    // Registration refuses what would need one.
    fetch: async () => { throw new Error('The OpenID Provider fetches no address') },
    loadExistingGrant: async (context) => await grantOfLogin(context, simulator),
    renderError: (context, { error, error_description: description }) => {
      const unknown = error === 'invalid_client' ? unknownClient(context, simulator) : undefined
      const page = errorPage(unknown ?? `${description ?? error}.`)
      context.set(pageHeaders(page, [base]))
      context.type = 'html'
      context.body = page
    },
    interactions: {
      policy: loginPolicy(interactionPolicy), url: (_context, { uid }) => `${base}/openid/interaction/${uid}`
    }
  })
  provider.proxy = true
  completeAnswers(provider)
  provider.on('server_error', (_context, error) => { log.error({ err: error }, 'the OpenID Provider failed') })
  Object.assign(provider.Client.prototype, { compareClientSecret })
  return provider
}

const offersRefresh = (scope: string): boolean => scope.split(' ').includes('offline_access')

/** Secrets are kept as digests. */
function compareClientSecret (this: { readonly clientSecret?: string }, given: string): boolean {
  return matchesDigest(given, this.clientSecret)
}

/** Ports of a host share cookies, so each simulator has names of its own, and no other app of the host gets them. */
function cookieSettings (
  port: string, path: string, { cookieSecret }: SigningKeys
): NonNullable<Configuration['cookies']> {
  return {
    keys: [cookieSecret],
    names: {
      session: `openid-session-${port}`, interaction: `openid-login-${port}`, resume: `openid-resume-${port}`
    },
    long: { signed: true, sameSite: 'lax', path },
    short: { signed: true, sameSite: 'lax' }
  }
}

function accountOf (seller: Seller | undefined, { rules }: Simulator, base: string) {
  if (seller === undefined) return undefined
  const { path, name, details } = seller
  const { logo, url } = withBase(details, base)
  const site = siteUrl(base)
  const claims: AccountClaims = {
    sub: path,
    name,
    [`${CLAIM}sellerId`]: `${base}/${path}`,
    [`${CLAIM}sellerName`]: name,
    // The least that is said of a seller has neither.
    [`${CLAIM}sellerLogo`]: (logo as { readonly url: string } | undefined)?.url ?? `${site}/logo.svg`,
    [`${CLAIM}sellerUrl`]: url ?? site,
    [`${CLAIM}bookingServiceName`]: rules.bookingService['name'],
    [`${CLAIM}bookingServiceUrl`]: site
  }
  return { accountId: path, claims: () => claims }
}
