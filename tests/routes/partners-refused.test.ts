import { describe, expect, it } from 'vitest'
import { BASE, buildApp, type Simulator } from '../helpers/build-app.ts'
import { addPartner, asOwner, OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { SELLER_1, SHARED } from '../helpers/requests.ts'

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], ownerToken: OWNER_TOKEN })

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

/** Sends what has to be refused by one JSON-LD error, and without a trace. @returns status and type */
async function refused (simulator: Simulator, method: string, path: string, { headers = OWNER, body }: Given = {}): Promise<unknown[]> {
  const before = await simulator.state()
  const answer = await simulator.request(method, path, { headers: { ...headers, ...(body !== undefined && JSON_TYPE) }, ...(body !== undefined && { body }) })
  expect(answer.body).toEqual({
    '@context': 'https://openactive.io/', '@type': expect.any(String), statusCode: answer.status, name: expect.any(String), description: expect.stringMatching(/.\.$/), instance: `${BASE}${path.split('?')[0]}`
  })
  expect(await simulator.state()).toEqual(before)
  return [answer.status, answer.body['@type']]
}

it('a wrong token is told which way in there is', async () => {
  const simulator = await build()
  const { headers } = await simulator.request('GET', '/partners', { headers: { authorization: `Bearer ${OWNER_TOKEN}x` } })
  expect(headers['www-authenticate']).toBe('Bearer realm="Owner"')
})

describe.each(ROUTES)('%s %s', (method, path, body) => {
  const given = (headers: Record<string, string>): Given => ({ headers, ...(body !== undefined && { body }) })

  it('needs the owner\'s token', async () => {
    const simulator = await build()
    await addPartner(simulator)
    for (const headers of [{}, SHARED, { authorization: `Basic ${OWNER_TOKEN}` }, { 'x-api-key': OWNER_TOKEN }]) {
      expect(await refused(simulator, method, path, given(headers))).toEqual([403, 'UnauthenticatedError'])
    }
    for (const token of [`${OWNER_TOKEN}x`, OWNER_TOKEN.slice(0, -1), OWNER_TOKEN.toUpperCase()]) {
      expect(await refused(simulator, method, path, given({ authorization: `Bearer ${token}` }))).toEqual([401, 'InvalidAPITokenError'])
    }
  })

  it('is not there where there is no owner', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    expect(await refused(simulator, method, path, given(OWNER))).toEqual([404, 'UnknownOrIncorrectEndpointError'])
  })
})

describe('a request to add a booking partner', () => {
  it.each<[string, unknown]>([
    ['no body', undefined],
    ['broken JSON', '{"id":'],
    ['no object', '["rambler"]'],
    ['nothing', {}],
    ['an id that is no text', { id: 7 }],
    ['an empty id', { id: '' }],
    ['an id with a space', { id: 'the rambler' }],
    ['an id with a colon, which ends a user name', { id: 'the:rambler' }],
    ['an id with a slash', { id: '../rambler' }],
    ['an id that is too long', { id: 'r'.repeat(65) }],
    ['an empty name', { id: 'rambler', name: '' }],
    ['a name that is too long', { id: 'rambler', name: 'r'.repeat(201) }],
    ['a secret of its own', { id: 'rambler', password: 'mine' }],
    ['no address among its addresses', { id: 'rambler', redirectUris: [] }],
    ['one address alone', { id: 'rambler', redirectUris: 'https://rambler.example/cb' }],
    ['an address that is none', { id: 'rambler', redirectUris: ['https://rambler.example/cb', 'there'] }],
    ['an address that is a script', { id: 'rambler', redirectUris: ['javascript:alert(1)'] }],
    ['an address with a fragment', { id: 'rambler', redirectUris: ['https://rambler.example/cb#there'] }],
    ['an address with a port that there is not', { id: 'rambler', redirectUris: ['https://rambler.example:99999/cb'] }]
  ])('with %s is refused', async (_what, body) => {
    expect(await refused(await build(), 'POST', '/partners', { headers: { ...OWNER, ...JSON_TYPE }, body })).toEqual([400, 'OpenBookingError'])
  })

  it('is refused where it is a form', async () => {
    const simulator = await build()
    const before = await simulator.state()
    const { status, body } = await simulator.request('POST', '/partners', { headers: { ...OWNER, 'content-type': 'application/x-www-form-urlencoded' }, body: 'id=rambler' })
    expect([status, body['@type']]).toEqual([415, 'OpenBookingError'])
    expect(await simulator.state()).toEqual(before)
  })

  it.each(['rambler', 'booking-partner-1'])('is refused for %s, who is there already', async (id) => {
    const simulator = await build()
    await addPartner(simulator)
    expect(await refused(simulator, 'POST', '/partners', { body: { id } })).toEqual([409, 'OpenBookingError'])
  })
})

describe('a booking partner that there is not', () => {
  it.each([['POST', '/partners/nobody/secrets'], ['DELETE', '/partners/nobody'], ['DELETE', CONSENT.replace('rambler', 'nobody')]])('is not found: %s %s', async (method, path) => {
    expect(await refused(await build(), method, path)).toEqual([404, 'NotFoundError'])
  })

  it.each([['POST', '/partners/no%20body/secrets'], ['DELETE', '/partners/no%3Abody']])('can not be: %s %s', async (method, path) => {
    expect(await refused(await build(), method, path)).toEqual([400, 'OpenBookingError'])
  })
})

describe('a withdrawal', () => {
  it.each([
    ['of a seller that there is not', `?seller=${encodeURIComponent(`${SELLER_1}9`)}`, 404, 'NotFoundError'],
    ['of a seller that is somewhere else', '?seller=https://elsewhere.example/sellers/1', 404, 'NotFoundError'],
    ['of what was never agreed', `?seller=${encodeURIComponent(SELLER_1)}`, 404, 'NotFoundError'],
    ['of no seller', '', 400, 'OpenBookingError'],
    ['of a seller without an address', '?seller=first', 400, 'OpenBookingError']
  ])('%s is refused', async (_what, query, status, type) => {
    const simulator = await build()
    await addPartner(simulator)
    expect(await refused(simulator, 'DELETE', `/partners/rambler/consent${query}`)).toEqual([status, type])
  })
})

describe('a verb that a path does not have', () => {
  it.each([
    ['PUT', '/partners', 'GET, POST'],
    ['DELETE', '/partners', 'GET, POST'],
    ['GET', '/partners/rambler', 'DELETE'],
    ['GET', '/partners/rambler/secrets', 'POST'],
    ['POST', '/partners/rambler/consent', 'DELETE']
  ])('is refused with those that it has: %s %s', async (method, path, allow) => {
    const simulator = await build()
    expect(await refused(simulator, method, path)).toEqual([405, 'MethodNotAllowedError'])
    expect((await asOwner(simulator, method, path)).headers['allow']).toBe(allow)
  })
})
