import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { announceOrder } from '../../domain/feeds/announce.ts'
import { isDeleted, orderKey } from '../../domain/records/order.ts'
import { act, ORDERS_FEED } from '../helpers/actions.ts'
import { BASE, buildApp, NOW, openApp, type Simulator } from '../helpers/build-app.ts'
import { accepted, bAfterP, customerRejects, makeForApproval, p, proposalsOf, propose, seller } from '../helpers/proposals.ts'
import { b, type Bookable, c1, c2, make, newUuid, PARTNER_1, readFeed, SHARED, u } from '../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }

const upper = (text: string): string => text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (uuid) => uuid.toUpperCase())
const mixed = (text: string): string => text.replace(/[a-f]/, (letter) => letter.toUpperCase())
/** A UUID with letters, so that its spellings differ. */
const letters = (): string => newUuid().replace(/^.{4}/, 'abcd')

let simulator: Simulator
let item: Bookable
let forApproval: Bookable
beforeAll(async () => {
  simulator = await openApp({ ...ONE_TYPE, classic: true })
  item = await make(simulator)
  forApproval = await makeForApproval(simulator)
})
afterAll(async () => { await simulator.app.close() })

const status = async (uuid: string, headers: Record<string, string> = PARTNER_1): Promise<ReturnType<Simulator['request']>> =>
  await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })

describe('a UUID in capitals', () => {
  it('makes a quote, an order and an order proposal under the UUID in lower case', async () => {
    const uuid = letters()
    const call = { uuid: uuid.toUpperCase() }
    const answers = [
      await c1(simulator, [item], call), await c2(simulator, [item], call), await b(simulator, [item], call),
      await p(simulator, [forApproval], { uuid: uuid.replace('abcd', 'DCBA').toUpperCase() })
    ]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 201, 201])
    for (const { text } of answers) expect(text).not.toMatch(/[0-9A-F]{8}-[0-9A-F]{4}/)
    expect(answers[2]?.body).toMatchObject({ '@id': `${BASE}/api/openbooking/orders/${uuid}`, identifier: uuid })
  })

  it('finds the order of the UUID in lower case, and the reverse', async () => {
    for (const made of [letters(), letters().toUpperCase(), mixed(letters())]) {
      const first = await b(simulator, [item], { uuid: made })
      for (const uuid of [made.toLowerCase(), made.toUpperCase(), mixed(made)]) {
        expect((await b(simulator, [item], { uuid })).text).toBe(first.text)
        expect((await status(uuid)).status).toBe(200)
        expect((await c2(simulator, [item], { uuid })).body['@type']).toBe('OrderAlreadyExistsError')
        expect((await p(simulator, [forApproval], { uuid })).body['@type']).toBe('OrderAlreadyExistsError')
      }
      expect((await simulator.request('GET', `/orders/${made.toUpperCase()}`, { headers: SHARED })).status).toBe(404)
    }
  })

  it('cancels and deletes', async () => {
    const uuid = letters()
    const { body } = await b(simulator, [item], { uuid })
    expect((await u(simulator, uuid.toUpperCase(), [upper(body.orderedItem[0]['@id'])])).status).toBe(204)
    expect((await status(uuid)).body.orderedItem[0].orderItemStatus).toBe('https://openactive.io/CustomerCancelled')
    expect((await simulator.request('DELETE', `/api/openbooking/orders/${uuid.toUpperCase()}`, { headers: PARTNER_1 })).status).toBe(204)
    expect((await status(uuid)).status).toBe(404)
    const quote = letters()
    const before = await simulator.state()
    await c2(simulator, [item], { uuid: quote })
    await simulator.request('DELETE', `/api/openbooking/order-quotes/${quote.toUpperCase()}`, { headers: PARTNER_1 })
    expect(Object.keys(await simulator.state())).toEqual(Object.keys(before))
  })

  it('names the order of an action, with and without credentials, and the feed shows it in lower case', async () => {
    const uuid = letters()
    await b(simulator, [item], { uuid })
    expect(await act(simulator, uuid.toUpperCase(), 'CustomerNotice')).toBe(204)
    expect(await act(simulator, uuid.toUpperCase(), 'SellerRequestedCancellation', {})).toBe(204)
    const found = (await readFeed(simulator, ORDERS_FEED, PARTNER_1)).filter(({ id }) => id.toLowerCase() === uuid)
    expect(found).toMatchObject([{ id: uuid, data: { '@id': `${BASE}/api/openbooking/orders/${uuid}`, identifier: uuid } }])
  })

  it('names an order proposal and its version', async () => {
    const { uuid, version } = await accepted(simulator, [forApproval], { uuid: letters().toUpperCase() })
    expect((await bAfterP(simulator, upper(uuid.toLowerCase()), upper(version))).status).toBe(201)
    expect((await bAfterP(simulator, uuid.toLowerCase(), version)).status).toBe(201)
    const other = await propose(simulator, [forApproval], { uuid: letters() })
    expect((await seller(simulator, 'Amend', upper(other.uuid), { orderedItem: [{ '@id': upper(other.ids[0]!), acceptedOffer: { price: 1 } }] })).status).toBe(204)
    expect((await customerRejects(simulator, upper(other.uuid))).status).toBe(204)
    expect((await proposalsOf(simulator)).find(({ id }) => id === other.uuid).data.orderProposalStatus).toBe('https://openactive.io/CustomerRejected')
  })

  it('finds an order of the older API', async () => {
    const own = await openApp({ types: ['Event'] })
    try {
      const event = (await own.request('GET', '/events/1234', { headers: SHARED })).body
      const order = await own.request('POST', '/orders', { headers: { ...SHARED, 'content-type': 'application/json' }, body: { orderedItem: [{ orderedItem: { id: event.id }, orderQuantity: 1 }], acceptedOffer: [{ id: event.offers[0].id }], customer: { email: 'a@example.com' }, broker: { name: 'App' } } })
      expect(order.status).toBe(201)
      expect((await own.request('GET', `/orders/${String(order.body.identifier).toUpperCase()}`, { headers: SHARED })).body).toEqual((await own.request('GET', `/orders/${order.body.identifier}`, { headers: SHARED })).body)
    } finally { await own.app.close() }
  })
})

