import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { type Answered, BASE, buildApp, openApp, type Simulator } from '../helpers/build-app.ts'
import { bearer, TOKEN_1 } from '../helpers/openid.ts'
import { basic, OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { newUuid, PARTNER_1, SELLER_1, SHARED } from '../helpers/requests.ts'

type Headers = Record<string, string>
interface Sent { readonly method: string, readonly path: string, readonly headers?: Headers, readonly body?: string }

const LIMIT = 30
const ORDER = `/api/openbooking/orders/${newUuid()}`
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const get = (headers: Headers, path = ORDER): Sent => ({ method: 'GET', path, headers })
const post = (path: string, body: Headers | string, headers: Headers = {}): Sent =>
  ({ method: 'POST', path, headers: { ...FORM, ...headers }, body: typeof body === 'string' ? body : new URLSearchParams(body).toString() })

const OPTIONS: OpenBookingSimulatorOptions = { types: ['ScheduledSession', 'Event'], auth: ['basic', 'key', 'header', 'openid'], ownerToken: OWNER_TOKEN }
const build = async (options: OpenBookingSimulatorOptions): Promise<Simulator> => await buildApp({ ...OPTIONS, ...options })

const send = async (simulator: Simulator, { method, path, headers, body }: Sent): Promise<Answered> =>
  await simulator.request(method, path, { ...(headers && { headers }), ...(body !== undefined && { body }) })

async function times (count: number, simulator: Simulator, sent: Sent): Promise<Set<number>> {
  const statuses = new Set<number>()
  for (let number = 0; number < count; number++) statuses.add((await send(simulator, sent)).status)
  return statuses
}

const TOKEN = { grant_type: 'client_credentials', scope: 'openactive-ordersfeed' }
const code = { grant_type: 'authorization_code', code: 'guess', redirect_uri: 'http://localhost:3000/cb', code_verifier: 'x'.repeat(43) }
const KINDS: ReadonlyArray<readonly [kind: string, wrong: Sent, right: Sent, refused: number, admitted: number]> = [
  ['a password', get(basic('openactive', 'guess')), get(SHARED), 401, 404],
  ['a key', get({ 'x-api-key': 'guess' }), get({ 'x-api-key': 'rr4nlnyhi3tdoonxfysi' }), 401, 404],
  ['an access token', get(bearer('guess')), get(SHARED), 401, 404],
  ['a client id in headers', get({ 'x-openactive-test-client-id': 'guess' }), get(PARTNER_1), 401, 404],
  ['a seller id in headers', get({ ...PARTNER_1, 'x-openactive-test-seller-id': `${SELLER_1}9` }), get(PARTNER_1), 401, 404],
  ['the older API', get(basic('openactive', 'guess'), '/orders'), get(SHARED, '/orders'), 401, 200],
  ['the owner', get(bearer('guess'), '/partners'), get(OWNER, '/partners'), 401, 200],
  ['a client secret', post('/openid/token', TOKEN, basic('clientid_800', 'guess')), post('/openid/token', TOKEN, basic('clientid_800', 'secret')), 401, 200],
  ['a client secret in the form', post('/openid/token', { ...TOKEN, client_id: 'clientid_800', client_secret: 'guess' }), post('/openid/token', { ...TOKEN, client_id: 'clientid_800', client_secret: 'secret' }), 401, 200],
  ['a code', post('/openid/token', code, basic('clientid_800', 'secret')), post('/openid/token', TOKEN, basic('clientid_800', 'secret')), 400, 200],
  ['a refresh token', post('/openid/token', { grant_type: 'refresh_token', refresh_token: 'guess' }, basic('clientid_800', 'secret')), post('/openid/token', TOKEN, basic('clientid_800', 'secret')), 400, 200],
  ['an initial access token', post('/openid/reg', '{}', { ...bearer('guess'), 'content-type': 'application/json' }), post('/openid/reg', '{"redirect_uris":["http://localhost:3000/cb"]}', { ...bearer(TOKEN_1), 'content-type': 'application/json' }), 401, 201],
  ['a token of a seller', get(bearer('guess'), '/openid/me'), get(SHARED), 401, 404],
  ['a login', post('/openid/access', { username: 'test1', password: 'guess' }), post('/openid/access', { username: 'test1', password: 'test1' }), 401, 200],
  ['a ticket', post('/openid/access', { ticket: 'guess', broker: 'x' }), post('/openid/access', { username: 'test1', password: 'test1' }), 401, 200]
]

describe('by default', () => {
  let simulator: Simulator
  beforeAll(async () => { simulator = await openApp(OPTIONS) })
  afterAll(async () => { await simulator.app.close() })

  it.each(KINDS)('30 failures of %s in a minute are refused as ever, then with 429 until the minute ends; the right one always passes', async (_kind, wrong, right, refused, admitted) => {
    // The failures of the test before are over.
    simulator.clock.advance(2)
    expect(await times(LIMIT, simulator, wrong)).toEqual(new Set([refused]))
    simulator.clock.advance(0.5)
    const next = await send(simulator, wrong)
    expect([next.status, next.headers['retry-after']], next.text).toEqual([429, '30'])
    expect(next.text).toMatch(/wrong credentials|Too many requests/i)
    expect((await send(simulator, right)).status).toBe(admitted)
    simulator.clock.advance(0.5)
    expect((await send(simulator, wrong)).status).toBe(refused)
  })
})

it('the refusal is a TooManyRequestsError with the time to wait', async () => {
  const simulator = await build({ failureLimit: 1 })
  await send(simulator, get({ 'x-api-key': 'guess' }))
  expect((await send(simulator, get({ 'x-api-key': 'guess' }))).body).toMatchObject({
    '@type': 'TooManyRequestsError', statusCode: 429, description: expect.stringMatching(/Wait 60 s .* correct credentials work at once/)
  })
})

it('failures are counted by identity and by address', async () => {
  const simulator = await build({ failureLimit: 2 })
  expect(await times(2, simulator, get(basic('openactive', 'guess')))).toEqual(new Set([401]))
  expect((await send(simulator, get(basic('openactive', 'guess')))).status).toBe(429)
  expect((await send(simulator, get(basic('someone', 'guess')))).status).toBe(401)
  const elsewhere = { url: new URL(`${BASE}${ORDER}`).pathname, headers: basic('openactive', 'guess'), remoteAddress: '192.0.2.9' }
  expect((await simulator.app.inject(elsewhere)).statusCode).toBe(401)
})

it('missing credentials, a wrong scope and a seller of another token are no failures', async () => {
  const simulator = await build({ failureLimit: 1 })
  const { body } = await send(simulator, post('/openid/token', TOKEN, basic('clientid_800', 'secret')))
  expect(await times(5, simulator, get({}))).toEqual(new Set([403]))
  expect(await times(5, simulator, get(bearer(body.access_token)))).toEqual(new Set([403]))
  expect(await times(5, simulator, get({}, '/openid/me'))).toEqual(new Set([401]))
})

it('a limit of 0 refuses none', async () => {
  const simulator = await build({ failureLimit: 0 })
  expect(await times(LIMIT * 3, simulator, get({ 'x-api-key': 'guess' }))).toEqual(new Set([401]))
})
