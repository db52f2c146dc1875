import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { makeForApproval, PROPOSALS_FEED, propose } from '../../helpers/proposals.ts'
import { b, type Bookable, findInFeed, make, newUuid, PARTNER_1, PARTNER_2, readFeed, remainingOf, SELLER_2 } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

const ORDERS_FEED = '/api/openbooking/orders-rpde'
let simulator: Simulator

beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession', 'FacilityUseSlot'], control: 'on', logisticsUpdates: true }) })
afterAll(async () => { await simulator.app.close() })

const act = async (action: string, body: object, seller = 'any'): Promise<Answered> =>
  await control(simulator, 'POST', `/sellers/${seller}/${action}`, body)

/** Act, and expect that the answer is what the feed of the booking partner shows. */
async function shown (action: string, order: string, more: object = {}, feed = ORDERS_FEED): Promise<Body> {
  const { status, body, text } = await act(action, { order, ...more })
  expect(status, text).toBe(200)
  const items = await readFeed(simulator, feed, PARTNER_1)
  expect(body.feedItem).toEqual(items.find(({ id }: Body) => id === order))
  expect(body).toMatchObject({ uuid: order, partner: 'booking-partner-1', changed: true })
  expect(body.items).toEqual(body.feedItem.data.orderedItem)
  return body
}

async function book (items: readonly Bookable[]): Promise<string> {
  const uuid = newUuid()
  const { status, text } = await b(simulator, items, { uuid })
  if (status !== 201) throw new Error(text)
  return uuid
}

const statuses = ({ items }: Body): string[] => items.map(({ orderItemStatus }: Body) => orderItemStatus.split('/').at(-1))

