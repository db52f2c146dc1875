import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, openApp, type Simulator } from '../helpers/build-app.ts'
import {
  asClient, b, type Bookable, c2, endOfFeed, identifiedBody, make, newUuid, orderBody, PARTNER_1, PARTNER_2,
  proposalBody, quoteBody, readFeed, remainingOf, SELLER_1, SELLER_2, sellerCancels, SHARED, u
} from '../helpers/requests.ts'

const basic = (text: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
const RIGHT_BASIC = basic('openactive:UsingDataToHelpPeopleGetActive')

/** Every endpoint that needs credentials: method, path of a UUID, and a body. */
const ENDPOINTS: ReadonlyArray<readonly [method: string, path: (uuid: string) => string, body?: (items: readonly Bookable[]) => unknown]> = [
  ['PUT', (uuid) => `/order-quote-templates/${uuid}`, quoteBody],
  ['PUT', (uuid) => `/order-quotes/${uuid}`, identifiedBody],
  ['DELETE', (uuid) => `/order-quotes/${uuid}`],
  ['PUT', (uuid) => `/order-proposals/${uuid}`, proposalBody],
  ['PATCH', (uuid) => `/order-proposals/${uuid}`, () => ({ '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected' })],
  ['PUT', (uuid) => `/orders/${uuid}`, orderBody],
  ['PATCH', (uuid) => `/orders/${uuid}`, () => ({ '@type': 'Order', orderedItem: [] })],
  ['GET', (uuid) => `/orders/${uuid}`],
  ['DELETE', (uuid) => `/orders/${uuid}`],
  ['GET', () => '/orders-rpde'],
  ['GET', () => '/order-proposals-rpde']
]

describe.each(ENDPOINTS.map(([method, path, body]) => [`${method} ${path(':uuid')}`, method, path, body] as const))('%s', (_name, method, path, body) => {
  const call = async (headers: Record<string, string>): Promise<unknown[]> => {
    const answer = await simulator.request(method, `/api/openbooking${path(newUuid())}`, { headers, body: body?.([await make(simulator)]) })
    return [answer.status, answer.body?.['@type']]
  }

  let simulator: Simulator
  beforeAll(async () => { simulator = await openApp() })
  afterAll(async () => { await simulator.app.close() })

  it.each([
    ['none', {}, 403, 'UnauthenticatedError'],
    ['a wrong password', basic('openactive:wrong'), 401, 'InvalidAuthorizationDetailsError'],
    ['a wrong user name', basic('someone:UsingDataToHelpPeopleGetActive'), 401, 'InvalidAuthorizationDetailsError'],
    ['a broken Authorization header', { authorization: 'Basic' }, 401, 'InvalidAuthorizationDetailsError'],
    ['an unknown token', { authorization: 'Bearer abc' }, 401, 'InvalidAPITokenError'],
    ['a wrong key', { 'x-api-key': 'wrong' }, 401, 'InvalidAPITokenError'],
    ['an unknown client', asClient('booking-partner-9', SELLER_1), 401, 'InvalidAPITokenError'],
    ['an unknown seller', asClient('booking-partner-1', `${SELLER_1}9`), 401, 'InvalidAuthorizationDetailsError']
  ])('refuses %s', async (_situation, headers, status, type) => {
    expect(await call(headers)).toEqual([status, type])
  })

  it.each([
    ['password', RIGHT_BASIC], ['key', SHARED], ['headers', PARTNER_1]
  ])('accepts the right %s', async (_situation, headers) => {
    const [status] = await call(headers)
    expect([401, 403]).not.toContain(status)
  })

  it('requires a seller beside the client, except for the orders feeds', async () => {
    const answer = await call(asClient('booking-partner-1'))
    expect(answer).toEqual(path('').endsWith('-rpde') ? [200, undefined] : [401, 'InvalidAuthorizationDetailsError'])
  })
})

describe('the auth option', () => {
  it.each([
    ['basic', RIGHT_BASIC], ['key', SHARED], ['header', PARTNER_1]
  ] as const)('set to %s alone refuses other credentials', async (only, right) => {
    const simulator = await buildApp({ auth: [only] })
    const call = async (headers: Record<string, string>): Promise<number> => (await simulator.request('GET', '/api/openbooking/orders-rpde', { headers })).status
    for (const headers of [RIGHT_BASIC, SHARED, PARTNER_1]) expect(await call(headers)).toBe(headers === right ? 200 : 403)
  })

  it('set to key alone answers a missing key with NoAPITokenError', async () => {
    const simulator = await buildApp({ auth: ['key'] })
    const { status, body } = await simulator.request('GET', '/api/openbooking/orders-rpde')
    expect([status, body['@type']]).toEqual([403, 'NoAPITokenError'])
  })
})

describe('two booking partners with the same UUID', () => {
  it('have two independent orders on every endpoint', async () => {
    const simulator = await buildApp()
    const [first, second] = [await make(simulator), await make(simulator)]
    const uuid = newUuid()
    expect((await c2(simulator, [first], { uuid, headers: PARTNER_1 })).status).toBe(200)
    expect((await c2(simulator, [second], { uuid, headers: PARTNER_2 })).status).toBe(200)
    expect([await remainingOf(simulator, first), await remainingOf(simulator, second)]).toEqual([9, 9])
    const { body: order } = await b(simulator, [first], { uuid, headers: PARTNER_1 })
    const get = (headers: Record<string, string>) => simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })
    expect((await get(PARTNER_2)).body).toMatchObject({ '@type': 'OrderQuote', orderedItem: [{ orderedItem: { '@id': second.opportunity } }] })
    expect((await u(simulator, uuid, [order.orderedItem[0]['@id']], { headers: PARTNER_2 })).body['@type']).toBe('UnknownOrderError')
    expect((await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_2 })).body['@type']).toBe('UnknownOrderError')
    expect((await b(simulator, [second], { uuid, headers: PARTNER_2 })).status).toBe(201)
    expect((await get(PARTNER_1)).body.orderedItem[0].orderedItem['@id']).toBe(first.opportunity)
    expect((await get(PARTNER_2)).body.orderedItem[0].orderedItem['@id']).toBe(second.opportunity)

    const ends = await Promise.all([PARTNER_1, PARTNER_2].map((headers) => endOfFeed(simulator, '/api/openbooking/orders-rpde', headers)))
    expect((await sellerCancels(simulator, uuid, {})).status).toBe(409)
    expect((await sellerCancels(simulator, uuid, PARTNER_2)).status).toBe(204)
    expect(await readFeed(simulator, ends[0]!, PARTNER_1)).toEqual([])
    expect((await readFeed(simulator, ends[1]!, PARTNER_2)).map(({ id }) => id)).toEqual([uuid])
    expect((await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status).toBe(204)
    expect((await get(PARTNER_2)).status).toBe(200)
    expect((await sellerCancels(simulator, uuid, {})).status).toBe(204)
  })
})

