import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Simulator } from '../../helpers/build-app.ts'
import { openApp } from '../../helpers/build-app.ts'
import { accepted, bAfterP, makeForApproval, propose, PROPOSALS_FEED, stateOf } from '../../helpers/proposals.ts'
import {
  b, type Bookable, c2, endOfFeed, make, newUuid, PARTNER_1, readFeed, remainingOf, sellerCancels
} from '../../helpers/requests.ts'

const ORDERS_FEED = '/api/openbooking/orders-rpde'
const SESSIONS = '/feeds/scheduled-sessions'

let simulator: Simulator
let item: Bookable

beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], auth: ['header'] })
  // A store that holds a first start already has no mark of it.
  await simulator.core.state.reset()
})
afterAll(async () => { await simulator.app.close() })

const status = async (uuid: string): Promise<number> =>
  (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status

describe('a reset', () => {
  beforeEach(async () => {
    await simulator.core.state.reset()
    item = await make(simulator)
  })

  it('returns to the sample data, whose unchanged items keep their change number', async () => {
    await simulator.core.state.reset()
    const before = await readFeed(simulator, SESSIONS)
    const [first] = before.filter(({ data }) => data?.superEvent !== undefined)
    const end = await endOfFeed(simulator, SESSIONS)
    const sample = await sampleItem()
    expect((await b(simulator, [sample])).status).toBe(201)
    const { changes } = await simulator.core.state.reset()
    const after = await readFeed(simulator, SESSIONS)
    const since = await readFeed(simulator, end)
    expect(since.map(({ id, state, data }) => [id, state, data.remainingAttendeeCapacity])).toEqual([[sample.opportunity.replace('http://localhost:5000/', ''), 'updated', sample.spaces]])
    expect(after.filter(({ id }) => id !== since[0].id)).toEqual(before.filter(({ id }) => id !== since[0].id))
    expect(changes).toBe(2)
    expect(first).toBeDefined()
  })

  it('frees the UUIDs of orders, leases and order proposals', async () => {
    const approved = await makeForApproval(simulator)
    const [order, quote, cancelled, deleted] = [newUuid(), newUuid(), newUuid(), newUuid()]
    for (const uuid of [order, cancelled, deleted]) expect((await b(simulator, [item], { uuid })).status).toBe(201)
    expect((await c2(simulator, [item], { uuid: quote })).status).toBe(200)
    expect((await sellerCancels(simulator, cancelled)).status).toBe(204)
    await simulator.request('DELETE', `/api/openbooking/orders/${deleted}`, { headers: PARTNER_1 })
    const { uuid: proposal } = await accepted(simulator, [approved])
    const { uuid: booked, version } = await accepted(simulator, [approved])
    expect((await bAfterP(simulator, booked, version)).status).toBe(201)
    await simulator.core.state.reset()
    for (const uuid of [order, quote, cancelled, deleted, proposal, booked]) expect([uuid, await status(uuid)]).toEqual([uuid, 404])
    const again = await make(simulator)
    for (const uuid of [order, quote, cancelled, deleted, proposal, booked]) expect((await b(simulator, [again], { uuid })).status).toBe(201)
    await simulator.core.state.reset()
    const forApproval = await makeForApproval(simulator)
    for (const uuid of [order, quote, proposal, booked]) await propose(simulator, [forApproval], { uuid })
    expect((await stateOf(simulator, proposal)).status).toBe('AwaitingSellerConfirmation')
  })

  it('announces in the orders feed that a shown order is deleted, and shows a new order of its UUID at once', async () => {
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    await sellerCancels(simulator, uuid)
    const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
    await simulator.core.state.reset()
    expect(await readFeed(simulator, end, PARTNER_1)).toEqual([{ state: 'deleted', kind: 'Order', id: uuid, modified: expect.any(Number) }])
    await b(simulator, [await make(simulator)], { uuid })
    expect((await readFeed(simulator, end, PARTNER_1)).map(({ id, state }) => [id, state])).toEqual([[uuid, 'updated']])
    expect((await readFeed(simulator, ORDERS_FEED, PARTNER_1)).find(({ id }) => id === uuid).data.orderedItem[0].orderItemStatus).toBe('https://openactive.io/OrderItemConfirmed')
    await sellerCancels(simulator, uuid)
    expect((await readFeed(simulator, end, PARTNER_1)).map(({ id, state }) => [id, state])).toEqual([[uuid, 'updated']])
  })

  it('shows the deletions for seven days', async () => {
    const [uuid, { uuid: proposal }] = [newUuid(), await accepted(simulator, [await makeForApproval(simulator)])]
    await b(simulator, [item], { uuid })
    await sellerCancels(simulator, uuid)
    await simulator.core.state.reset()
    const shown = async (): Promise<boolean[]> => await Promise.all([[ORDERS_FEED, uuid], [PROPOSALS_FEED, proposal]].map(async ([feed, own]) =>
      (await readFeed(simulator, feed!, PARTNER_1)).some(({ id, state }) => id === own && state === 'deleted')))
    await simulator.core.time.advance('P6DT23H59M59S')
    expect(await shown()).toEqual([true, true])
    await simulator.core.time.advance('PT1S')
    expect(await shown()).toEqual([false, false])
    await simulator.core.state.reset()
  })

  it('returns to the start of the clock', async () => {
    await simulator.core.time.advance('P3D')
    await simulator.core.time.freeze()
    const { clock } = await simulator.core.state.reset()
    expect(clock).toEqual({ now: simulator.clock.now.toISOString(), frozen: false, offsetMs: 0, start: 'real' })
  })

  it('of a state that has not changed changes nothing', async () => {
    await simulator.core.state.reset()
    const end = await endOfFeed(simulator, SESSIONS)
    expect(await simulator.core.state.reset()).toMatchObject({ changes: 0 })
    expect(await readFeed(simulator, end)).toEqual([])
  })
})

describe('a snapshot', () => {
  it('is restored with its leases, orders and clock, as often as wanted', async () => {
    await simulator.core.state.reset()
    item = await make(simulator)
    const spaces = await remainingOf(simulator, item)
    const [booked, quoted] = [newUuid(), newUuid()]
    await b(simulator, [item], { uuid: booked })
    await c2(simulator, [item], { uuid: quoted })
    await simulator.core.time.freeze()
    const { at } = await simulator.core.state.snapshot('booked')
    for (let time = 0; time < 2; time++) {
      await simulator.core.time.advance('PT1H')
      await sellerCancels(simulator, booked)
      expect([await remainingOf(simulator, item), await status(quoted)]).toEqual([spaces, 404])
      const { clock } = await simulator.core.state.restore('booked')
      expect([clock.now, clock.frozen]).toEqual([at, true])
      expect([await remainingOf(simulator, item), await status(quoted)]).toEqual([spaces - 2, 200])
      const { body } = await simulator.request('GET', `/api/openbooking/orders/${booked}`, { headers: PARTNER_1 })
      expect(body.orderedItem[0].orderItemStatus).toBe('https://openactive.io/OrderItemConfirmed')
    }
    simulator.core.state.remove('booked')
    await simulator.core.state.reset()
  })

  it('shows an order that its orders feed has shown meanwhile, as it was', async () => {
    item = await make(simulator)
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    await simulator.core.state.snapshot('unseen')
    await sellerCancels(simulator, uuid)
    const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
    await simulator.core.state.restore('unseen')
    const shown = async (): Promise<unknown[]> => (await readFeed(simulator, end, PARTNER_1)).map(({ id, data }) => [id, data.orderedItem[0].orderItemStatus.split('/').at(-1)])
    expect(await shown()).toEqual([[uuid, 'OrderItemConfirmed']])
    expect(await simulator.core.state.restore('unseen')).toMatchObject({ changes: 0 })
    await simulator.core.state.reset()
    expect((await readFeed(simulator, end, PARTNER_1)).map(({ id, state }) => [id, state])).toEqual([[uuid, 'deleted']])
    await simulator.core.state.restore('unseen')
    expect(await shown()).toEqual([[uuid, 'OrderItemConfirmed']])
    await sellerCancels(simulator, uuid)
    expect(await shown()).toEqual([[uuid, 'SellerCancelled']])
    simulator.core.state.remove('unseen')
  })

  it('has a name of its own, or replaces the one of its name', async () => {
    const { state } = simulator.core
    const [one, two] = [await state.snapshot(), await state.snapshot()]
    expect([one.name, two.name]).toEqual(['snapshot-1', 'snapshot-2'])
    await state.snapshot('snapshot-1')
    expect(state.snapshots().map(({ name }) => name).toSorted()).toEqual(['snapshot-1', 'snapshot-2'])
    expect((await state.snapshot()).name).toBe('snapshot-3')
    for (const { name } of state.snapshots()) state.remove(name)
    expect(state.snapshots()).toEqual([])
  })

  it.each(['', ' ', '../x', 'a/b', '-a', '.', 'a b', 'a\n', 'ü', 'x'.repeat(64), '__proto__'])('is refused under the name %j', async (name) => {
    await expect(simulator.core.state.snapshot(name)).rejects.toMatchObject({ status: 400, path: '/name' })
    expect(simulator.core.state.snapshots()).toEqual([])
  })

  it('is refused where there is none', async () => {
    const before = simulator.changes()
    await expect(simulator.core.state.restore('constructor')).rejects.toMatchObject({ status: 404, path: '/name' })
    expect(() => { simulator.core.state.remove('missing') }).toThrow(expect.objectContaining({ status: 404, path: '/name' }))
    expect(simulator.changes()).toBe(before)
  })

  it('is refused beyond a hundred', async () => {
    const { state } = simulator.core
    for (let count = 0; count < 100; count++) await state.snapshot(`n${count}`)
    await expect(state.snapshot('more')).rejects.toMatchObject({ status: 409 })
    await state.snapshot('n7')
    for (const { name } of state.snapshots()) state.remove(name)
  })
})

/** Find an item of the sample data that can be booked at once. */
async function sampleItem (): Promise<Bookable & { readonly spaces: number }> {
  const items = await readFeed(simulator, SESSIONS)
  for (const { data } of items.filter(({ state }) => state === 'updated')) {
    const offer = data.offers?.find((one: { openBookingFlowRequirement?: unknown, validFromBeforeStartDate?: string, openBookingPrepayment?: string }) => one.openBookingFlowRequirement === undefined && one.validFromBeforeStartDate === undefined && one.openBookingPrepayment !== 'https://openactive.io/Unavailable')
    if (offer === undefined || data.remainingAttendeeCapacity < 1 || data.startDate < '2027-03-11' || data.organizer?.['@id'] === 'x') continue
    const bookable = { opportunity: data['@id'], offer: offer['@id'], price: offer.price, feed: 'scheduled-sessions', spaces: data.remainingAttendeeCapacity }
    if ((await c2(simulator, [bookable])).status === 200) {
      await simulator.core.state.reset()
      return bookable
    }
  }
  throw new Error('No sample item can be booked')
}
