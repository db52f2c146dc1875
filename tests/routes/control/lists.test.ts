import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { makeForApproval, propose } from '../../helpers/proposals.ts'
import { b, type Bookable, c2, CUSTOMER, make, newUuid, PARTNER_2, SELLER_1, u } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

let simulator: Simulator
let items: readonly Bookable[]
const uuids = [newUuid(), newUuid(), newUuid()] as const

beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], control: 'on' })
  items = [await make(simulator), await make(simulator)]
  await b(simulator, [items[0]!], { uuid: uuids[0] })
  const { body } = await b(simulator, [...items], { uuid: uuids[1] })
  await u(simulator, uuids[1], [body.orderedItem[1]['@id']])
  await b(simulator, [items[1]!], { uuid: uuids[2], headers: PARTNER_2 })
})
afterAll(async () => { await simulator.app.close() })

async function list (path: string): Promise<Body> {
  const { status, body, text } = await control(simulator, 'GET', path)
  if (status !== 200) throw new Error(text)
  return body
}

const uuidsOf = async (query: string): Promise<string[]> => (await list(`/orders?${query}`)).items.map(({ uuid }: Body) => uuid).sort()

describe('the list of orders', () => {
  it('shows items, prices and status, and no data of customers', async () => {
    const body = await list(`/orders?order=${uuids[1].toUpperCase()}`)
    expect(body).toEqual({ items: [expect.objectContaining({ uuid: uuids[1], partner: 'booking-partner-1', seller: SELLER_1, total: items[0]!.price, currency: 'GBP', taxes: [{ name: 'VAT at 20%', amount: Math.round(100 * items[0]!.price / 6) / 100 }] })] })
    expect(body.items[0].items.map(({ status, opportunity, offer }: Body) => [status, opportunity, offer]).sort()).toEqual([
      ['CustomerCancelled', items[1]!.opportunity, items[1]!.offer], ['OrderItemConfirmed', items[0]!.opportunity, items[0]!.offer]
    ])
    expect(JSON.stringify(body)).not.toContain(CUSTOMER.email)
  })

  it.each([
    ['partner=booking-partner-2', [2]], ['status=CustomerCancelled', [1]], ['seller=1', [0, 1, 2]], ['seller=2', []], ['partner=nobody', []], ['partner=booking-partner-1&status=OrderItemConfirmed', [0, 1]]
  ] as const)('is filtered by %s', async (query, expected) => {
    expect(await uuidsOf(query)).toEqual(expected.map((index) => uuids[index]).sort())
  })

  it('is filtered by opportunity', async () => {
    expect(await uuidsOf(`opportunity=${encodeURIComponent(items[1]!.opportunity)}`)).toEqual([uuids[1], uuids[2]].sort())
  })

  it.each([['limit=0', '/limit'], ['limit=501', '/limit'], ['limit=x', '/limit'], ['limit=1&limit=2', '/limit'], ['order=1', '/order'], ['status=gone', '/status'], ['seller=7', '/seller'], ['__proto__=1', '/__proto__'], ['unknown=1', '/unknown']])('is refused for %s', async (query, path) => {
    const { status, body } = await control(simulator, 'GET', `/orders?${query}`)
    expect([[400, 404].includes(status), body.path]).toEqual([true, path])
  })
})

it('pages of any size show each opportunity once, in the same order, although some are removed meanwhile', async () => {
  const all = (await list('/opportunities?limit=500')).items.map(({ id }: Body) => id)
  expect(all.length).toBeGreaterThan(50)
  for (const limit of [1, 7, 500]) {
    const found: string[] = []
    for (let page = await list(`/opportunities?limit=${limit}`); ; page = await list(`/opportunities?limit=${limit}&after=${encodeURIComponent(page.next)}`)) {
      expect(page.items.length).toBeLessThanOrEqual(limit)
      found.push(...page.items.map(({ id }: Body) => id))
      if (page.next === undefined || found.length > 40) break
    }
    expect(found).toEqual(all.slice(0, found.length))
  }
  expect((await list('/opportunities?after=~')).items).toEqual([])
})

