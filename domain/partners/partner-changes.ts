import type { ConfiguredPartner } from '../../schemas/credentials.ts'
import { BookingError } from '../protocol/errors.ts'
import { canonical } from '../protocol/json.ts'
import type { Change } from '../records/change.ts'
import type { OpenIdRecord, Partner, Secret } from '../records/partner.ts'

type Digest = (text: string) => string

/** Where brokers that run on the same machine are sent back to after a login. */
const LOCAL_CALLBACK = 'http://localhost:3000/cb'

/** Makes a booking partner as it is described, with its secrets. */
export function newPartner ({ id, name = id, redirectUris = [LOCAL_CALLBACK], ...secrets }: ConfiguredPartner, digest: Digest): Partner {
  const client = { redirect_uris: redirectUris, grant_types: ['authorization_code', 'refresh_token', 'client_credentials'] }
  return { id, name, digests: digestsOf(secrets, digest), client }
}

function digestsOf (secrets: Partial<Record<Secret, string>>, digest: Digest): Partner['digests'] {
  return Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, digest(secret)]))
}

/**
 * What the configuration changes when it is read: partners that are new in it or described otherwise begin with what it says,
 * and those that are gone from it are revoked. All others stay as they became since.
 */
export function configuredPartners (stored: readonly Partner[], configured: readonly ConfiguredPartner[], digest: Digest): Partner[] {
  const known = new Map(stored.map((partner) => [partner.id, partner]))
  const described = configured.map((one) => ({ ...newPartner(one, digest), configuration: digest(canonical(one)) }))
  const isGone = ({ id, configuration }: Partner): boolean => configuration !== undefined && !described.some((one) => one.id === id)
  return [
    ...described.filter(({ id, configuration }) => known.get(id)?.configuration !== configuration),
    ...stored.filter(isGone).map(({ configuration: _gone, ...partner }) => revoked(partner))
  ]
}

const revoked = (partner: Partner): Partner => ({ ...partner, digests: {}, revoked: true })

/** @throws NotFoundError if there never was that partner */
export function requirePartner (partner: Partner | undefined): Partner {
  if (partner === undefined) throw new BookingError('NotFoundError', 'There is no such booking partner.')
  return partner
}

/** @throws OpenBookingError (409) if the id is taken: its orders are there, even of one that was revoked */
export function requireNoPartner (partner: Partner | undefined): void {
  if (partner !== undefined) throw new BookingError('OpenBookingError', 'There is a booking partner with this id already; its credentials can be rotated.', 409)
}

/** Gives a partner new secrets in place of all that it had, also after it was revoked. Its orders stay, and what sellers agree to. */
export function rotateSecrets ({ revoked: _revoked, ...partner }: Partner, secrets: Record<Secret, string>, digest: Digest): Partner {
  return { ...partner, digests: digestsOf(secrets, digest) }
}

/** @returns the change that keeps a partner. */
export const putPartner = (partner: Partner): Change => ({ kind: 'partner', id: partner.id, record: partner })

/**
 * Shuts a partner out.
 * @param granted - sessions, grants and tokens of it
 */
export function revokePartner (partner: Partner, granted: readonly OpenIdRecord[]): Change[] {
  return [putPartner(revoked(partner)), ...granted.map(dropOpenIdRecord)]
}

/**
 * Keeps a partner whose secrets are others now: what was given for those of before opens nothing any more. What sellers agreed to stays.
 * @param granted - sessions, grants and tokens of it
 */
export function renewPartner (partner: Partner, granted: readonly OpenIdRecord[]): Change[] {
  return [putPartner(partner), ...granted.filter(({ model }) => !LASTING.includes(model)).map(dropOpenIdRecord)]
}

/** What a booking partner can use only together with its secret of now. */
const LASTING = ['Grant', 'RefreshToken']

/** @returns the change by which the OpenID Provider forgets something. */
export const dropOpenIdRecord = ({ id }: OpenIdRecord): Change => ({ kind: 'openid', id, record: null })
