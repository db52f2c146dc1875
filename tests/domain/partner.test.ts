import { describe, expect, it } from 'vitest'
import {
  configuredPartners, requireNoPartner, requirePartner, putPartner, newPartner, revokePartner, rotateSecrets
} from '../../domain/partners/partner-changes.ts'
import type { OpenIdRecord, Partner } from '../../domain/records/partner.ts'
import type { ConfiguredPartner } from '../../schemas/credentials.ts'

const digest = (text: string): string => `digest of ${text}`
const FRESH = { password: 'p2', key: 'k2', clientSecret: 'c2', initialAccessToken: 'i2' }
const DIGESTS = { password: 'digest of p2', key: 'digest of k2', clientSecret: 'digest of c2', initialAccessToken: 'digest of i2' }
const RAMBLER: ConfiguredPartner = { id: 'rambler', name: 'The Rambler', password: 'p1', key: 'k1' }
const STROLLER: ConfiguredPartner = { id: 'stroller', clientSecret: 'c1' }

/** Apply a configuration at a start and return the booking partners. */
function start (stored: readonly Partner[], configured: readonly ConfiguredPartner[]): Partner[] {
  const partners = new Map(stored.map((partner) => [partner.id, partner]))
  for (const partner of configuredPartners(stored, configured, digest)) partners.set(partner.id, partner)
  return [...partners.values()]
}

const idsOf = (partners: readonly Partner[]): string[] => partners.map(({ id }) => id)

describe('a new booking partner', () => {
  it('is stored with digests of its secrets and its OpenID Connect client', () => {
    expect(newPartner({ ...RAMBLER, redirectUris: ['https://rambler.example/cb'] }, digest)).toEqual({
      id: 'rambler', name: 'The Rambler', digests: { password: 'digest of p1', key: 'digest of k1' }, client: { redirect_uris: ['https://rambler.example/cb'], grant_types: ['authorization_code', 'refresh_token', 'client_credentials'] }
    })
  })

  it('has its id as name and a local redirect URI by default', () => {
    expect(newPartner({ id: 'stroller' }, digest)).toMatchObject({ name: 'stroller', digests: {}, client: { redirect_uris: ['http://localhost:3000/cb'] } })
  })
})

