import { describe, expect, it } from 'vitest'
import { isoInstant } from '../../../domain/protocol/time.ts'
import { BASE, shareApp } from '../../helpers/build-app.ts'
import { bySeller, create, errorsOf, requireValid } from '../../helpers/conditions.ts'
import { control } from '../../helpers/control.ts'
import { p } from '../../helpers/proposals.ts'
import { b, c1, c2, findInFeed, make, newUuid, PARTNER_1, readFeed, SELLER_1, SELLER_2, SHARED, u } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>
const types = ['ScheduledSession'] as const
const app = shareApp({ control: 'on', types: [...types, 'Event', 'FacilityUseSlot'] })
const closed = shareApp({ control: 'on', types: [...types], closedSeller: true })
const priced = shareApp({ control: 'on', types: [...types], leaseGuaranteesPrice: true, businessTax: 'excluded' })
const NOT_BOOKABLE = [['OpportunityOfferPairNotBookableError']]

describe('a seller that does not allow open booking (isOpenBookingAllowed false) is not bookable', () => {
  it('at any stage, which its feed and the quote say, while the other seller is open', async () => {
    const simulator = await closed()
    const { id, group, bookables: [item] } = await create(simulator, { seller: SELLER_2 })
    const [session, series] = [await findInFeed(simulator, 'scheduled-sessions', id), await findInFeed(simulator, 'session-series', `${BASE}/${group}`)]
    expect([session.superEvent, series.organizer.isOpenBookingAllowed]).toEqual([`${BASE}/${group}`, false])
    const call = { headers: SHARED, more: { seller: SELLER_2 } }
    for (const send of [c1, c2, p, b]) {
      const answer = await send(simulator, [item], call)
      expect([answer.status, errorsOf(answer), answer.body.seller.isOpenBookingAllowed]).toEqual([409, NOT_BOOKABLE, false])
    }
    const quote = await c1(simulator, [item], call)
    await requireValid([[series, 'BookableRPDEFeed'], [session, 'BookableRPDEFeed'], [quote.body, 'C1ResponseOrderItemError']])
    const { body } = await control(simulator, 'GET', `/bookability?opportunity=${encodeURIComponent(id)}&offer=${encodeURIComponent(item.offer)}`)
    expect(body.reasons[0].description).toBe('The seller does not allow open booking at present.')
    expect((await c1(simulator, [await make(simulator)])).status).toBe(200)
  })
})

describe('bookings with one Seller suspended for a time', () => {
  it('are refused, and so are cancellations, until the end of the suspension; feeds and orders stay', async () => {
    const simulator = await app()
    const item = await make(simulator)
    const uuid = newUuid()
    const { body: order } = await b(simulator, [item], { uuid })
    const before = [await readFeed(simulator, '/feeds/session-series'), await readFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_1)]
    const until = '2027-03-09T11:20:00Z'
    const rule = { on: 'booking', seller: SELLER_1, until, error: 'InvalidAuthorizationDetailsError' }
    expect((await control(simulator, 'POST', '/faults', rule)).status).toBe(201)
    const cancel = async (): Promise<number> => (await u(simulator, uuid, [order.orderedItem[0]['@id']])).status
    const answers = [await c1(simulator, [item]), await c2(simulator, [item]), await p(simulator, [item]), await b(simulator, [item])]
    expect(answers.map(({ status, body }) => [status, body['@type']])).toEqual(Array(4).fill([401, 'InvalidAuthorizationDetailsError']))
    expect(await cancel()).toBe(401)
    const other = { headers: SHARED, more: { seller: SELLER_2 } }
    expect((await c1(simulator, [await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)], other)).status).toBe(200)
    expect((await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status).toBe(200)
    await bySeller(simulator, 'notice', uuid, { text: 'We are back at eleven.' })
    const [items, orders] = [await readFeed(simulator, '/feeds/session-series'), await readFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_1)]
    expect(items.slice(0, before[0]!.length)).toEqual(before[0])
    expect(orders.at(-1)).toMatchObject({ id: uuid, state: 'updated', data: { orderedItem: [{ customerNotice: 'We are back at eleven.' }] } })
    simulator.clock.advance(60)
    expect([(await c1(simulator, [item])).status, await cancel()]).toEqual([200, 204])
  })

  it.each(['takeSpaces', 'stuck', 'feed'])('a fault of all stages of booking has none that a stage lacks: %s', async (name) => {
    const value = { takeSpaces: 1, stuck: true, feed: 'events' }[name]
    const { status, body } = await control(await app(), 'POST', '/faults', { on: 'booking', delay: 1, [name]: value })
    expect([status, body.path]).toEqual([400, `/${name}`])
  })
})

