import { describe, expect, it } from 'vitest'
import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { BASE, buildApp, shareApp, type Simulator } from '../helpers/build-app.ts'
import { addPartner, asOwner, OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { SELLER_1, SHARED } from '../helpers/requests.ts'

const OPTIONS = { types: ['ScheduledSession'], ownerToken: OWNER_TOKEN } satisfies OpenBookingSimulatorOptions
const build = async (): Promise<Simulator> => await buildApp(OPTIONS)
const shared = shareApp(OPTIONS)

const CONSENT = `/partners/rambler/consent?seller=${encodeURIComponent(SELLER_1)}`
const ROUTES = [
  ['GET', '/partners', undefined],
  ['POST', '/partners', { id: 'stroller' }],
  ['POST', '/partners/rambler/secrets', undefined],
  ['DELETE', '/partners/rambler', undefined],
  ['DELETE', CONSENT, undefined]
] as const
const JSON_TYPE = { 'content-type': 'application/json' }

interface Given { readonly headers?: Record<string, string>, readonly body?: unknown }

/** Expect that a request is refused with a JSON-LD error and changes nothing. @returns status and type */
async function refused (simulator: Simulator, method: string, path: string, { headers = OWNER, body }: Given = {}): Promise<unknown[]> {
  const before = await simulator.state()
  const answer = await simulator.request(method, path, { headers: { ...headers, ...(body !== undefined && JSON_TYPE) }, ...(body !== undefined && { body }) })
  expect(answer.body).toEqual({
    '@context': 'https://openactive.io/', '@type': expect.any(String), statusCode: answer.status, name: expect.any(String), description: expect.stringMatching(/.\.$/), instance: `${BASE}${path.split('?')[0]}`, requestId: expect.any(String)
  })
  expect(await simulator.state()).toEqual(before)
  return [answer.status, answer.body['@type']]
}

it('the refusal of a wrong token names the scheme in WWW-Authenticate', async () => {
  const simulator = await build()
  const { headers } = await simulator.request('GET', '/partners', { headers: { authorization: `Bearer ${OWNER_TOKEN}x` } })
  expect(headers['www-authenticate']).toBe('Bearer realm="Owner"')
})

describe.each(ROUTES)('%s %s', (method, path, body) => {
  const given = (headers: Record<string, string>): Given => ({ headers, ...(body !== undefined && { body }) })

  it('requires the owner token', async () => {
    const simulator = await build()
    await addPartner(simulator)
    for (const headers of [{}, SHARED, { authorization: `Basic ${OWNER_TOKEN}` }, { 'x-api-key': OWNER_TOKEN }]) {
      expect(await refused(simulator, method, path, given(headers))).toEqual([403, 'UnauthenticatedError'])
    }
    for (const token of [`${OWNER_TOKEN}x`, OWNER_TOKEN.slice(0, -1), OWNER_TOKEN.toUpperCase()]) {
      expect(await refused(simulator, method, path, given({ authorization: `Bearer ${token}` }))).toEqual([401, 'InvalidAPITokenError'])
    }
  })

  it('is unknown without an owner token', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    expect(await refused(simulator, method, path, given(OWNER))).toEqual([404, 'UnknownOrIncorrectEndpointError'])
  })
})

