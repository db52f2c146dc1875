import type { ClientMetadata, errors } from 'oidc-provider'

/** Properties of a client that name an address for the provider to fetch (OpenID Connect Registration, section 2). */
const FETCHED = [
  'backchannel_client_notification_endpoint', 'backchannel_logout_uri', 'jwks_uri', 'request_uris',
  'sector_identifier_uri', 'signed_jwks_uri'
]
const CLIENT_CREDENTIALS = 'client_credentials'

/** @returns whether a client has no secret, as an app in a browser has none. */
export const isPublic = (client: Readonly<Record<string, unknown>>): boolean =>
  client['token_endpoint_auth_method'] === 'none'

/**
 * Check the metadata of a registration before the library reads it. The server fetches no address that a client names,
 * and a client without a secret has no client credentials. A client may use every scope, and unknown scopes are no
 * reason to refuse it.
 * @param metadata - the metadata, which this completes
 * @param library - errors of the provider's library
 * @throws {InvalidClientMetadata} if the server cannot support a property
 * @see {@link https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata}
 */
export function checkRegistration (metadata: ClientMetadata, { InvalidClientMetadata }: typeof errors): void {
  const fetched = FETCHED.find((name) => metadata[name] !== undefined)
  if (fetched !== undefined) {
    throw new InvalidClientMetadata(`${fetched} is not supported: this server fetches no address that a client ` +
      `names. Register without ${fetched}.`)
  }
  delete metadata.scope
  if (!isPublic(metadata)) return
  const grants: unknown = metadata.grant_types ?? ['authorization_code', 'refresh_token']
  if (Array.isArray(grants) && grants.includes(CLIENT_CREDENTIALS)) {
    throw new InvalidClientMetadata(`grant_types has ${CLIENT_CREDENTIALS}, which needs a secret: remove it, or ` +
      'register with the token_endpoint_auth_method client_secret_basic or client_secret_post.')
  }
  Object.assign(metadata, { grant_types: grants })
}
