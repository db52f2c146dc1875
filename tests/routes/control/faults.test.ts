import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ERRORS, type ErrorType } from '../../../domain/protocol/errors.ts'
import { BASE, NOW, openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { accepted, bAfterP, makeForApproval } from '../../helpers/proposals.ts'
import {
  b, type Bookable, c1, c2, endOfFeed, findInFeed, make, newUuid, PARTNER_1, PARTNER_2, readFeed, remainingOf, SELLER_1, SELLER_2, sellerCancels, u
} from '../../helpers/requests.ts'

let simulator: Simulator
let url: string
beforeAll(async () => {
  simulator = await openApp({ control: 'on', auth: ['basic', 'key', 'header', 'openid'], types: ['ScheduledSession', 'FacilityUseSlot'] })
  url = `${await simulator.app.listen({ port: 0, host: '127.0.0.1' })}${PREFIX}`
})
afterAll(async () => { await simulator.app.close() })
beforeEach(async () => { await control(simulator, 'DELETE', '/faults') })

/** Add a rule. */
async function fault (rule: object): Promise<ReturnType<typeof JSON.parse>> {
  const { status, body, text } = await control(simulator, 'POST', '/faults', rule)
  if (status !== 201) throw new Error(text)
  return body
}

/** Send a request with a fault of its own. */
const withHeader = (rule: unknown): Record<string, string> => ({ ...PARTNER_1, 'x-simulator-fault': typeof rule === 'string' ? rule : JSON.stringify(rule) })

const orderOf = (uuid: string, headers = PARTNER_1) => simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })
const deleteOrder = (uuid: string) => simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
const ORDERS = '/api/openbooking/orders-rpde'

async function booked (item: Bookable): Promise<{ uuid: string, id: string }> {
  const uuid = newUuid()
  const { body } = await b(simulator, [item], { uuid })
  return { uuid, id: body.orderedItem[0]['@id'] }
}