describe('windows across the changes of the clocks in the United Kingdom', () => {
  // 2027-03-28 and 2027-10-31 have 23 and 25 hours; a window of a day is 24 hours (RFC 3339 durations).
  it.each([['2027-03-28', '2027-03-27T11:00:00Z'], ['2027-10-31', '2027-10-30T11:00:00Z']])('%s: a day before 11:00 UTC is %s', async (day, opens) => {
    const simulator = await app()
    const create1 = async (terms: object): Promise<Body> => {
      const made = await create(simulator, { offers: [terms] })
      const patch = { start: `${day}T11:00:00Z`, end: `${day}T12:00:00Z` }
      await control(simulator, 'PATCH', `/opportunities/${made.id.slice(BASE.length + 1)}`, patch)
      return made.bookables[0]
    }
    const [opening, closing] = [await create1({ validFromBeforeStartDate: 'P1D' }), await create1({ validThroughBeforeStartDate: 'P1D' })]
    const at = async ({ opportunity, offer }: Body, instant: number): Promise<boolean> => {
      const query = new URLSearchParams({ opportunity, offer, at: isoInstant(new Date(instant)) })
      const { body } = await control(simulator, 'GET', `/bookability?${query.toString()}`)
      return body.bookable
    }
    const bound = Date.parse(opens)
    expect([await at(opening, bound - 1000), await at(opening, bound), await at(closing, bound), await at(closing, bound + 1000)]).toEqual([false, true, true, false])
  })
})

describe('mixed attendance (eventAttendanceMode Mixed)', () => {
  it.each(['ScheduledSession', 'Event'] as const)('a %s has a location and, once booked, a channel', async (type) => {
    const simulator = await app()
    const feed = type === 'Event' ? 'events' : 'session-series'
    const { id, group, bookables: [item] } = await create(simulator, { type, attendanceMode: 'Mixed' })
    const published = await findInFeed(simulator, feed, type === 'Event' ? id : `${BASE}/${group}`)
    expect(published).toMatchObject({ eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode', location: { '@type': 'Place' } })
    const { status, body } = await b(simulator, [item])
    expect([status, body.orderedItem[0].accessChannel]).toEqual([201, expect.objectContaining({ '@type': 'VirtualLocation' })])
    await requireValid([[published, 'BookableRPDEFeed'], [body, 'BResponse']])
  })

  it.each([
    [{ type: 'FacilityUseSlot', attendanceMode: 'Mixed' }, /no attendance mode/], [{ criterion: 'TestOpportunityOnlineBookable', attendanceMode: 'Offline' }, /online/]
  ])('%j is refused', async (given, words) => {
    expect(await control(await app(), 'POST', '/opportunities', given)).toMatchObject({ status: 400, body: { path: '/attendanceMode', detail: expect.stringMatching(words) } })
  })
})

describe('a lease should guarantee the price while it lasts', () => {
  const quoted = async (guarantees: boolean): Promise<Array<[number, number]>> => {
    const simulator = guarantees ? await priced() : await app()
    const { group, bookables: [item] } = await create(simulator, { offers: [{ price: 9 }] })
    const uuid = newUuid()
    const prices: Array<[number, number]> = []
    const note = ({ status, body }: Body): void => { prices.push([status, body.totalPaymentDue?.price]) }
    note(await c1(simulator, [item], { uuid }))
    await control(simulator, 'PATCH', `/opportunities/${group}`, { price: 11 })
    note(await c2(simulator, [item], { uuid }))
    note(await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 }))
    note(await b(simulator, [item], { uuid }))
    note(await c1(simulator, [item]))
    return prices
  }

  it('as an option: C2, the stored quote and B have the price of C1, and other orders the new one', async () => {
    expect(await quoted(true)).toEqual([[200, 9], [200, 9], [200, 9], [201, 9], [200, 11]])
  })

  it('by default it does not: B at the former price is refused', async () => {
    expect(await quoted(false)).toEqual([[200, 9], [200, 11], [200, 11], [400, undefined], [200, 11]])
  })

  it('no longer than the lease', async () => {
    const simulator = await priced()
    const { group, bookables: [item] } = await create(simulator, { offers: [{ price: 9 }] })
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    await control(simulator, 'PATCH', `/opportunities/${group}`, { price: 11 })
    simulator.clock.advance(15)
    expect((await b(simulator, [item], { uuid })).body['@type']).toBe('TotalPaymentDueMismatchError')
  })

  it('of the list, from which net prices follow', async () => {
    const simulator = await priced()
    const { group, bookables: [item] } = await create(simulator, { offers: [{ price: 12 }] })
    const uuid = newUuid()
    for (const [brokerRole, price] of [['ResellerBroker', 10], ['AgentBroker', 12], ['ResellerBroker', 10]] as const) {
      const { body } = await c2(simulator, [item], { uuid, more: { brokerRole: `https://openactive.io/${brokerRole}` } })
      expect(body.totalPaymentDue.price).toBe(price)
      await control(simulator, 'PATCH', `/opportunities/${group}`, { price: 18 })
    }
  })
})