describe('a configuration', () => {
  it('creates all its booking partners at the first start', () => {
    const partners = start([], [RAMBLER, STROLLER])
    expect(partners).toMatchObject([newPartner(RAMBLER, digest), newPartner(STROLLER, digest)])
    expect(JSON.stringify(partners.map(({ configuration: _digest, ...partner }) => partner))).not.toMatch(/"[pkci]1"/)
  })

  it('changes nothing at the next start', () => {
    expect(configuredPartners(start([], [RAMBLER, STROLLER]), [RAMBLER, STROLLER], digest)).toEqual([])
  })

  it('changes nothing if only the order of properties differs', () => {
    const first = start([], [RAMBLER])
    expect(configuredPartners(first, [Object.fromEntries(Object.entries(RAMBLER).reverse()) as ConfiguredPartner], digest)).toEqual([])
  })

  it('keeps later changes of an unchanged booking partner', () => {
    const [rambler, stroller] = start([], [RAMBLER, STROLLER]) as [Partner, Partner]
    const changed = [rotateSecrets(rambler, FRESH, digest), { ...stroller, client: { client_name: 'Registered' } }]
    expect(start(changed, [RAMBLER, STROLLER])).toEqual(changed)
  })

  it.each<[string, ConfiguredPartner]>([
    ['another secret', { ...RAMBLER, password: 'p9' }],
    ['one secret fewer', { id: 'rambler', name: 'The Rambler', key: 'k1' }],
    ['another name', { ...RAMBLER, name: 'Rambler' }],
    ['other addresses', { ...RAMBLER, redirectUris: ['https://rambler.example/cb'] }]
  ])('with %s for a booking partner replaces later changes', (_what, described) => {
    const [rambler, stroller] = start([], [RAMBLER, STROLLER]) as [Partner, Partner]
    const changed = [rotateSecrets(rambler, FRESH, digest), stroller]
    expect(configuredPartners(changed, [described, STROLLER], digest)).toMatchObject([newPartner(described, digest)])
    expect(start(changed, [described, STROLLER])[0]?.digests).toEqual(newPartner(described, digest).digests)
  })

  it('revokes only booking partners that it no longer lists', () => {
    const added = newPartner({ id: 'walker', key: 'k3' }, digest)
    const before = [...start([], [RAMBLER, STROLLER]), added]
    const after = start(before, [STROLLER])
    expect(idsOf(configuredPartners(before, [STROLLER], digest))).toEqual(['rambler'])
    expect(after).toEqual([{ ...newPartner(RAMBLER, digest), digests: {}, revoked: true }, before[1], added])
    expect(configuredPartners(after, [STROLLER], digest)).toEqual([])
  })

  it('restores a booking partner that it lists again', () => {
    const gone = start(start([], [RAMBLER]), [])
    expect(start(gone, [RAMBLER])).toEqual(start([], [RAMBLER]))
  })

  it('does not restore a booking partner that the owner revoked unless its description changes', () => {
    const partners = start([], [RAMBLER]).map((partner) => ({ ...partner, digests: {}, revoked: true as const }))
    expect(start(partners, [RAMBLER])).toEqual(partners)
    expect(start(partners, [{ ...RAMBLER, key: 'k9' }])[0]).not.toHaveProperty('revoked')
  })

  it('replaces a booking partner that the owner added', () => {
    const added = rotateSecrets(newPartner({ id: 'rambler' }, digest), FRESH, digest)
    expect(start([added], [RAMBLER])).toEqual(start([], [RAMBLER]))
  })
})

describe('a rotation', () => {
  it('replaces all secrets and nothing else', () => {
    const [rambler] = start([], [RAMBLER]) as [Partner]
    expect(rotateSecrets(rambler, FRESH, digest)).toEqual({ ...rambler, digests: DIGESTS })
  })

  it('restores a revoked booking partner', () => {
    const rotated = rotateSecrets({ ...newPartner(RAMBLER, digest), digests: {}, revoked: true }, FRESH, digest)
    expect(rotated).toEqual({ ...newPartner(RAMBLER, digest), digests: DIGESTS })
  })
})

describe('a revocation', () => {
  const granted: OpenIdRecord[] = ['Grant 1', 'AccessToken 2'].map((id) => ({ id, model: id.split(' ')[0] ?? '', payload: {}, clientId: 'rambler' }))

  it('removes all secrets and grants, and keeps the booking partner', () => {
    const rambler = newPartner(RAMBLER, digest)
    expect(revokePartner(rambler, granted)).toEqual([
      { kind: 'partner', id: 'rambler', record: { ...rambler, digests: {}, revoked: true } },
      { kind: 'openid', id: 'Grant 1', record: null },
      { kind: 'openid', id: 'AccessToken 2', record: null }
    ])
  })
})

describe('an id', () => {
  const rambler = newPartner(RAMBLER, digest)

  it('of no booking partner is not found', () => {
    expect(requirePartner(rambler)).toBe(rambler)
    expect(() => requirePartner(undefined)).toThrow(expect.objectContaining({ type: 'NotFoundError', status: 404 }))
  })

  it('cannot be used twice', () => {
    expect(() => requireNoPartner(undefined)).not.toThrow()
    for (const partner of [rambler, { ...rambler, revoked: true as const }]) {
      expect(() => requireNoPartner(partner)).toThrow(expect.objectContaining({ type: 'OpenBookingError', status: 409 }))
    }
  })

  it('is the key of a booking partner', () => {
    expect(putPartner(rambler)).toEqual({ kind: 'partner', id: 'rambler', record: rambler })
  })
})
