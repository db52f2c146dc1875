import type { ConfiguredPartner } from '../../schemas/credentials.ts'
import { BookingError } from '../protocol/errors.ts'
import { canonical } from '../protocol/json.ts'
import type { Change } from '../records/change.ts'
import type { OpenIdRecord, Partner, Secret } from '../records/partner.ts'

type Digest = (text: string) => string

/** Default redirect URI, for brokers that run on the same machine. */
const LOCAL_CALLBACK = 'http://localhost:3000/cb'

const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials']

/**
 * Make a booking partner of its configuration.
 * @param configured - id, name, redirect URIs and secrets
 * @param digest - digest of a secret
 * @returns the booking partner
 */
export function newPartner (configured: ConfiguredPartner, digest: Digest): Partner {
  const { id, name = id, redirectUris = [LOCAL_CALLBACK], ...secrets } = configured
  const client = { redirect_uris: redirectUris, grant_types: GRANT_TYPES }
  return { id, name, digests: digestsOf(secrets, digest), client }
}

function digestsOf (secrets: Partial<Record<Secret, string>>, digest: Digest): Partner['digests'] {
  return Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, digest(secret)]))
}

/**
 * Compare the stored booking partners with the configuration. A new or changed entry replaces its booking partner, and
 * a removed entry revokes it. All others keep their state.
 * @param stored - all booking partners
 * @param configured - entries of the configuration
 * @param digest - digest of a text
 * @returns the booking partners that change
 */
export function configuredPartners (
  stored: readonly Partner[], configured: readonly ConfiguredPartner[], digest: Digest
): Partner[] {
  const storedById = new Map(stored.map((partner) => [partner.id, partner]))
  const configuredIds = new Set(configured.map(({ id }) => id))
  const entries = configured.map((entry) =>
    ({ ...newPartner(entry, digest), configuration: digest(canonical(entry)) }))
  const removed = stored.filter(({ id, configuration }) => configuration !== undefined && !configuredIds.has(id))
  return [
    ...entries.filter(({ id, configuration }) => storedById.get(id)?.configuration !== configuration),
    ...removed.map(({ configuration: _configuration, ...partner }) => withoutSecrets(partner))
  ]
}

function withoutSecrets (partner: Partner): Partner {
  return { ...partner, digests: {}, revoked: true }
}

/**
 * Require a booking partner, also a revoked one.
 * @param partner - the stored booking partner, if any
 * @returns the booking partner
 * @throws {NotFoundError} if there is none
 */
export function requirePartner (partner: Partner | undefined): Partner {
  if (partner === undefined) throw new BookingError('NotFoundError', 'There is no booking partner with this id.')
  return partner
}

/**
 * Require an unused id. A revoked booking partner uses its id, too: it keeps its orders.
 * @param partner - the stored booking partner, if any
 * @throws {OpenBookingError} with status 409 if there is one
 */
export function requireNoPartner (partner: Partner | undefined): void {
  if (partner === undefined) return
  throw new BookingError('OpenBookingError',
    'A booking partner with this id already exists. Choose another id, or rotate its credentials.', 409)
}

/**
 * Replace all secrets of a booking partner, also of a revoked one. Its orders and the consent of sellers stay.
 * @param partner - the booking partner
 * @param secrets - its new secrets
 * @param digest - digest of a secret
 * @returns the booking partner
 */
export function rotateSecrets (
  { revoked: _revoked, ...partner }: Partner, secrets: Record<Secret, string>, digest: Digest
): Partner {
  return { ...partner, digests: digestsOf(secrets, digest) }
}

/**
 * Store a booking partner.
 * @param partner - the booking partner
 * @returns the change
 */
export function putPartner (partner: Partner): Change {
  return { kind: 'partner', id: partner.id, record: partner }
}

/**
 * Revoke a booking partner: delete its secrets, sessions, grants and tokens.
 * @param partner - the booking partner
 * @param granted - its sessions, grants and tokens
 * @returns the changes
 */
export function revokePartner (partner: Partner, granted: readonly OpenIdRecord[]): Change[] {
  return [putPartner(withoutSecrets(partner)), ...granted.map(dropOpenIdRecord)]
}

/**
 * Store a booking partner with new secrets and delete the sessions and tokens that the former secrets opened. The
 * consent of sellers stays.
 * @param partner - the booking partner
 * @param granted - its sessions, grants and tokens
 * @returns the changes
 */
export function renewPartner (partner: Partner, granted: readonly OpenIdRecord[]): Change[] {
  const opened = granted.filter(({ model }) => !BOUND_TO_SECRET.includes(model))
  return [putPartner(partner), ...opened.map(dropOpenIdRecord)]
}

/** Models whose records are useless without the current secret of the booking partner. */
const BOUND_TO_SECRET = ['Consent', 'Grant', 'RefreshToken']

/**
 * Delete a record of the OpenID Provider.
 * @param record - the record
 * @returns the change
 */
export function dropOpenIdRecord ({ id }: OpenIdRecord): Change {
  return { kind: 'openid', id, record: null }
}