describe('older data with UUIDs in capitals', () => {
  /** A store with orders under the given spellings, each of another broker. */
  async function storeWith (uuids: readonly string[]): Promise<ReturnType<typeof createMemoryStore>> {
    const made = letters()
    await b(simulator, [item], { uuid: made })
    const order = await simulator.store.transaction(async (tx) => await tx.get('order', orderKey('booking-partner-1', made)))
    if (order === undefined || isDeleted(order)) throw new Error('no order')
    const store = createMemoryStore(emptySnapshot(NOW))
    for (const [index, uuid] of uuids.entries()) {
      await store.transaction(async (tx) => { await tx.apply([announceOrder({ ...order, uuid, booked: { ...order.booked, orderNumber: `N${index}` } })]) })
    }
    return store
  }
  const UUID = 'abcd1f6e-58a4-4c53-9f0e-6f1f5a4c7d20'
  const [UPPER, MIXED] = [UUID.toUpperCase(), UUID.replace('abcd', 'ABCD')]

  it('is found in lower case, and the orders feed shows it once', async () => {
    const old = await buildApp({ ...ONE_TYPE, store: await storeWith([UPPER]) })
    for (const uuid of [UPPER, UUID, MIXED]) expect((await old.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body.identifier).toBe(UUID)
    expect((await readFeed(old, ORDERS_FEED, PARTNER_1)).map(({ id }) => id)).toEqual([UUID])
  })

  it.each([
    ['the older has the UUID', [UPPER, MIXED], { [UUID]: 'N0', [UPPER]: 'N0', [MIXED]: 'N1' }],
    ['the one in lower case has the UUID', [UPPER, UUID], { [UUID]: 'N1', [UPPER]: 'N0', [MIXED]: 'N1' }]
  ])('of two orders that differ by case alone: %s, the other its spelling', async (_name, uuids, expected) => {
    const old = await buildApp({ ...ONE_TYPE, store: await storeWith(uuids) })
    const found: Record<string, string> = {}
    for (const uuid of [UUID, UPPER, MIXED]) found[uuid] = (await old.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body.orderNumber
    expect(found).toEqual(expected)
    const keeper = uuids.find((uuid) => uuid !== UUID && expected[uuid] !== expected[UUID])!
    const { body } = await old.request('GET', `/api/openbooking/orders/${keeper}`, { headers: PARTNER_1 })
    expect((await u(old, keeper, [body.orderedItem[0]['@id']])).status).toBe(204)
    expect(await act(old, keeper, 'CustomerNotice')).toBe(204)
    expect((await old.request('GET', `/api/openbooking/orders/${UUID}`, { headers: PARTNER_1 })).body.orderedItem[0].orderItemStatus).toBe('https://openactive.io/OrderItemConfirmed')
  })
})
