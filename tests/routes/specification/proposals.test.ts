import { describe, expect, it } from 'vitest'
import { type Answered, shareApp, type Simulator } from '../../helpers/build-app.ts'
import { bySeller, type Created, create, requireValid } from '../../helpers/conditions.ts'
import { control } from '../../helpers/control.ts'
import { p, PROPOSALS_FEED, type Proposed, propose } from '../../helpers/proposals.ts'
import { c2, newUuid, PARTNER_1, PAYMENT, readFeed, remainingOf, SELLER_2 } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>
const app = shareApp({ control: 'on', types: ['ScheduledSession', 'OnDemandEvent'] })
const unleased = shareApp({ control: 'on', types: ['ScheduledSession'], leasing: 'none' })

const approved = async (simulator: Simulator, price: number, terms: object = {}): Promise<Created> =>
  await create(simulator, { flow: 'OpenBookingApprovalFlow', offers: [{ price, ...terms }] })
const inFeed = async (simulator: Simulator, uuid: string): Promise<Body> =>
  (await readFeed(simulator, PROPOSALS_FEED, PARTNER_1)).find(({ id }: Body) => id === uuid)?.data
const statusOf = async (simulator: Simulator, uuid: string): Promise<Body> =>
  (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body
async function confirm (simulator: Simulator, uuid: string): Promise<Answered> {
  const { orderProposalVersion } = await statusOf(simulator, uuid)
  const body = { '@context': 'https://openactive.io/', '@type': 'Order', orderProposalVersion, payment: { ...PAYMENT, identifier: 'p-1' } }
  return await simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body })
}
const pricesOf = ({ orderedItem }: Body): number[] => orderedItem.map(({ acceptedOffer }: Body) => acceptedOffer.price)

/** An order proposal of two sessions at 9 and 5, and a third session at 7. */
async function twoOfThree (simulator: Simulator): Promise<{ nine: Created, five: Created, seven: Created, proposed: Proposed }> {
  const [nine, five, seven] = [await approved(simulator, 9), await approved(simulator, 5), await approved(simulator, 7)]
  return { nine, five, seven, proposed: await propose(simulator, [nine.bookables[0], five.bookables[0]]) }
}

