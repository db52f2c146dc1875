import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { makeForApproval, PROPOSALS_FEED, propose } from '../../helpers/proposals.ts'
import { b, type Bookable, c1, c2, findInFeed, make, newUuid, PARTNER_1, readFeed, remainingOf } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

let simulator: Simulator

beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession', 'FacilityUseSlot', 'Event', 'CourseInstance', 'OnDemandEvent'], control: 'on', logisticsUpdates: true })
})
afterAll(async () => { await simulator.app.close() })

const patch = async (id: string, body: object): Promise<Answered> =>
  await control(simulator, 'PATCH', `/opportunities/${id.replace(`${BASE}/`, '')}`, body)

/** Change an opportunity, and expect that the answer is what its feed shows. */
async function changed (item: Bookable, body: object): Promise<Body> {
  const answer = await patch(item.opportunity, body)
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body.changed).toBe(true)
  expect(answer.body.feedItem.data).toEqual(await findInFeed(simulator, item.feed, item.opportunity))
  expect(answer.body.affected).toContain(item.opportunity)
  return answer.body
}

describe('an opportunity', () => {
  it('gets other spaces, in total or remaining, but never fewer than are taken', async () => {
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    await b(simulator, [item, item])
    await c2(simulator, [item], { uuid: newUuid() })
    expect((await changed(item, { spaces: { remaining: 1 } })).feedItem.data).toMatchObject({ maximumAttendeeCapacity: 4, remainingAttendeeCapacity: 1 })
    expect((await changed(item, { spaces: { maximum: 3 } })).feedItem.data.remainingAttendeeCapacity).toBe(0)
    expect((await patch(item.opportunity, { spaces: { maximum: 2 } })).body).toMatchObject({ status: 409, path: '/spaces/maximum' })
    expect((await patch(item.opportunity, { spaces: { maximum: 3 } })).body).toEqual({ changed: false, affected: [], orders: [] })
    expect((await c1(simulator, [item])).body.orderedItem[0].error[0]['@type']).toBe('OpportunityCapacityIsReservedByLeaseError')
    await changed(item, { spaces: { remaining: 2 } })
    expect((await c1(simulator, [item])).status).toBe(200)
  })

  it('gets another time, at which its orders show it', async () => {
    const item = await make(simulator)
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    const { duration } = await findInFeed(simulator, item.feed, item.opportunity)
    const result = await changed(item, { start: '2027-05-01T18:00:00+01:00' })
    expect(result.feedItem.data).toMatchObject({ startDate: '2027-05-01T17:00:00Z', duration })
    expect(result.orders).toEqual([{ uuid, partner: 'booking-partner-1' }])
    const feed = await readFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_1)
    expect(feed.find(({ id }: Body) => id === uuid).data.orderedItem[0].orderedItem.startDate).toBe('2027-05-01T17:00:00Z')
    expect((await patch(item.opportunity, { end: '2027-05-01T17:00:00Z' })).body).toMatchObject({ status: 409, path: '/end' })
  })

  it('is cancelled, which rejects open proposals, and takes place again', async () => {
    const item = await makeForApproval(simulator)
    const { uuid } = await propose(simulator, [item])
    expect((await changed(item, { status: 'EventCancelled', name: 'No yoga' })).feedItem.data).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled', name: 'No yoga' })
    expect((await c1(simulator, [item])).body.orderedItem[0].error[0]['@type']).toBe('OpportunityOfferPairNotBookableError')
    const feed = await readFeed(simulator, PROPOSALS_FEED, PARTNER_1)
    expect(feed.find(({ id }: Body) => id === uuid).data.orderProposalStatus).toBe('https://openactive.io/SellerRejected')
    expect((await changed(item, { status: 'EventScheduled' })).feedItem.data.eventStatus).toBe('https://schema.org/EventScheduled')
  })

  it('gets other terms of its own offers', async () => {
    const item = await make(simulator, 'TestOpportunityBookable', 'Event')
    const offer = { id: item.offer, price: 7.5, openBookingPrepayment: 'Optional', validFromBeforeStartDate: 'P30D', allowCustomerCancellationFullRefund: false }
    expect((await changed(item, { offers: [offer] })).feedItem.data.offers[0]).toMatchObject({
      price: 7.5, openBookingPrepayment: 'https://openactive.io/Optional', validFromBeforeStartDate: 'P30D', allowCustomerCancellationFullRefund: false
    })
    expect((await c1(simulator, [item])).body.totalPaymentDue.price).toBe(7.5)
    const free = (await changed(item, { price: 0, offers: [{ id: item.offer, validFromBeforeStartDate: null }] })).feedItem.data.offers[0]
    expect([free.price, free.validFromBeforeStartDate, free.openBookingPrepayment]).toEqual([0, undefined, undefined])
  })
})