describe('a rule', () => {
  it('applies as often as it says, and a client that repeats gets through', async () => {
    const item = await make(simulator)
    const { id } = await fault({ on: 'B', times: 2, error: 'TemporarilyUnableToCreateOrderError' })
    const uuid = newUuid()
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await b(simulator, [item], { uuid })).status)
    expect(statuses).toEqual([503, 503, 201])
    const { body } = await control(simulator, 'GET', '/faults')
    expect(body.items).toMatchObject([{ id, on: 'B', times: 2, matched: 2, fired: 2, warnings: [expect.stringContaining('as often as it should')] }])
  })

  it('skips the first requests', async () => {
    const item = await make(simulator)
    await fault({ on: 'C1', after: 1, times: 1, status: 500 })
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await c1(simulator, [item])).status)
    expect(statuses).toEqual([200, 500, 200])
  })

  it('chooses by its seed the same requests each time', async () => {
    const [item, uuid] = [await make(simulator), newUuid()]
    const run = async (): Promise<number[]> => {
      await control(simulator, 'DELETE', '/faults')
      await fault({ on: 'C1', probability: 0.5, seed: 7, status: 503 })
      const statuses = []
      for (let i = 0; i < 16; i++) statuses.push((await c1(simulator, [item], { uuid })).status)
      return statuses
    }
    const statuses = await run()
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    expect(await run()).toEqual(statuses)
  })

  it('holds from its first instant until its last', async () => {
    const item = await make(simulator)
    const at = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString().replace('.000', '')
    await fault({ on: 'C1', from: at(1), until: at(2), status: 503 })
    const statuses = []
    for (let i = 0; i < 3; i++) {
      statuses.push((await c1(simulator, [item])).status)
      simulator.clock.advance(1)
    }
    expect(statuses).toEqual([200, 503, 200])
  })

  it.each<[string, object, (item: Bookable, other: Bookable) => Promise<number[]>]>([
    ['the booking partner', { partner: 'booking-partner-2' }, async (item) => [(await c1(simulator, [item], { headers: PARTNER_2 })).status, (await c1(simulator, [item])).status]],
    ['the seller', { seller: SELLER_1 }, async (item, other) => [(await c1(simulator, [item])).status, (await c1(simulator, [other], { more: { seller: SELLER_2 }, headers: { 'x-api-key': 'rr4nlnyhi3tdoonxfysi' } })).status]]
  ])('applies to %s alone', async (_what, condition, statuses) => {
    const item = await make(simulator)
    const other = await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)
    await fault({ on: 'C1', ...condition, status: 503 })
    expect(await statuses(item, other)).toEqual([503, 200])
  })

  it('applies to one opportunity and one order, also where the request names neither', async () => {
    const [item, other] = [await make(simulator), await make(simulator)]
    const [order, another] = [await booked(item), await booked(other)]
    await fault({ on: 'U', opportunity: item.opportunity, status: 503 })
    await fault({ on: 'status', order: another.uuid.toUpperCase(), status: 503 })
    expect((await u(simulator, order.uuid, [order.id])).status).toBe(503)
    expect((await u(simulator, another.uuid, [another.id])).status).toBe(204)
    expect([(await orderOf(order.uuid)).status, (await orderOf(another.uuid)).status]).toEqual([200, 503])
  })

  it('can be removed alone', async () => {
    const item = await make(simulator)
    const { id } = await fault({ on: 'C1', status: 503 })
    expect((await control(simulator, 'DELETE', `/faults/${id}`)).status).toBe(204)
    expect((await control(simulator, 'DELETE', `/faults/${id}`)).status).toBe(404)
    expect((await c1(simulator, [item])).status).toBe(200)
  })

  it.each<[object, string]>([
    [{ on: 'B' }, ''],
    [{ on: 'B', status: 200 }, '/status'],
    [{ on: 'B', delay: 5, lag: 1 }, '/lag'],
    [{ on: 'X', delay: 5 }, '/on'],
    [{ delay: 5 }, '/on'],
    [{ on: 'B', error: 'OpportunityIsFulError' }, '/error'],
    [{ on: 'B', error: 'GoneError', drop: 'before' }, '/drop'],
    [{ on: 'B', jitter: 5, status: 500 }, '/jitter'],
    [{ on: 'B', delay: 5, retryAfter: 1 }, '/retryAfter'],
    [{ on: 'B', stuck: true }, '/stuck'],
    [{ on: 'B', stuck: false }, '/stuck'],
    [{ on: 'feed', takeSpaces: 1 }, '/takeSpaces'],
    [{ on: 'feed', order: newUuid(), delay: 5 }, '/order'],
    [{ on: 'token', error: 'OpenBookingError' }, '/error'],
    [{ on: 'B', changePrice: 1.005 }, '/changePrice'],
    [{ on: 'B', seller: 'https://elsewhere.example/1', delay: 1 }, '/seller'],
    [{ on: 'B', delay: 1, from: '2027-03-09T10:00:00Z', until: '2027-03-09T10:00:00Z' }, '/until'],
    [{ on: 'B', delay: 1, times: 0 }, '/times']
  ])('%j is refused at %s, and nothing is added', async (rule, path) => {
    const { status, body } = await control(simulator, 'POST', '/faults', rule)
    expect([status, body.path]).toEqual([400, path])
    expect((await control(simulator, 'GET', '/faults')).body.items).toEqual([])
  })

  it.each<[object, string]>([
    [{ on: 'B', partner: 'nobody', delay: 1 }, 'booking partner'],
    [{ on: 'feed', partner: 'booking-partner-1', feed: 'scheduled-sessions', delay: 1 }, 'open feeds'],
    [{ on: 'B', seller: `${BASE}/api/identifiers/sellers/9`, delay: 1 }, 'seller'],
    [{ on: 'B', opportunity: `${BASE}/api/identifiers/scheduled-sessions/none/events/1`, delay: 1 }, 'opportunity'],
    [{ on: 'feed', feed: 'scheduled-session', delay: 1 }, 'feed'],
    [{ on: 'B', until: '2020-01-01T00:00:00Z', delay: 1 }, 'over'],
    [{ on: 'B', from: '2040-01-01T00:00:00Z', delay: 1 }, 'begins']
  ])('%j is warned of', async (rule, word) => {
    expect((await fault(rule)).warnings).toEqual([expect.stringContaining(word)])
  })
})