describe('with OpenBookingNegotiation the system may instead remove or replace the item', () => {
  it('an item is removed: the next version, the feed, the spaces and the order follow', async () => {
    const simulator = await app()
    const { nine, five, proposed: { uuid, ids, version } } = await twoOfThree(simulator)
    expect([await remainingOf(simulator, nine.bookables[0]), await remainingOf(simulator, five.bookables[0])]).toEqual([9, 9])
    await bySeller(simulator, 'amend', uuid, { items: [{ id: ids[0], remove: true }], note: 'The first is full.' })
    const feed = await inFeed(simulator, uuid)
    expect([feed.orderedItem.map((item: Body) => item['@id']), feed.totalPaymentDue.price, feed.orderProposalVersion === version]).toEqual([[ids[1]], 5, false])
    expect([await remainingOf(simulator, nine.bookables[0]), await remainingOf(simulator, five.bookables[0])]).toEqual([10, 9])
    await bySeller(simulator, 'accept', uuid)
    const { status, body } = await confirm(simulator, uuid)
    expect([status, pricesOf(body), body.totalPaymentDue.price]).toEqual([201, [5], 5])
    await requireValid([[feed, 'OrderProposalsFeed'], [body, 'BResponse']])
  })

  it('items are added, moved and removed in one amendment', async () => {
    const simulator = await app()
    const { nine, five, seven, proposed: { uuid, ids } } = await twoOfThree(simulator)
    const eight = await approved(simulator, 8)
    const [by7, by8] = [seven, eight].map(({ id, bookables: [{ offer }] }) => ({ opportunity: id, offer })) as [object, object]
    await bySeller(simulator, 'amend', uuid, { items: [{ id: '1', remove: true }, { id: ids[1], ...by7, price: 6 }, { ...by8 }, { ...by8, price: 2 }] })
    const status = await statusOf(simulator, uuid)
    expect([pricesOf(status), status.orderedItem.map(({ position }: Body) => position), status.totalPaymentDue.price]).toEqual([[6, 8, 2], [1, 2, 3], 16])
    expect(new Set(status.orderedItem.map((item: Body) => item['@id'])).size).toBe(3)
    const spaces = []
    for (const { bookables: [item] } of [nine, five, seven, eight]) spaces.push(await remainingOf(simulator, item))
    expect(spaces).toEqual([10, 10, 9, 8])
    // A further version removes an item that an earlier one has added; its id does not come again.
    await bySeller(simulator, 'amend', uuid, { items: [{ id: '4', remove: true }, { ...by8 }] })
    expect((await statusOf(simulator, uuid)).orderedItem.map((item: Body) => item['@id'].split('/').at(-1))).toEqual(['2', '3', '5'])
    await bySeller(simulator, 'accept', uuid)
    const { status: code, body } = await confirm(simulator, uuid)
    expect([code, pricesOf(body), body.orderedItem.every((item: Body) => item.accessCode !== undefined)]).toEqual([201, [6, 8, 8], true])
    await requireValid([[status, 'PResponse'], [body, 'BResponse']])
  })

  it('items change together where no change is possible alone: an item leaves the last space to another one', async () => {
    const simulator = await app()
    const { id, bookables: [last] } = await create(simulator, { flow: 'OpenBookingApprovalFlow', criterion: 'TestOpportunityBookableOneSpace' })
    const other = await approved(simulator, 5)
    const { uuid } = await propose(simulator, [last, other.bookables[0]])
    await bySeller(simulator, 'amend', uuid, { items: [{ id: '1', remove: true }, { opportunity: id, offer: last.offer }] })
    expect((await statusOf(simulator, uuid)).orderedItem.map((item: Body) => item['@id'].split('/').at(-1))).toEqual(['2', '3'])
  })

  it('items change together where no change is possible alone: all of them can be paid later', async () => {
    const simulator = await app()
    const [atOnce, later] = [{ openBookingPrepayment: 'Required' }, { openBookingPrepayment: 'Unavailable' }]
    const [before, after] = [await approved(simulator, 9, atOnce), await approved(simulator, 9, later)]
    const { uuid } = await propose(simulator, [before.bookables[0], before.bookables[0]])
    const to = { opportunity: after.id, offer: after.bookables[0].offer }
    await bySeller(simulator, 'amend', uuid, { items: [{ id: '1', ...to }, { id: '2', ...to }] })
    expect((await statusOf(simulator, uuid)).totalPaymentDue).toMatchObject({ price: 18, openBookingPrepayment: 'https://openactive.io/Unavailable' })
  })

  it('and P answers a repeat as before', async () => {
    const simulator = await app()
    const { nine, five, seven } = await twoOfThree(simulator)
    const uuid = newUuid()
    const { body } = await propose(simulator, [nine.bookables[0], five.bookables[0]], { uuid })
    await bySeller(simulator, 'amend', uuid, { items: [{ id: '2', remove: true }, { opportunity: seven.id, offer: seven.bookables[0].offer }] })
    expect((await p(simulator, [nine.bookables[0], five.bookables[0]], { uuid })).body).toEqual(body)
  })

  it('and an export brings its items back', async () => {
    const simulator = await app()
    const { seven, proposed: { uuid } } = await twoOfThree(simulator)
    await bySeller(simulator, 'amend', uuid, { items: [{ id: '1', remove: true }, { opportunity: seven.id, offer: seven.bookables[0].offer }] })
    const before = await statusOf(simulator, uuid)
    const { body: exported } = await control(simulator, 'GET', '/export')
    expect((await control(simulator, 'POST', '/import', exported)).status).toBe(200)
    expect(await statusOf(simulator, uuid)).toEqual(before)
  })

  it.each<[terms: (other: Created) => object[], status: number, path: string]>([
    [() => [{ id: '1', remove: true }, { id: '2', remove: true }], 400, '/items'],
    [() => [{ id: '9', remove: true }], 404, '/items/0/id'],
    [() => [{ remove: true }], 400, '/items/0/id'],
    [() => [{ id: '1', remove: true, price: 5 }], 400, '/items/0/remove'],
    [() => [{ id: '1', price: 5 }, { id: '1', remove: true }], 400, '/items'],
    [() => [{ id: '1', remove: true }, { id: '1', remove: true }], 400, '/items'],
    [() => [{ id: '1', price: 5 }, { id: '1', price: 6 }], 400, '/items'],
    [() => [{ id: '1', price: 1_000_000.01 }], 400, '/items/0'],
    [() => [{ price: 5 }], 400, '/items/0'],
    [({ id }) => [{ opportunity: id }], 400, '/items/0'],
    [({ id }) => [{ opportunity: id, offer: 'x' }], 400, '/items/0'],
    [({ id, bookables: [{ offer }] }) => [{ id: '1', price: 3 }, { opportunity: id, offer, price: 1.001 }], 400, '/items/1'],
    [({ id, bookables: [{ offer }] }) => Array(11).fill({ opportunity: id, offer }), 409, '/items']
  ])('but not by %s', async (terms, status, path) => {
    const simulator = await app()
    const { seven, proposed: { uuid } } = await twoOfThree(simulator)
    const before = simulator.changes()
    const answer = await control(simulator, 'POST', '/sellers/any/amend', { order: uuid, items: terms(seven) })
    expect([answer.status, answer.body.path, answer.text]).toEqual([status, path, expect.any(String)])
    expect(simulator.changes()).toBe(before)
  })

  it.each([
    [{ attendeeDetails: ['email'] }, { attendeeDetails: ['email', 'telephone'] }, 'telephone'],
    [{ attendeeDetails: ['email'] }, { attendeeDetails: ['email'], intakeForm: ['nickname'] }, 'nickname']
  ])('nor by an offer that asks for more than the former one: %j, %j', async (asked, more, missing) => {
    const simulator = await app()
    const [former, same, greedy] = [await approved(simulator, 5, asked), await approved(simulator, 4, asked), await approved(simulator, 3, more)]
    const [{ opportunity: orderedItem, offer: acceptedOffer }] = former.bookables
    const items = [{ '@type': 'OrderItem', position: 0, orderedItem, acceptedOffer, attendee: { '@type': 'Person', email: 'ada@example.com' } }]
    const { uuid } = await propose(simulator, former.bookables, { more: { orderedItem: items } })
    const amend = async ({ id: opportunity, bookables: [{ offer }] }: Created): Promise<Answered> =>
      await control(simulator, 'POST', '/sellers/any/amend', { order: uuid, items: [{ id: '1', opportunity, offer }] })
    const { status, body } = await amend(greedy)
    expect([status, body.path, body.detail]).toEqual([400, '/items/0', expect.stringContaining(missing)])
    expect((await amend(same)).status).toBe(200)
  })

  it('nor by an item of another seller, or one that asks for details', async () => {
    const simulator = await app()
    const { proposed: { uuid } } = await twoOfThree(simulator)
    for (const given of [{ seller: SELLER_2 }, { offers: [{ attendeeDetails: ['email'] }] }]) {
      const { id, bookables: [{ offer }] } = await create(simulator, given)
      const { status, body } = await control(simulator, 'POST', '/sellers/any/amend', { order: uuid, items: [{ opportunity: id, offer }] })
      expect([status >= 400, body.path]).toEqual([true, '/items/0'])
    }
  })
})