describe('a seller', () => {
  it('cancels some items with a message, then the others', async () => {
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    const uuid = await book([item, item, item])
    const first = await shown('cancel', uuid, { items: ['2'], message: 'The trainer is ill.' })
    expect(statuses(first)).toEqual(['OrderItemConfirmed', 'SellerCancelled', 'OrderItemConfirmed'])
    expect(first.items[1].cancellationMessage).toBe('The trainer is ill.')
    expect([first.opportunities, await remainingOf(simulator, item)]).toEqual([[item.opportunity], 3])
    const all = await shown('cancel', uuid)
    expect(statuses(all)).toEqual(['SellerCancelled', 'SellerCancelled', 'SellerCancelled'])
    expect([all.feedItem.data.totalPaymentDue.price, await remainingOf(simulator, item)]).toEqual([0, 5])
    expect((await act('cancel', { order: uuid })).body).toMatchObject({ changed: false, opportunities: [] })
  })

  it.each(['notice', 'code', 'pass', 'channel', 'attended', 'absent', 'replace', 'move'])('does not %s items that are all cancelled', async (action) => {
    const item = await make(simulator)
    const uuid = await book([item, item])
    await shown('cancel', uuid, { items: ['1'] })
    const text = action === 'notice' ? { text: 'Bring a towel.' } : {}
    expect((await act(action, { order: uuid, items: ['1'], ...text })).body).toMatchObject({ status: 409, path: '/items' })
    if (action === 'channel' || action === 'move') return
    expect((await act(action, { order: uuid, items: ['2'], ...text })).body).toMatchObject({ changed: true })
  })

  it('names an item by its @id, in capitals too', async () => {
    const item = await make(simulator)
    const uuid = await book([item, item])
    for (const [index, spelled] of [uuid, uuid.toUpperCase()].entries()) {
      const text = `Notice ${index}`
      const { items } = await shown('notice', uuid, { text, items: [`${BASE}/api/openbooking/orders/${spelled}#/orderedItems/1`] })
      expect(items.map(({ customerNotice }: Body) => customerNotice)).toEqual([text, undefined])
    }
    for (const foreign of [`${BASE}/api/openbooking/orders/${newUuid()}#/orderedItems/1`, `https://elsewhere.example/api/openbooking/orders/${uuid}#/orderedItems/1`]) {
      expect((await act('notice', { order: uuid, text: 'No.', items: [foreign] })).status).toBe(404)
    }
  })

  it('gives new codes and passes, its own ones too, and records who came', async () => {
    const item = await make(simulator)
    const uuid = await book([item, item])
    const before = (await shown('code', uuid)).items
    const own = await shown('code', uuid, { code: 'GATE-7', items: ['1'] })
    expect(own.items.map(({ accessCode }: Body) => accessCode[0].description)).toEqual(['GATE-7', before[1].accessCode[0].description])
    const passes = await shown('pass', uuid, { pass: 'PASS7' })
    expect(passes.items[0].accessPass[1]).toMatchObject({ text: 'PASS7', url: `${BASE}/access-passes/code128/PASS7.png` })
    expect(statuses(await shown('attended', uuid, { items: ['1'] }))).toEqual(['AttendeeAttended', 'OrderItemConfirmed'])
    expect(statuses(await shown('absent', uuid, { items: ['2'] }))).toEqual(['AttendeeAttended', 'AttendeeAbsent'])
  })

  it('replaces several items by later copies at a lower price, and the totals follow', async () => {
    const item = await make(simulator, 'TestOpportunityBookableNonFreeTaxGross')
    const before = await remainingOf(simulator, item)
    const uuid = await book([item, item])
    const result = await shown('replace', uuid, { price: 5, items: ['1', '2'], notice: 'One hour later.' })
    expect(result.items.map(({ acceptedOffer, customerNotice }: Body) => [acceptedOffer.price, customerNotice])).toEqual([[5, 'One hour later.'], [5, 'One hour later.']])
    expect(result.feedItem.data.totalPaymentDue.price).toBe(10)
    const ids = result.items.map(({ orderedItem }: Body) => orderedItem['@id'])
    expect(new Set([...ids, item.opportunity]).size).toBe(3)
    expect(await remainingOf(simulator, item)).toBe(before)
    for (const id of ids) expect((await findInFeed(simulator, item.feed, id)).remainingAttendeeCapacity).toBe(before - 1)
  })

  it('replaces by a named opportunity, whose spaces it takes', async () => {
    const [item, other] = [await make(simulator), await make(simulator, 'TestOpportunityBookableOneSpace')]
    const uuid = await book([item, item])
    const { body, status } = await act('replace', { order: uuid, items: ['1', '2'], opportunity: other.opportunity, offer: other.offer })
    expect([status, body.path]).toEqual([409, '/opportunity'])
    const result = await shown('replace', uuid, { opportunity: other.opportunity, offer: other.offer })
    expect(result.items.map(({ orderedItem }: Body) => orderedItem['@id'])).toEqual([other.opportunity, item.opportunity])
    expect(await remainingOf(simulator, other)).toBe(0)
  })

  it.each([
    [{ price: 99 }, 409, '/price'], [{ price: 1.001 }, 400, '/price'], [{ offer: 'x' }, 400, '/opportunity'], [{ opportunity: 'x' }, 400, '/offer'], [{ opportunity: 'x', offer: 'x' }, 400, '/opportunity'], [{ items: ['9'] }, 404, '/items/0']
  ])('does not replace by %j', async (terms, status, path) => {
    const uuid = await book([await make(simulator)])
    const before = await simulator.state()
    const answer = await act('replace', { order: uuid, ...terms })
    expect([answer.status, answer.body.path, answer.text]).toEqual([status, path, expect.any(String)])
    expect(await simulator.state()).toEqual(before)
  })

  it('moves a session: every order of it moves', async () => {
    const item = await make(simulator)
    const [uuid, other] = [await book([item]), await book([item])]
    const { startDate } = await findInFeed(simulator, item.feed, item.opportunity)
    const result = await shown('move', uuid, { by: 'PT90M' })
    expect(Date.parse(result.items[0].orderedItem.startDate) - Date.parse(startDate)).toBe(90 * 60_000)
    expect((await findInFeed(simulator, item.feed, item.opportunity)).startDate).toBe(result.items[0].orderedItem.startDate)
    const feed = await readFeed(simulator, ORDERS_FEED, PARTNER_1)
    expect(feed.find(({ id }: Body) => id === other).data.orderedItem[0].orderedItem.startDate).toBe(result.items[0].orderedItem.startDate)
    expect((await act('move', { order: uuid, by: 'PT1H', start: '2027-03-12T10:00:00Z' })).body.path).toBe('/by')
  })

  it('amends a proposal in price, for all items or for one, then accepts it with a note', async () => {
    const item = await makeForApproval(simulator, 'TestOpportunityBookableNonFree')
    const { uuid, ids } = await propose(simulator, [item, item])
    const all = await shown('amend', uuid, { price: 12.5 }, PROPOSALS_FEED)
    expect(all.items.map(({ acceptedOffer }: Body) => acceptedOffer.price)).toEqual([12.5, 12.5])
    const one = await shown('amend', uuid, { items: [{ id: ids[1], price: 3 }], note: 'A discount for the second.' }, PROPOSALS_FEED)
    expect(one.items.map(({ acceptedOffer }: Body) => acceptedOffer.price)).toEqual([12.5, 3])
    expect(one.feedItem.data).toMatchObject({ orderSellerNote: 'A discount for the second.', totalPaymentDue: { price: 15.5 } })
    expect((await shown('accept', uuid, { note: 'See you!' }, PROPOSALS_FEED)).feedItem.data).toMatchObject({ orderProposalStatus: 'https://openactive.io/SellerAccepted', orderSellerNote: 'See you!' })
    expect((await act('accept', { order: uuid })).body.changed).toBe(false)
  })

  it('rejects a proposal with a note, after which it cannot change', async () => {
    const item = await makeForApproval(simulator)
    const { uuid } = await propose(simulator, [item])
    expect((await shown('reject', uuid, { note: 'We are full.' }, PROPOSALS_FEED)).feedItem.data.orderSellerNote).toBe('We are full.')
    for (const action of ['accept', 'amend', 'reject']) expect((await act(action, { order: uuid })).body).toMatchObject({ status: 409, path: '/order' })
  })
})