describe('an error', () => {
  const types = Object.entries(ERRORS) as Array<[ErrorType, readonly [number, string]]>
  let item: Bookable
  beforeAll(async () => { item = await make(simulator) })

  it.each(types)('%s comes at B with its status and shape', async (type, [status, name]) => {
    await fault({ on: 'B', error: type })
    const uuid = newUuid()
    const answer = await b(simulator, [item], { uuid })
    expect(answer.status).toBe(status)
    if (status === 409 && type !== 'OpportunityHasInsufficientCapacityError') {
      expect(answer.body).toMatchObject({ '@type': 'Order', orderedItem: [{ orderedItem: { '@id': item.opportunity }, error: [{ '@type': type, statusCode: 409, name }] }] })
    } else expect(answer.body).toMatchObject({ '@type': type, statusCode: status, name, instance: `${BASE}/api/openbooking/orders/${uuid}` })
    expect(answer.headers['link']).toMatch(/^<https:\/\/openactive\.io\/open-booking-api\/EditorsDraft\/#[a-z-]+>; rel="help"$/)
    expect((await orderOf(uuid)).status).toBe(404)
  })

  it('of items is at the opportunity that the rule names, in an OrderQuote', async () => {
    const [item, other] = [await make(simulator), await make(simulator)]
    await fault({ on: 'C2', opportunity: other.opportunity, error: 'OpportunityHasInsufficientCapacityError' })
    const { status, body } = await c2(simulator, [item, other])
    expect(status).toBe(409)
    expect(body['@type']).toBe('OrderQuote')
    expect(body.orderedItem.map(({ error }: { error?: Array<{ '@type': string }> }) => error?.map((one) => one['@type']))).toEqual([undefined, ['OpportunityHasInsufficientCapacityError']])
    expect((await c2(simulator, [item])).status).toBe(200)
  })

  it('by status 429 says when to come back, and by 503 has the type of its stage', async () => {
    const item = await make(simulator)
    await fault({ on: 'C1', status: 429, retryAfter: 7 })
    await fault({ on: 'deletion', status: 503 })
    const limited = await c1(simulator, [item])
    expect([limited.status, limited.headers['retry-after'], limited.body['@type']]).toEqual([429, '7', 'TooManyRequestsError'])
    const { status, body } = await deleteOrder(newUuid())
    expect([status, body['@type']]).toEqual([503, 'TemporarilyUnableToDeleteOrderError'])
  })

  it('of the token endpoint has the form of OAuth', async () => {
    await fault({ on: 'token', status: 503, retryAfter: 3, times: 1 })
    const token = () => fetch(`${url}/openid/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }) })
    const refused = await token()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '3'])
    expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable' })
    expect((await token()).status).not.toBe(503)
    await fault({ on: 'token', loseAnswer: true })
    await expect(token()).rejects.toThrow()
  })

  it('comes by a header for one request', async () => {
    const item = await make(simulator)
    const refused = await b(simulator, [item], { headers: withHeader({ error: 'OrderCreationFailedError' }) })
    expect([refused.status, refused.body['@type']]).toEqual([500, 'OrderCreationFailedError'])
    expect((await b(simulator, [item])).status).toBe(201)
    for (const header of ['{', '[]', '{"on":"B","delay":1}', '{"stuck":true}', '{"delay":"1"}']) {
      const { status, body } = await b(simulator, [item], { headers: withHeader(header) })
      expect([header, status, body.description]).toEqual([header, 400, expect.stringContaining('X-Simulator-Fault')])
    }
  })
})

describe('a connection', () => {
  const state = async (): Promise<string> => JSON.stringify((await simulator.state()).filter(([kind]) => kind !== 'fault'))

  it('breaks before anything is done', async () => {
    const item = await make(simulator)
    await fault({ on: 'B', drop: 'before', times: 1 })
    const before = await state()
    await expect(b(simulator, [item])).rejects.toThrow('destroyed')
    expect(await state()).toBe(before)
  })

  it('breaks in the middle of the answer', async () => {
    await fault({ on: 'feed', feed: 'scheduled-sessions', drop: 'during', times: 1 })
    const page = await fetch(`${url}/feeds/scheduled-sessions`)
    expect(page.status).toBe(200)
    expect(Number(page.headers.get('content-length'))).toBeGreaterThan(1000)
    await expect(page.text()).rejects.toThrow()
    expect((await (await fetch(`${url}/feeds/scheduled-sessions`)).text()).length).toBeGreaterThan(1000)
  })

  it('loses the answer to B after the commit, and a repeat books once', async () => {
    const item = await make(simulator)
    await fault({ on: 'B', loseAnswer: true, times: 1 })
    const uuid = newUuid()
    const before = await remainingOf(simulator, item)
    await expect(b(simulator, [item], { uuid })).rejects.toThrow('destroyed')
    expect(await remainingOf(simulator, item)).toBe(before - 1)
    const orders = simulator.changes()
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
    expect(simulator.changes()).toBe(orders)
    expect(await remainingOf(simulator, item)).toBe(before - 1)
  })

  it('is slow', async () => {
    const item = await make(simulator)
    await fault({ on: 'C1', delay: 30, jitter: 10 })
    const began = performance.now()
    expect((await c1(simulator, [item])).status).toBe(200)
    // A timer may end within the millisecond before.
    expect(performance.now() - began).toBeGreaterThanOrEqual(29)
  })
})

describe('between C2 and B', () => {
  it('somebody takes the last space, though it was leased', async () => {
    const item = await make(simulator, 'TestOpportunityBookableOneSpace')
    await fault({ on: 'B', takeSpaces: 1, times: 1 })
    const uuid = newUuid()
    expect((await c2(simulator, [item], { uuid })).status).toBe(200)
    const { status, body } = await b(simulator, [item], { uuid })
    expect([status, body['@type']]).toEqual([409, 'OpportunityHasInsufficientCapacityError'])
    expect(await remainingOf(simulator, item)).toBe(0)
  })

  it('somebody takes free spaces, and the lease remains', async () => {
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    await fault({ on: 'B', takeSpaces: 2, times: 1 })
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
    expect(await remainingOf(simulator, item)).toBe(2)
  })

  it('the seller changes the price, in the feed too', async () => {
    const item = await make(simulator, 'TestOpportunityBookableNonFree')
    await fault({ on: 'B', changePrice: 21.5, times: 1 })
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    const { status, body } = await b(simulator, [item], { uuid })
    expect([status, body['@type']]).toEqual([400, 'TotalPaymentDueMismatchError'])
    const again = await b(simulator, [{ ...item, price: 21.5 }], { uuid })
    expect(again.status).toBe(201)
    expect((await findInFeed(simulator, 'scheduled-sessions', item.opportunity)).offers[0].price).toBe(21.5)
  })

  it('the seller changes the price of one opportunity of several', async () => {
    const [item, other] = [await make(simulator, 'TestOpportunityBookableNonFree'), await make(simulator, 'TestOpportunityBookableNonFree')]
    await fault({ on: 'B', opportunity: item.opportunity, changePrice: 21.5, times: 1 })
    expect((await b(simulator, [item, other])).status).toBe(400)
    const prices = await Promise.all([item, other].map(async ({ opportunity, feed }) => (await findInFeed(simulator, feed, opportunity)).offers[0].price))
    expect(prices).toEqual([21.5, other.price])
  })

  it.each([
    ['an OfferOverride', { acceptedOffer: { '@type': 'OfferOverride', price: 5, priceCurrency: 'GBP' } }, {}],
    ['a DynamicPayment', { acceptedOffer: undefined }, { payment: { '@type': 'DynamicPayment', identifier: 'd-1', accountId: 'SN1593' } }]
  ])('the seller changes the price of an opportunity by %s, which names no offer', async (_how, terms, more) => {
    const special = await openApp({ control: 'on', types: ['ScheduledSession'], offerOverrides: true, dynamicPayment: true }, { isCollected: false })
    const item = await make(special, 'TestOpportunityBookableNonFree')
    expect((await control(special, 'POST', '/faults', { on: 'C2', changePrice: 21.5 })).status).toBe(201)
    const orderedItem = [{ '@type': 'OrderItem', position: 0, orderedItem: item.opportunity, ...terms }]
    expect((await c2(special, [item], { more: { orderedItem, ...more } })).status).toBe(200)
    expect((await findInFeed(special, item.feed, item.opportunity)).offers[0].price).toBe(21.5)
    await special.app.close()
  })

  it('the lease ends', async () => {
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    expect(await remainingOf(simulator, item)).toBe(4)
    await fault({ on: 'B', endLease: true, times: 1 })
    await fault({ on: 'B', status: 503, times: 1 })
    expect((await b(simulator, [item], { uuid })).status).toBe(503)
    expect(await remainingOf(simulator, item)).toBe(5)
  })
})

describe('before B of an order proposal, which names no items', () => {
  it('the seller changes the price in the feed; the order keeps the price of the proposal', async () => {
    const item = await makeForApproval(simulator, 'TestOpportunityBookableNonFree')
    const { uuid, version } = await accepted(simulator, [item])
    await fault({ on: 'B', changePrice: 21.5, times: 1 })
    const { status, body } = await bAfterP(simulator, uuid, version)
    expect([status, body.totalPaymentDue.price]).toEqual([201, item.price])
    expect((await findInFeed(simulator, item.feed, item.opportunity)).offers[0].price).toBe(21.5)
  })

  it('somebody takes the last space where nothing leases it', async () => {
    const unleased = await openApp({ control: 'on', types: ['ScheduledSession'], leasing: 'none' })
    const item = await makeForApproval(unleased, 'TestOpportunityBookableOneSpace')
    const { uuid, version } = await accepted(unleased, [item])
    await control(unleased, 'POST', '/faults', { on: 'B', takeSpaces: 1, times: 1 })
    const { status, body } = await bAfterP(unleased, uuid, version)
    expect([status, body['@type'], await remainingOf(unleased, item)]).toEqual([500, 'OrderCreationFailedError', 0])
    await unleased.app.close()
  })
})

it('a price is refused where all offers are free, in rules, headers and scenarios', async () => {
  const free = await openApp({ control: 'on', types: ['ScheduledSession'], prices: 'free' })
  const item = await make(free)
  expect(await control(free, 'POST', '/faults', { on: 'C1', changePrice: 5 })).toMatchObject({ status: 409, body: { path: '/changePrice' } })
  expect(await control(free, 'POST', '/scenarios/dear', { faults: [{ on: 'C1', changePrice: 5 }] })).toMatchObject({ status: 409, body: { path: '/faults/0/changePrice' } })
  expect((await c1(free, [item], { headers: withHeader({ changePrice: 5 }) })).status).toBe(400)
  expect((await control(free, 'POST', '/faults', { on: 'C1', changePrice: 0 })).status).toBe(201)
  expect((await c1(free, [item])).body.totalPaymentDue.price).toBe(0)
  await free.app.close()
})

describe('a feed', () => {
  const page = async (path: string, headers = PARTNER_1) => (await simulator.request('GET', path, { headers })).body

  it.each([['/feeds/scheduled-sessions', 'scheduled-sessions'], [ORDERS, 'orders-rpde']])('%s is stuck, and goes on later', async (path, feed) => {
    const [item, other] = [await make(simulator), await make(simulator)]
    await sellerCancels(simulator, (await booked(item)).uuid)
    const end = await endOfFeed(simulator, path, PARTNER_1)
    const known = await readFeed(simulator, path, PARTNER_1)
    await fault({ on: 'feed', feed, stuck: true })
    await sellerCancels(simulator, (await booked(other)).uuid)
    expect(await page(end)).toMatchObject({ next: end, items: [] })
    expect(known).toEqual(expect.arrayContaining(await readFeed(simulator, path, PARTNER_1)))
    await control(simulator, 'DELETE', '/faults')
    expect((await page(end)).items.length).toBeGreaterThan(0)
  })

  it('repeats a page, which its next link names', async () => {
    const first = await page('/feeds/scheduled-sessions')
    await fault({ on: 'feed', repeatPage: true, times: 1 })
    const faulty = await simulator.request('GET', '/feeds/scheduled-sessions')
    expect(faulty.body).toEqual({ ...first, next: `${BASE}/feeds/scheduled-sessions` })
    expect(faulty.headers['cache-control']).toContain('no-store')
    expect(await page(faulty.body.next)).toEqual(first)
  })

  it.each([[{ repeatItem: true }, 1], [{ gaps: 5000 }, 5001]])('shows an item again with a higher change number: %j', async (effect, least) => {
    await fault({ on: 'feed', feed: 'scheduled-sessions', ...effect })
    const before = await endOfFeed(simulator, '/feeds/facility-use-slots')
    const items = await readFeed(simulator, '/feeds/scheduled-sessions')
    const repeated = items.filter(({ id }) => id === items[0].id)
    expect(repeated).toHaveLength(2)
    expect(repeated[1].data).toEqual(repeated[0].data)
    expect(repeated[1].modified - items.at(-2).modified).toBeGreaterThanOrEqual(least)
    expect(items.at(-1)).toBe(repeated[1])
    expect(await endOfFeed(simulator, '/feeds/facility-use-slots')).toBe(before)
  })

  it('has pages of one item, which together are the feed', async () => {
    await booked(await make(simulator))
    const slots = await readFeed(simulator, '/feeds/facility-uses')
    await fault({ on: 'feed', pageSize: 1 })
    expect((await page('/feeds/facility-uses')).items).toHaveLength(1)
    expect(await readFeed(simulator, '/feeds/facility-uses')).toEqual(slots)
  })

  it('is unordered, a breach of RPDE that loses nothing', async () => {
    const slots = await readFeed(simulator, '/feeds/facility-uses')
    await fault({ on: 'feed', unordered: true })
    const shown = await readFeed(simulator, '/feeds/facility-uses')
    expect(shown).not.toEqual(slots)
    expect(shown.toSorted((a, b) => a.modified - b.modified)).toEqual(slots)
  })
})

it.each([
  { control: 'on', faultHeader: false }, { control: 'a-long-token-of-the-owner' }, { control: 'off' }
])('the header is refused with %o', async (options) => {
  const other = await openApp({ ...options, types: ['ScheduledSession'] })
  try {
    const { status, body } = await other.request('GET', ORDERS, { headers: withHeader({ delay: 1 }) })
    expect([status, body.description]).toEqual([400, expect.stringContaining('faultHeader')])
  } finally {
    await other.app.close()
  }
})