describe('`lease` in the answer of P', () => {
  it('lasts until the first opportunity of the open proposal ends', async () => {
    const simulator = await app()
    const { proposed: { uuid, body }, nine: { bookables: [item] } } = await twoOfThree(simulator)
    // The sessions start a day ahead, at 10:20.
    const ends = body.orderedItem[0].orderedItem.endDate
    expect(body.lease).toEqual({ '@type': 'Lease', leaseExpires: ends })
    expect((await statusOf(simulator, uuid)).lease).toEqual(body.lease)
    await requireValid([[body, 'PResponse']])
    expect(await remainingOf(simulator, item)).toBe(9)
    await bySeller(simulator, 'reject', uuid)
    expect((await statusOf(simulator, uuid)).lease).toBeUndefined()
  })

  it('is missing without leasing, and for a video, which never ends', async () => {
    const none = await unleased()
    expect((await propose(none, [(await approved(none, 9)).bookables[0]])).body.lease).toBeUndefined()
    const simulator = await app()
    const { bookables: [item] } = await create(simulator, { type: 'OnDemandEvent', flow: 'OpenBookingApprovalFlow' })
    expect((await propose(simulator, [item])).body.lease).toBeUndefined()
  })
})

describe('orderNumber at P', () => {
  it('is that of the later Order, and not in the feed', async () => {
    const simulator = await app()
    const { proposed: { uuid, body } } = await twoOfThree(simulator)
    expect(body.orderNumber).toMatch(/^\w+$/)
    await bySeller(simulator, 'accept', uuid)
    expect([(await statusOf(simulator, uuid)).orderNumber, (await inFeed(simulator, uuid)).orderNumber]).toEqual([body.orderNumber, undefined])
    expect((await confirm(simulator, uuid)).body.orderNumber).toBe(body.orderNumber)
  })

  it('a quote has none', async () => {
    const simulator = await app()
    expect((await c2(simulator, [(await approved(simulator, 9)).bookables[0]])).body.orderNumber).toBeUndefined()
  })
})
