import { randomBytes } from 'node:crypto'
import type Provider from 'oidc-provider'
import type { AccountClaims, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Store } from '../../data/store.ts'
import { withBase } from '../../domain/listing.ts'
import type { Rules } from '../../domain/rules.ts'
import type { Seller } from '../../domain/state.ts'
import { adapterFor, clientIdFor, digestOf } from './adapter.ts'
import type { SigningKeys } from './keys.ts'
import { pages } from './pages.ts'

/** Scopes of the Open Booking API, and how long their tokens last (seconds). */
export const BOOKING_SCOPE = 'openactive-openbooking'
export const ORDERS_FEED_SCOPE = 'openactive-ordersfeed'
const IDENTITY_SCOPE = 'openactive-identity'
const MINUTE = 60
const DAY = 24 * 60 * MINUTE

/** Names of claims of OpenActive. */
const CLAIM = 'https://openactive.io/'
const SELLER_CLAIMS = ['sellerId', 'sellerName', 'sellerLogo', 'sellerUrl', 'bookingServiceName', 'bookingServiceUrl'].map((name) => CLAIM + name)

/** What a provider is made of. */
export interface ProviderParts {
  readonly Library: typeof Provider
  /** Base URL of the simulator, below which the provider is. */
  readonly base: string
  readonly rules: Rules
  readonly store: Store
  readonly signing: SigningKeys
}

/** Makes the OpenID Provider of an instance. */
export function createProvider ({ Library, base, rules, store, signing }: ProviderParts): Provider {
  const provider = new Library(`${base}/openid`, {
    adapter: adapterFor(store, () => Library.ctx),
    jwks: { keys: signing.keys as NonNullable<Configuration['jwks']>['keys'] },
    cookies: { keys: [signing.cookieSecret], long: { signed: true, sameSite: 'lax' }, short: { signed: true, sameSite: 'lax' } },
    scopes: ['openid', 'offline_access', 'profile', BOOKING_SCOPE, ORDERS_FEED_SCOPE, IDENTITY_SCOPE],
    claims: { openid: ['sub'], profile: ['name'], [IDENTITY_SCOPE]: SELLER_CLAIMS, [BOOKING_SCOPE]: SELLER_CLAIMS },
    // Brokers read who the seller is from the id_token.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientDefaults: { grant_types: ['authorization_code', 'refresh_token', 'client_credentials'], response_types: ['code'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      registration: {
        enabled: true,
        initialAccessToken: true,
        issueRegistrationAccessToken: false,
        idFactory: clientIdFor,
        secretFactory: () => randomBytes(32).toString('base64url'),
        // A client may use every scope; names that nobody knows are no reason to refuse it.
        policies: { 'any-scope': (_context, properties) => { delete properties.scope } }
      }
    },
    ttl: {
      AccessToken: 15 * MINUTE,
      // Where there is one seller, brokers book with this, and have nothing to renew it by.
      ClientCredentials: rules.sellers.length === 1 ? 2 * 60 * MINUTE : 15 * MINUTE,
      AuthorizationCode: MINUTE,
      IdToken: 15 * MINUTE,
      Interaction: 15 * MINUTE,
      Session: DAY,
      Grant: 365 * DAY,
      RefreshToken: 365 * DAY
    },
    // The same refresh token comes with every answer, so that two refreshes at once do not shut each other out.
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    findAccount: (_context, path) => accountOf(rules.sellers.find((seller) => seller.path === path), rules, base),
    loadExistingGrant: async (context) => await existingGrant(context, store),
    extraTokenClaims: (_context, token) => ({
      [`${CLAIM}clientId`]: token.clientId,
      ...('accountId' in token && { [`${CLAIM}sellerId`]: `${base}/${String(token.accountId)}` })
    }),
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html'
      context.body = pages.error(`${description ?? error}.`)
    },
    interactions: { url: (_context, { uid }) => `${base}/openid/interaction/${uid}` }
  })
  provider.proxy = true
  Object.assign(provider.Client.prototype, { compareClientSecret })
  return provider
}

/** Secrets are kept as digests. */
function compareClientSecret (this: { readonly clientSecret?: string }, given: string): boolean {
  return this.clientSecret === digestOf(given)
}

function accountOf (seller: Seller | undefined, rules: Rules, base: string) {
  if (seller === undefined) return undefined
  const { path, name, details } = seller
  const { logo, url } = withBase(details, base)
  const claims: AccountClaims = {
    sub: path,
    name,
    [`${CLAIM}sellerId`]: `${base}/${path}`,
    [`${CLAIM}sellerName`]: name,
    [`${CLAIM}sellerLogo`]: (logo as { readonly url: string }).url,
    [`${CLAIM}sellerUrl`]: url,
    [`${CLAIM}bookingServiceName`]: rules.bookingService['name'],
    [`${CLAIM}bookingServiceUrl`]: `${base}/openactive`
  }
  return { accountId: path, claims: () => claims }
}

/** What a seller has once agreed to is known in every session, not only in the one in which it was. */
async function existingGrant ({ oidc }: KoaContextWithOIDC, store: Store) {
  const { provider, result, session, client } = oidc
  const agreed = result?.consent?.grantId
  if (agreed !== undefined) return await provider.Grant.find(agreed)
  if (session?.accountId === undefined || client === undefined) return undefined
  const found = await store.transaction(async (tx) => await tx.list('openid', { model: 'Grant', accountId: session.accountId ?? '', clientId: client.clientId }))
  const id = found.at(-1)?.payload['jti']
  return typeof id === 'string' ? await provider.Grant.find(id) : undefined
}