describe('a group', () => {
  it('owns the offers of its opportunities, which all follow', async () => {
    const item = await make(simulator, 'TestOpportunityBookableNonFree')
    const { superEvent } = await findInFeed(simulator, item.feed, item.opportunity)
    expect((await patch(item.opportunity, { price: 3 })).body).toMatchObject({ status: 409, path: '/price', detail: expect.stringContaining(superEvent) })
    const { body } = await patch(superEvent, { price: 3 })
    expect(body.affected.sort()).toEqual([item.opportunity, superEvent].sort())
    expect(body.feedItem.data.offers[0].price).toBe(3)
    expect((await c1(simulator, [item])).body.totalPaymentDue.price).toBe(3)
    const [{ group }] = (await control(simulator, 'GET', `/opportunities?group=${encodeURIComponent(superEvent)}`)).body.items
    expect(group).toBe(superEvent)
  })
})

describe('a change that does not fit', () => {
  it.each([
    ['OnDemandEvent', { spaces: { remaining: 1 } }, 409, '/spaces'], ['OnDemandEvent', { start: '2027-05-01T10:00:00Z' }, 409, '/start'],
    ['FacilityUseSlot', { status: 'EventCancelled' }, 409, '/status'], ['FacilityUseSlot', { name: 'x' }, 409, '/name'], ['CourseInstance', { start: '2027-05-01T10:00:00Z' }, 409, '/start'],
    ['Event', { price: 1.005 }, 400, '/price'], ['Event', { offers: [{ id: 'x' }] }, 404, '/offers/0/id'], ['Event', { offers: [{ price: 1 }] }, 400, '/offers/0/id'],
    ['Event', { start: '9999-12-31T23:59:59Z' }, 400, '/start'], ['Event', { end: '9999-12-31T23:59:59Z' }, 400, '/end'],
    ['Event', {}, 400, ''], ['Event', { spaces: {} }, 400, '/spaces'], ['Event', { spaces: { maximum: 1, remaining: 1 } }, 400, '/spaces'], ['Event', { spaces: { maximum: 1.5 } }, 400, '/spaces/maximum'],
    ['Event', { start: 'tomorrow' }, 400, '/start'], ['Event', { status: 'gone' }, 400, '/status'], ['Event', { 'a/b~c': 1 }, 400, '/a~1b~0c'], ['Event', { name: '<b>x</b>' }, 400, '/name'],
    ['Event', { offers: [{ id: 'x', validFromBeforeStartDate: 'soon' }] }, 400, '/offers/0/validFromBeforeStartDate']
  ] as const)('%s %j is refused with the path', async (kind, body, status, path) => {
    const item = await make(simulator, 'TestOpportunityBookable', kind)
    const before = await simulator.state()
    const answer = await patch(item.opportunity, body)
    expect([answer.status, answer.body.path, answer.body.detail]).toEqual([status, path, expect.any(String)])
    expect(await simulator.state()).toEqual(before)
  })

  it('names an opportunity that does not exist', async () => {
    for (const id of ['x', 'api/identifiers/events/none', '..%2F..', '%2e%2e/x', '__proto__']) expect((await patch(id, { name: 'x' })).status, id).toBe(404)
    expect((await patch('%', { name: 'x' })).status).toBe(400)
  })
})

it('an opportunity is found by its @id, percent-encoded, too', async () => {
  const item = await make(simulator)
  expect((await control(simulator, 'PATCH', `/opportunities/${encodeURIComponent(item.opportunity)}`, { spaces: { remaining: 1 } })).status).toBe(200)
  expect(await remainingOf(simulator, item)).toBe(1)
})
