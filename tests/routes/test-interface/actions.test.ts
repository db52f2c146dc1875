import { describe, expect, it } from 'vitest'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { shareApp, type Simulator } from '../../helpers/build-app.ts'
import {
  b, type Bookable, endOfFeed, EVERY_KIND, make, newUuid, PARTNER_1, PARTNER_2, readFeed, remainingOf, u
} from '../../helpers/requests.ts'

/** The kinds with a limited number of spaces: videos have no limit. */
const COUNTED = EVERY_KIND.filter((kind) => kind !== 'OnDemandEvent')

/** Each test acts on an order of its own. */
const shared = shareApp()

async function bookTwo (kind: typeof COUNTED[number]): Promise<{ simulator: Simulator, items: Bookable[], uuid: string, ids: string[], end: string }> {
  const simulator = await shared()
  const items = [await make(simulator, 'TestOpportunityBookableCancellable', kind), await make(simulator, 'TestOpportunityBookableCancellable', kind)]
  const uuid = newUuid()
  const { body } = await b(simulator, items, { uuid })
  return { simulator, items, uuid, ids: body.orderedItem.map((item: { '@id': string }) => item['@id']), end: await endOfFeed(simulator, ORDERS_FEED, PARTNER_1) }
}

/** The effect of each action on an item that is not cancelled. */
const OUTCOMES: ReadonlyArray<readonly [action: string, status: string, more: object, freesSpaces: boolean]> = [
  ['SellerRequestedCancellation', 'SellerCancelled', {}, true],
  ['SellerRequestedCancellationWithMessage', 'SellerCancelled', { cancellationMessage: expect.stringMatching(/./) }, true],
  ['CustomerNotice', 'OrderItemConfirmed', { customerNotice: expect.stringMatching(/./) }, false],
  ['AttendeeAttended', 'AttendeeAttended', {}, false],
  ['AttendeeAbsent', 'AttendeeAbsent', {}, false]
]

describe.each(OUTCOMES)('%s', (action, status, more, freesSpaces) => {
  it.each(COUNTED)('changes every item of an order of %ss in one feed item, and a repeat changes nothing', async (kind) => {
    const { simulator, items, uuid, ids, end } = await bookTwo(kind)
    const before = await remainingOf(simulator, items[0]!)
    expect(await act(simulator, uuid, action)).toBe(204)
    const updates = await readFeed(simulator, end, PARTNER_1)
    expect(updates.map(({ id }) => id)).toEqual([uuid])
    expect(updates[0].data.orderedItem).toEqual(ids.map((id) => expect.objectContaining({ '@id': id, orderItemStatus: `https://openactive.io/${status}`, ...more })))
    expect(await remainingOf(simulator, items[0]!)).toBe(freesSpaces ? before + 1 : before)
    expect(await act(simulator, uuid, action)).toBe(204)
    expect(await readFeed(simulator, end, PARTNER_1)).toEqual(updates)
  })

  it('leaves items cancelled by the customer unchanged', async () => {
    const { simulator, uuid, ids } = await bookTwo('ScheduledSession')
    await u(simulator, uuid, ids.slice(0, 1))
    const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
    await act(simulator, uuid, action)
    const [{ data }] = await readFeed(simulator, end, PARTNER_1)
    expect(data.orderedItem.map((item: { orderItemStatus: string }) => item.orderItemStatus.split('/').at(-1))).toEqual(['CustomerCancelled', status])
    expect(Object.keys(data.orderedItem[0])).not.toContain(Object.keys(more)[0] ?? 'error')
  })
})

it('an attended or missed item can no longer be cancelled', async () => {
  for (const action of ['AttendeeAttended', 'AttendeeAbsent']) {
    const { simulator, uuid, ids } = await bookTwo('ScheduledSession')
    await act(simulator, uuid, action)
    expect((await u(simulator, uuid, ids)).body['@type']).toBe('CancellationNotPermittedError')
  }
})

it('an action without credentials is refused for a UUID of two booking partners', async () => {
  const simulator = await shared()
  const item = await make(simulator)
  const uuid = newUuid()
  for (const headers of [PARTNER_1, PARTNER_2]) await b(simulator, [item], { uuid, headers })
  const before = await simulator.state()
  expect(await act(simulator, uuid, 'CustomerNotice', {})).toBe(409)
  expect(await simulator.state()).toEqual(before)
})