describe('the order that a seller acts on', () => {
  it('is found only for its own seller', async () => {
    const uuid = await book([await make(simulator)])
    expect((await act('attended', { order: uuid }, '2')).body).toMatchObject({ status: 404, path: '/order' })
    expect((await act('attended', { order: uuid }, encodeURIComponent(SELLER_2))).status).toBe(404)
    expect((await act('attended', { order: uuid }, '7')).body).toMatchObject({ status: 404, path: '/seller' })
    expect((await act('attended', { order: uuid }, '1')).status).toBe(200)
  })

  it('needs its booking partner if two have this UUID', async () => {
    const [item, uuid] = [await make(simulator), newUuid()]
    await b(simulator, [item], { uuid })
    await b(simulator, [item], { uuid, headers: PARTNER_2 })
    expect((await act('attended', { order: uuid })).body).toMatchObject({ status: 409, path: '/partner' })
    expect((await act('attended', { order: uuid, partner: 'booking-partner-2' })).body).toMatchObject({ partner: 'booking-partner-2', changed: true })
  })
})

it('a move beyond the years of documents is refused', async () => {
  const order = await book([await make(simulator)])
  for (const [member, value] of [['by', 'P999999999Y'], ['by', 'P7999Y'], ['start', '9999-12-31T23:00:00Z']] as const) {
    const { status, body } = await act('move', { order, [member]: value })
    expect([value, status, body.detail]).toEqual([value, 400, expect.stringContaining('before 9000')])
  }
})

describe('bad input', () => {
  const VALUES = [null, 0, -1, 1.5, '', ' ', '<b>', [], {}, true, '__proto__', 'a'.repeat(3000)]
  const NAMES = ['order', 'partner', 'items', 'message', 'text', 'note', 'price', 'opportunity', 'offer', 'code', 'pass', 'by', 'start', 'end', 'notice', '__proto__', 'constructor', 'Order', 'a/b', 'a~b', '']
  const ACTIONS = ['accept', 'amend', 'reject', 'cancel', 'replace', 'notice', 'code', 'pass', 'channel', 'attended', 'absent', 'move']

  it('is refused with the path of the member at fault, and nothing changes', async () => {
    const uuid = await book([await make(simulator)])
    const proposal = (await propose(simulator, [await makeForApproval(simulator)])).uuid
    const before = simulator.changes()
    let refused = 0
    // One assertion of all answers takes less time than three of each.
    const wrong: string[] = []
    for (const action of ACTIONS) {
      const order = ['accept', 'amend', 'reject'].includes(action) ? proposal : uuid
      for (const name of NAMES) {
        for (const value of VALUES) {
          const body = `{"order":${JSON.stringify(order)},${JSON.stringify(name)}:${JSON.stringify(value)}}`
          const { status, text, body: answer } = await act(action, body as unknown as object)
          // Some of the values suit some of the members.
          if (status === 200 && answer.uuid !== undefined) continue
          refused++
          const hasPath = answer.detail.includes('twice') || answer.detail.includes('not valid JSON') || /^\//.test(answer.path)
          if (![400, 404, 409].includes(status) || typeof answer.title !== 'string' || !hasPath) wrong.push(`${action} ${body}: ${text}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(refused).toBeGreaterThan(2000)
    expect(simulator.changes() - before).toBeLessThan(60)
  })

  it.each([
    [{ items: [{ id: '1', price: -3 }] }, 'items.0.price must be at least 0; received -3.'],
    [{ items: [{ id: '1', remove: false }] }, 'items.0.remove must be true; received false.'],
    [{ price: '3' }, 'price must be a number; received a text.'],
    [{ items: [] }, 'items must have 1 or more items; received a list.']
  ])('is refused with a number or truth value received, but not with a text: %j', async (more, words) => {
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    expect((await act('amend', { order: uuid, ...more })).body.detail).toContain(words)
  })
})
