import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../../schemas/simulator-options.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import {
  build, call, CANCELLATION, errorOf, MOUNTS, orderBody, paid, paymentOf, placed, post, refusal, show
} from '../../helpers/classic.ts'
import { authorize, bearer, register } from '../../helpers/openid.ts'
import { asClient, newUuid, SELLER_1, SHARED } from '../../helpers/requests.ts'

const basic = (text: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
const RIGHT_BASIC = basic('openactive:UsingDataToHelpPeopleGetActive')

/** Every call except the welcome: method, path, body. */
const CALLS: ReadonlyArray<readonly [method: string, path: string, body?: unknown]> = [
  ['GET', '/events/1234'],
  ['GET', '/events/unknown'],
  ['GET', '/offers/12341'],
  ['GET', '/orders'],
  ['POST', '/orders', orderBody()],
  ['POST', '/orders', '{"broken'],
  ['GET', `/orders/${newUuid()}`],
  ['PATCH', `/orders/${newUuid()}`, paymentOf(9.99)],
  ['PATCH', `/orders/${newUuid()}`, CANCELLATION],
  ['DELETE', `/orders/${newUuid()}`]
]
const EVERYWHERE = MOUNTS.flatMap((mount) => CALLS.map(([method, path, body]) => [method, `${mount}${path}`, body] as const))

describe('credentials', () => {
  let simulator: Simulator
  beforeAll(async () => { simulator = await openApp({ types: ['Event'], failureLimit: 0 }) })
  afterAll(async () => { await simulator.app.close() })

  it.each<[situation: string, headers: Record<string, string>, status: number, error: string]>([
    ['none', {}, 403, 'unauthenticated'],
    ['a wrong password', basic('openactive:wrong'), 401, 'invalid_authorization_details'],
    ['no password', basic('openactive'), 401, 'invalid_authorization_details'],
    ['a wrong user name', basic('someone:UsingDataToHelpPeopleGetActive'), 401, 'invalid_authorization_details'],
    ['a user without a password', basic('booking-partner-1:'), 401, 'invalid_authorization_details'],
    ['the user name __proto__', basic('__proto__:x'), 401, 'invalid_authorization_details'],
    ['a broken Authorization header', { authorization: 'Basic' }, 401, 'invalid_authorization_details'],
    ['a wrong password beside the right key', { ...basic('openactive:wrong'), ...SHARED }, 401, 'invalid_authorization_details'],
    ['a wrong key', { 'x-api-key': 'wrong' }, 401, 'invalid_api_token_provided'],
    ['an empty key', { 'x-api-key': '' }, 401, 'invalid_api_token_provided'],
    ['a made-up token', { authorization: 'Bearer x' }, 401, 'invalid_api_token_provided'],
    ['headers for one seller', asClient('booking-partner-1', SELLER_1), 403, 'unauthenticated']
  ])('are refused by every call: %s', async (_situation, headers, status, error) => {
    for (const [method, path, body] of EVERYWHERE) {
      const answer = await call(simulator, method, path, { headers, body })
      expect([path, ...errorOf(answer)]).toEqual([path, status, error])
      expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401)
    }
    expect((await simulator.state()).filter(([kind]) => kind === 'lease')).toEqual([])
  })

  it.each([
    ['password', RIGHT_BASIC], ['key', SHARED]
  ])('are accepted by every call: the right %s', async (_situation, headers) => {
    const statuses = []
    for (const [method, path, body] of CALLS) statuses.push((await call(simulator, method, path, { headers, body })).status)
    expect(statuses).toEqual([200, 404, 200, 200, 201, 400, 404, 404, 404, 404])
  })
})

describe('the auth option', () => {
  it.each([
    ['basic', RIGHT_BASIC], ['key', SHARED]
  ] as const)('set to %s alone refuses other credentials', async (only, right) => {
    const simulator = await build({ auth: [only] })
    for (const headers of [RIGHT_BASIC, SHARED]) expect((await call(simulator, 'GET', '/events/1234', { headers })).status).toBe(headers === right ? 200 : 403)
  })
})

describe('a refusal', () => {
  it.each<[auth: NonNullable<SimulatorOptions['auth']>, told: string | undefined]>([
    [['basic', 'key'], 'Basic realm="Open Booking API"'], [['key'], undefined], [['basic', 'openid'], 'Basic realm="Open Booking API"'], [['key', 'openid'], undefined]
  ])('with auth %j names only an accepted scheme in WWW-Authenticate', async (auth, told) => {
    const simulator = await build({ auth })
    const answer = await call(simulator, 'GET', '/orders', { headers: { authorization: 'Bearer x' } })
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, told])
  })
})

describe('configured credentials', () => {
  it('replace the published ones, and the first booking partner has the historic order', async () => {
    const simulator = await build({ credentials: { partners: [{ id: 'first', password: 'first-password-81c7' }, { id: 'second', key: 'second-key-3d90' }] } })
    for (const headers of [RIGHT_BASIC, SHARED]) expect(await refusal(simulator, 'GET', '/orders', { headers })).toEqual([401, headers === SHARED ? 'invalid_api_token_provided' : 'invalid_authorization_details'])
    const [first, second] = [basic('first:first-password-81c7'), { 'x-api-key': 'second-key-3d90' }]
    expect((await call(simulator, 'GET', '/orders', { headers: first })).body.numberOfItems).toBe(1)
    expect((await call(simulator, 'GET', '/orders', { headers: second })).body.numberOfItems).toBe(0)
    await paid(simulator, {}, second)
  })

  it('may be empty: every caller is refused, and no historic order exists', async () => {
    const simulator = await build({ credentials: {} })
    expect(await refusal(simulator, 'GET', '/orders', { headers: SHARED })).toEqual([401, 'invalid_api_token_provided'])
    expect((await simulator.state()).filter(([kind]) => kind === 'classic' || kind === 'order')).toEqual([])
  })
})

describe('a password and a key of one booking partner', () => {
  it('show each the orders of the other', async () => {
    const simulator = await build()
    const { identifier } = await placed(simulator, {}, RIGHT_BASIC)
    expect((await show(simulator, identifier, SHARED)).status).toBe(200)
  })
})

describe('a token', () => {
  it('for one seller is refused, because calls of the older API name no seller', async () => {
    const simulator = await build({ auth: ['key', 'openid'] })
    const { access_token: token } = await authorize(simulator, await register(simulator))
    expect(errorOf(await post(simulator, {}, bearer(token)))).toEqual([403, 'unauthenticated'])
  })
})
