import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SCENARIOS } from '../../../data/scenarios/index.ts'
import { type Answered, NOW, openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, type Bookable, c1, c2, findInFeed, newUuid, PARTNER_1, proposalBody, readFeed, u } from '../../helpers/requests.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], control: 'on' }) })
afterAll(async () => { await simulator.app.close() })
beforeEach(async () => {
  await control(simulator, 'DELETE', '/scenarios/current')
  simulator.clock.now = new Date(Math.max(NOW.getTime(), simulator.clock.now.getTime()))
})

/** Start a scenario. @returns its opportunities */
async function start (name: string, document?: object): Promise<Bookable[]> {
  const { status, text, body } = await control(simulator, 'POST', `/scenarios/${name}`, document)
  expect(status, text).toBe(201)
  return body.opportunities.map(({ id, offer, price }: { id: string, offer: string, price: number }) =>
    ({ opportunity: id, offer, price, feed: 'scheduled-sessions' }))
}

const p = async (items: Bookable[], uuid: string): Promise<Answered> =>
  await simulator.request('PUT', `/api/openbooking/order-proposals/${uuid}`, { headers: PARTNER_1, body: proposalBody(items) })
const status = async (uuid: string): Promise<Answered> => await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
const bookVersion = async (uuid: string): Promise<Answered> => {
  const { body: { orderProposalVersion } } = await status(uuid)
  const body = { '@context': 'https://openactive.io/', '@type': 'Order', orderProposalVersion }
  return await simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body })
}