describe('a request to add a booking partner', () => {
  it.each<[string, unknown]>([
    ['no body', undefined],
    ['broken JSON', '{"id":'],
    ['an array', '["rambler"]'],
    ['an empty object', {}],
    ['a numeric id', { id: 7 }],
    ['an empty id', { id: '' }],
    ['an id with a space', { id: 'the rambler' }],
    ['an id with a colon, which ends a Basic user name', { id: 'the:rambler' }],
    ['an id with a slash', { id: '../rambler' }],
    ['an id beyond 64 characters', { id: 'r'.repeat(65) }],
    ['an empty name', { id: 'rambler', name: '' }],
    ['a name beyond 200 characters', { id: 'rambler', name: 'r'.repeat(201) }],
    ['a chosen secret', { id: 'rambler', password: 'mine' }],
    ['an empty list of redirect URIs', { id: 'rambler', redirectUris: [] }],
    ['a redirect URI outside a list', { id: 'rambler', redirectUris: 'https://rambler.example/cb' }],
    ['an invalid redirect URI', { id: 'rambler', redirectUris: ['https://rambler.example/cb', 'there'] }],
    ['a javascript: redirect URI', { id: 'rambler', redirectUris: ['javascript:alert(1)'] }],
    ['a redirect URI with a fragment', { id: 'rambler', redirectUris: ['https://rambler.example/cb#there'] }],
    ['a redirect URI with an impossible port', { id: 'rambler', redirectUris: ['https://rambler.example:99999/cb'] }]
  ])('with %s is refused', async (_situation, body) => {
    expect(await refused(await shared(), 'POST', '/partners', { headers: { ...OWNER, ...JSON_TYPE }, body })).toEqual([400, 'OpenBookingError'])
  })

  it('as form data is refused with 415', async () => {
    const simulator = await shared()
    const before = await simulator.state()
    const { status, body } = await simulator.request('POST', '/partners', { headers: { ...OWNER, 'content-type': 'application/x-www-form-urlencoded' }, body: 'id=rambler' })
    expect([status, body['@type']]).toEqual([415, 'OpenBookingError'])
    expect(await simulator.state()).toEqual(before)
  })

  it.each(['rambler', 'booking-partner-1'])('is refused with 409 for the existing id %s', async (id) => {
    const simulator = await build()
    await addPartner(simulator)
    expect(await refused(simulator, 'POST', '/partners', { body: { id } })).toEqual([409, 'OpenBookingError'])
  })
})

describe('an unknown booking partner', () => {
  it.each([
    ['POST', '/partners/nobody/secrets'], ['DELETE', '/partners/nobody'],
    ['DELETE', CONSENT.replace('rambler', 'nobody')]
  ])('is answered with NotFoundError: %s %s', async (method, path) => {
    expect(await refused(await shared(), method, path)).toEqual([404, 'NotFoundError'])
  })

  it.each([
    ['POST', '/partners/no%20body/secrets'], ['DELETE', '/partners/no%3Abody']
  ])('with an invalid id is answered with 400: %s %s', async (method, path) => {
    expect(await refused(await shared(), method, path)).toEqual([400, 'OpenBookingError'])
  })
})

describe('a withdrawal of consent', () => {
  it.each([
    ['for an unknown seller', `?seller=${encodeURIComponent(`${SELLER_1}9`)}`, 404, 'NotFoundError'],
    ['for a seller of another system', '?seller=https://elsewhere.example/sellers/1', 404, 'NotFoundError'],
    ['for consent never given', `?seller=${encodeURIComponent(SELLER_1)}`, 404, 'NotFoundError'],
    ['without a seller', '', 400, 'OpenBookingError'],
    ['for a seller that is not a URL', '?seller=first', 400, 'OpenBookingError']
  ])('%s is refused', async (_situation, query, status, type) => {
    const simulator = await build()
    await addPartner(simulator)
    expect(await refused(simulator, 'DELETE', `/partners/rambler/consent${query}`)).toEqual([status, type])
  })
})

describe('an unsupported verb', () => {
  it.each([
    ['PUT', '/partners', 'GET, HEAD, POST, OPTIONS'],
    ['DELETE', '/partners', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/partners/rambler', 'DELETE, OPTIONS'],
    ['GET', '/partners/rambler/secrets', 'POST, OPTIONS'],
    ['POST', '/partners/rambler/consent', 'DELETE, OPTIONS']
  ])('is refused with the allowed verbs: %s %s', async (method, path, allow) => {
    const simulator = await shared()
    expect(await refused(simulator, method, path)).toEqual([405, 'MethodNotAllowedError'])
    expect((await asOwner(simulator, method, path)).headers['allow']).toBe(allow)
  })
})