it('the list of opportunities is filtered by type, dataset, start and remaining spaces', async () => {
  const of = async (query: string): Promise<Body[]> => (await list(`/opportunities?limit=500&${query}`)).items
  expect(new Set((await of('type=SessionSeries')).map(({ type }) => type))).toEqual(new Set(['SessionSeries']))
  const made = await of('dataset=tests&type=ScheduledSession')
  expect(made.map(({ id }) => id).sort()).toEqual(items.map(({ opportunity }) => opportunity).sort())
  expect(made[0]).toMatchObject({ spaces: { booked: expect.any(Number), leased: 0, remaining: expect.any(Number) }, offers: [{ price: items[0]!.price }] })
  const [{ start }] = made
  expect((await of(`from=${start}&until=${start}&dataset=tests`)).map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort())
  expect((await of('minRemaining=1000000'))).toEqual([])
})

it('the lists of leases and proposals show what is held and what waits', async () => {
  const [lease, item] = [newUuid(), await makeForApproval(simulator)]
  await c2(simulator, [items[0]!, items[0]!], { uuid: lease })
  expect((await list('/leases')).items).toEqual([{ uuid: lease, partner: 'booking-partner-1', seller: SELLER_1, expires: expect.any(String), holds: true, spaces: [{ opportunity: items[0]!.opportunity, count: 2 }] }])
  const { uuid } = await propose(simulator, [item])
  expect((await list('/proposals?status=AwaitingSellerConfirmation')).items).toEqual([expect.objectContaining({ uuid, status: 'AwaitingSellerConfirmation' })])
  expect((await list('/proposals?status=SellerAccepted')).items).toEqual([])
  expect((await list(`/leases?opportunity=${encodeURIComponent(item.opportunity)}`)).items.map((one: Body) => one.uuid)).toEqual([uuid])
  simulator.clock.advance(16)
  expect((await list(`/leases?order=${lease}`)).items).toEqual([])
})

describe('the feed items of an order', () => {
  it('are those that its booking partner reads now', async () => {
    const uuid = newUuid()
    await b(simulator, [items[0]!], { uuid })
    expect(await list(`/feed-items?order=${uuid}`)).toEqual({ items: [] })
    const { body: { feedItem } } = await control(simulator, 'POST', '/sellers/any/notice', { order: uuid, text: 'Bring a towel.' })
    expect(await list(`/feed-items?order=${uuid.toUpperCase()}`)).toEqual({ items: [{ partner: 'booking-partner-1', feed: 'orders', ...feedItem }] })
    expect(await list(`/feed-items?order=${uuid}&partner=booking-partner-2`)).toEqual({ items: [] })
  })

  it('are those of the order proposal, too', async () => {
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    const { body: { feedItem } } = await control(simulator, 'POST', '/sellers/any/accept', { order: uuid })
    expect(await list(`/feed-items?order=${uuid}`)).toEqual({ items: [{ partner: 'booking-partner-1', feed: 'order-proposals', ...feedItem }] })
  })
})

describe('an opportunity in its list', () => {
  it('is found by its @id, alone', async () => {
    const { items: found } = await list(`/opportunities?opportunity=${encodeURIComponent(items[0]!.opportunity)}`)
    expect(found.map(({ id }: Body) => id)).toEqual([items[0]!.opportunity])
  })

  it('has the windows of its offers as its feed has them', async () => {
    const found = (await list('/opportunities?limit=500')).items.flatMap(({ offers }: Body) => offers)
    const windows = ['validFromBeforeStartDate', 'validThroughBeforeStartDate', 'latestCancellationBeforeStartDate']
    expect(windows.map((name) => found.some((offer: Body) => /^P/.test(offer[name])))).toEqual([true, true, true])
    expect(found.every((offer: Body) => typeof offer.allowCustomerCancellationFullRefund === 'boolean')).toBe(true)
  })
})

it('every opportunity has a name: its own, that of its group, or that of the whole of which it is a part', async () => {
  const every = await openApp({ control: 'on' })
  const types = new Set<string>()
  const nameless: string[] = []
  let after = ''
  do {
    const { body } = await control(every, 'GET', `/opportunities?limit=500${after}`)
    for (const { id, type, name, group } of body.items) {
      types.add(type)
      if (name === undefined && group === undefined) nameless.push(id)
    }
    after = body.next === undefined ? '' : `&after=${encodeURIComponent(body.next)}`
  } while (after !== '')
  await every.app.close()
  expect([nameless, types.size > 6]).toEqual([[], true])
})