/** A broker meets each scenario of the package. */
const MET: Readonly<Record<string, () => Promise<void>>> = {
  'sold-out': async () => {
    const items = await start('sold-out')
    const uuid = newUuid()
    expect((await c2(simulator, items, { uuid })).status).toBe(200)
    expect((await b(simulator, items, { uuid })).body['@type']).toBe('OpportunityHasInsufficientCapacityError')
    expect((await c1(simulator, items)).body.orderedItem[0].error[0]['@type']).toBe('OpportunityIsFullError')
  },
  'payment-mismatch': async () => {
    const items = await start('payment-mismatch')
    const uuid = newUuid()
    await c2(simulator, items, { uuid })
    expect((await b(simulator, items, { uuid })).body['@type']).toBe('TotalPaymentDueMismatchError')
    const { body: { totalPaymentDue: { price } } } = await c2(simulator, items, { uuid })
    expect(price).toBe(19.99)
    expect((await b(simulator, items.map((item) => ({ ...item, price })), { uuid })).status).toBe(201)
  },
  'answer-lost': async () => {
    const items = await start('answer-lost')
    const uuid = newUuid()
    await expect(b(simulator, items, { uuid })).rejects.toThrow()
    const { status: code, body: { orderNumber } } = await b(simulator, items, { uuid })
    expect(code).toBeLessThan(300)
    expect((await status(uuid)).body.orderNumber).toBe(orderNumber)
  },
  'token-ends': async () => {
    const items = await start('token-ends')
    const uuid = newUuid()
    expect((await c2(simulator, items, { uuid })).status).toBe(200)
    expect(await b(simulator, items, { uuid })).toMatchObject({ status: 401, body: { '@type': 'InvalidAPITokenError' } })
    expect((await b(simulator, items, { uuid })).status).toBe(201)
  },
  'clock-change': async () => {
    const items = await start('clock-change')
    const dates = await Promise.all(items.map(async ({ opportunity, feed }) => (await findInFeed(simulator, feed, opportunity)).startDate))
    expect(dates).toEqual(['2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'])
    const local = dates.map((date: string) => new Date(date).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' }))
    expect(local).toEqual(['00:30:00', '02:30:00'])
  },
  'seller-accepts': async () => {
    const uuid = newUuid()
    expect((await p(await start('seller-accepts'), uuid)).status).toBe(201)
    expect((await bookVersion(uuid)).status).toBe(201)
  },
  'seller-rejects': async () => {
    const uuid = newUuid()
    await p(await start('seller-rejects'), uuid)
    expect((await status(uuid)).body).toMatchObject({ orderProposalStatus: 'https://openactive.io/SellerRejected', orderSellerNote: 'We are closed that day.' })
    expect((await bookVersion(uuid)).body['@type']).toBe('OrderCreationFailedError')
  },
  'seller-amends': async () => {
    const uuid = newUuid()
    const { body: { orderProposalVersion } } = await p(await start('seller-amends'), uuid)
    const { body } = await status(uuid)
    expect(body.totalPaymentDue.price).toBe(5.5)
    expect(body.orderProposalVersion).not.toBe(orderProposalVersion)
    await control(simulator, 'POST', '/sellers/any/accept', { order: uuid })
    expect((await bookVersion(uuid)).status).toBe(201)
  },
  'seller-slow': async () => {
    const uuid = newUuid()
    await p(await start('seller-slow'), uuid)
    await control(simulator, 'POST', '/clock/advance', { by: 'PT1H59M' })
    expect((await bookVersion(uuid)).body['@type']).toBe('OrderCreationFailedError')
    await control(simulator, 'POST', '/clock/advance', { by: 'PT1M' })
    expect((await bookVersion(uuid)).status).toBe(201)
  },
  'seller-suspended': async () => {
    const [items, uuid] = [await start('seller-suspended'), newUuid()]
    for (const send of [c1, c2, b]) expect((await send(simulator, items, { uuid })).status).toBeLessThan(300)
    const { body: { orderedItem: [item] } } = await status(uuid)
    for (const refused of [await c1(simulator, items), await u(simulator, uuid, [item['@id']])]) {
      expect([refused.status, refused.body['@type']]).toEqual([401, 'InvalidAuthorizationDetailsError'])
    }
  },
  'session-moved': async () => {
    const items = await start('session-moved')
    const before = await findInFeed(simulator, 'scheduled-sessions', items[0]?.opportunity ?? '')
    expect((await b(simulator, items)).status).toBe(201)
    const after = await findInFeed(simulator, 'scheduled-sessions', items[0]?.opportunity ?? '')
    expect(Date.parse(after.startDate) - Date.parse(before.startDate)).toBe(3_600_000)
  },
  'session-cancelled': async () => {
    const uuid = newUuid()
    expect((await b(simulator, await start('session-cancelled'), { uuid })).status).toBe(201)
    const { body: { orderedItem: [item], totalPaymentDue } } = await status(uuid)
    expect(item).toMatchObject({ orderItemStatus: 'https://openactive.io/SellerCancelled', cancellationMessage: 'The hall is flooded. We are sorry.' })
    expect(totalPaymentDue.price).toBe(0)
  },
  'feed-slow': async () => {
    await start('feed-slow')
    const url = `${await simulator.app.listen({ port: 0, host: '127.0.0.1' })}${PREFIX}`
    const impatient = new AbortController()
    const page = fetch(`${url}/feeds/scheduled-sessions`, { signal: impatient.signal })
    const fault = async (): Promise<ReturnType<typeof JSON.parse>> => (await (await fetch(`${url}/simulator/faults`)).json() as ReturnType<typeof JSON.parse>).items[0]
    while ((await fault()).fired === 0);
    // Were the page not slow, it would be there before the second request is answered.
    expect(await Promise.race([page.then(() => 'a page'), fetch(`${url}/ready`).then(() => 'another answer')])).toBe('another answer')
    expect(await fault()).toMatchObject({ on: 'feed', delay: 3000, fired: 1 })
    impatient.abort()
    await expect(page).rejects.toThrow('aborted')
  },
  'feed-stuck': async () => {
    const items = await start('feed-stuck')
    const from = '/feeds/scheduled-sessions'
    const newest = async (): Promise<number> => (await readFeed(simulator, from)).at(-1).modified
    const before = await newest()
    expect((await b(simulator, items)).status).toBe(201)
    expect(await newest()).toBeLessThanOrEqual(before)
    await control(simulator, 'DELETE', '/scenarios/current')
    expect(await newest()).toBeGreaterThan(before)
  },
  'feed-repeats': async () => {
    await start('feed-repeats')
    const ids = (await readFeed(simulator, '/feeds/scheduled-sessions')).map(({ id }) => id as string)
    expect(ids.length).toBe(new Set(ids).size + 1)
  }
}

it('each scenario is met', () => { expect(Object.keys(MET).sort()).toEqual(Object.keys(SCENARIOS).sort()) })
it.each(Object.entries(MET))('a broker meets %s', async (_name, meet) => { await meet() })

describe('scenarios', () => {
  it('are listed with the conduct of a good broker, and the one that runs is marked', async () => {
    await start('sold-out')
    const { body: { items } } = await control(simulator, 'GET', '/scenarios')
    for (const { title, happens, broker } of items) expect([title, happens, broker].every((text) => text?.length > 10)).toBe(true)
    expect(items.filter(({ running }: { running?: boolean }) => running).map(({ name }: { name: string }) => name)).toEqual(['sold-out'])
  })

  it('end with their faults, their steps and their opportunities', async () => {
    const items = await start('sold-out')
    await start('seller-rejects')
    expect((await control(simulator, 'GET', '/faults')).body.items).toEqual([])
    expect((await c1(simulator, items)).body.orderedItem[0].error[0]['@type']).toBe('UnknownOpportunityError')
    expect((await control(simulator, 'DELETE', '/scenarios/current')).status).toBe(204)
    expect((await control(simulator, 'DELETE', '/scenarios/current')).status).toBe(404)
    const { body } = await control(simulator, 'POST', '/opportunities', { flow: 'OpenBookingApprovalFlow' })
    const uuid = newUuid()
    await p([{ opportunity: body.id, offer: body.offer, price: body.price, feed: '' }], uuid)
    expect((await status(uuid)).body.orderProposalStatus).toBe('https://openactive.io/AwaitingSellerConfirmation')
  })

  it('of one’s own are started by a document', async () => {
    const [item] = await start('my-own', {
      opportunities: [{ price: 7.5 }], faults: [{ on: 'C1', error: 'OpportunityIsFullError', times: 1 }], steps: [{ after: 'B', do: 'notice', with: { text: 'Bring a mat.' } }]
    })
    expect((await c1(simulator, [item!])).status).toBe(409)
    const uuid = newUuid()
    expect((await b(simulator, [item!], { uuid })).status).toBe(201)
    expect((await status(uuid)).body.orderedItem[0].customerNotice).toBe('Bring a mat.')
  })

  it('leave faults of others alone', async () => {
    const { body: { id } } = await control(simulator, 'POST', '/faults', { on: 'U', delay: 1 })
    await start('sold-out')
    await control(simulator, 'DELETE', '/scenarios/current')
    expect((await control(simulator, 'GET', '/faults')).body.items).toMatchObject([{ id }])
    await control(simulator, 'DELETE', '/faults')
  })

  it.each([
    ['sold-ot', undefined, 404, undefined, /Did you mean sold-out\? Name one of .*sold-out.*, or give the document of your own\./],
    ['sold-out', { faults: [{ on: 'B', delay: 1 }] }, 400, undefined, /taken/],
    ['My Own', { faults: [{ on: 'B', delay: 1 }] }, 400, undefined, /small letters/],
    ['mine', {}, 400, '', /opportunities, faults or steps/],
    ['mine', { fault: [] }, 400, '/fault', /fault/],
    ['mine', { opportunities: [{ criterion: 'Yoga' }] }, 400, '/opportunities/0/criterion', /criterion/],
    ['mine', { faults: [{ on: 'B', delay: 1 }, { on: 'B' }] }, 400, '/faults/1', /effect/],
    ['mine', { faults: [{ on: 'B', error: 'NoError' }] }, 400, '/faults/0/error', /error type/],
    ['mine', { steps: [{ after: 'B', do: 'dance' }] }, 400, '/steps/0/do', /one of/],
    ['mine', { steps: [{ after: 'B', do: 'cancel', wait: 'PT1H' }] }, 400, '/steps/0/wait', /only accept and reject/],
    ['mine', { steps: [{ after: 'P', do: 'reject', wait: 'PT1H', with: { note: 'No' } }] }, 400, '/steps/0/with', /omitted/],
    ['mine', { steps: [{ after: 'P', do: 'reject', with: { nota: 'No' } }] }, 400, '/steps/0/with/nota', /nota/],
    ['mine', { steps: [{ after: 'B', do: 'advance' }] }, 400, '/steps/0/with', /./]
  ])('%s with %j is refused, and nothing changes', async (name, document, code, path, words) => {
    await start('seller-slow')
    const before = await simulator.state()
    const { status, body } = await control(simulator, 'POST', `/scenarios/${encodeURIComponent(name)}`, document)
    expect({ status, path: body.path }).toEqual({ status: code, path })
    expect(body.detail).toMatch(words)
    expect(await simulator.state()).toEqual(before)
  })
})

it('a scenario whose faults find no room changes nothing', async () => {
  await start('sold-out')
  const rules = (await control(simulator, 'GET', '/faults')).body.items.length
  for (let more = rules; more < 100; more++) await control(simulator, 'POST', '/faults', { on: 'C1', delay: 1 })
  const before = await simulator.state()
  const fault = { on: 'C2', delay: 1 }
  const { status, body } = await control(simulator, 'POST', '/scenarios/own', { opportunities: [{}], faults: Array.from({ length: rules + 1 }, () => fault) })
  expect([status, body.detail]).toEqual([409, expect.stringContaining('At most 100 rules')])
  expect(await simulator.state()).toEqual(before)
  expect((await control(simulator, 'POST', '/scenarios/own', { faults: Array.from({ length: rules }, () => fault) })).status).toBe(201)
  expect((await control(simulator, 'GET', '/faults')).body.items).toHaveLength(100)
})

it('scenarios that start at the same time leave nothing behind', async () => {
  const { scenarios, faults } = simulator.core
  await faults.clear()
  const own = { opportunities: [{}], faults: [{ on: 'B', delay: 1 }] }
  const started = await Promise.all(['one', 'two', 'three'].map(async (name) => await scenarios.start(name, own)))
  expect((await faults.list()).map(({ id }) => id)).toEqual(started.at(-1)?.faults.map(({ id }) => id))
  await Promise.all([scenarios.start('four', own), scenarios.end()])
  expect(await faults.list()).toEqual([])
  expect((await control(simulator, 'GET', '/opportunities?dataset=scenario')).body.items).toEqual([])
})