describe('a booking partner with the credentials of another seller', () => {
  const OTHER = { ...PARTNER_1, 'x-openactive-test-seller-id': SELLER_2 }

  it('is refused when the request names the first seller', async () => {
    const simulator = await buildApp()
    const { status, body } = await c2(simulator, [await make(simulator)], { headers: OTHER })
    expect([status, body['@type']]).toEqual([401, 'InvalidAuthorizationDetailsError'])
  })

  it('cannot read, change or reuse orders of the first seller', async () => {
    const simulator = await buildApp()
    const item = await make(simulator)
    const uuid = newUuid()
    const { body: order } = await b(simulator, [item], { uuid })
    const before = await simulator.state()
    for (const method of ['GET', 'DELETE']) {
      expect((await simulator.request(method, `/api/openbooking/orders/${uuid}`, { headers: OTHER })).body['@type']).toBe('UnknownOrderError')
    }
    expect((await u(simulator, uuid, [order.orderedItem[0]['@id']], { headers: OTHER })).body['@type']).toBe('UnknownOrderError')
    expect((await b(simulator, [item], { uuid, headers: OTHER })).body['@type']).toBe('OrderAlreadyExistsError')
    expect((await simulator.request('DELETE', `/api/openbooking/order-quotes/${uuid}`, { headers: OTHER })).status).toBe(204)
    expect(await simulator.state()).toEqual(before)
  })

  it('reads orders of all its sellers in one feed', async () => {
    const simulator = await buildApp()
    const uuid = newUuid()
    await b(simulator, [await make(simulator)], { uuid })
    await sellerCancels(simulator, uuid)
    expect((await readFeed(simulator, '/api/openbooking/orders-rpde', OTHER)).map(({ id }) => id)).toEqual([uuid])
  })
})

describe('a caller with a password or a key', () => {
  it('acts for every seller', async () => {
    const simulator = await buildApp()
    for (const seller of [SELLER_1, SELLER_2]) {
      const item = await make(simulator, 'TestOpportunityBookableFree', 'ScheduledSession', seller)
      for (const headers of [RIGHT_BASIC, SHARED]) expect((await b(simulator, [item], { headers, more: { seller } })).status).toBe(201)
    }
  })

  it.each([[`${SELLER_1}9`, 500, 'SellerNotFoundError'], [undefined, 500, 'SellerMismatchError']])('is refused without a known seller in the body: %s', async (seller, status, type) => {
    const simulator = await buildApp()
    const answer = await c2(simulator, [await make(simulator)], { headers: SHARED, more: { seller } })
    expect([answer.status, answer.body['@type']]).toEqual([status, type])
  })
})
