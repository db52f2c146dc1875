import { describe, expect, it } from 'vitest'
import { OPPORTUNITY_TYPES } from '../../../schemas/opportunity-types.ts'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { buildApp } from '../../helpers/build-app.ts'
import {
  b, endOfFeed, findInFeed, make, newUuid, PARTNER_1, readFeed, remainingOf, sellerCancels, u
} from '../../helpers/requests.ts'

const parentOf = ({ superEvent, facilityUse }: { superEvent?: unknown, facilityUse?: unknown }): unknown => {
  const parent = superEvent ?? facilityUse
  return typeof parent === 'object' ? (parent as { '@id': string })['@id'] : parent
}

/** The kinds with a limited number of spaces: videos have no limit. */
const COUNTED = OPPORTUNITY_TYPES.filter((type) => type !== 'OnDemandEvent')

describe.each(COUNTED)('a replaced %s', (kind) => {
  it('moves one item to a new opportunity on the same terms, and frees the old space', async () => {
    const simulator = await buildApp()
    const items = [await make(simulator, 'TestOpportunityBookableCancellable', kind), await make(simulator, 'TestOpportunityBookableCancellable', kind)]
    const before = await remainingOf(simulator, items[0]!)
    const uuid = newUuid()
    const { body } = await b(simulator, items, { uuid })
    const [ends, feedEnd] = [await endOfFeed(simulator, ORDERS_FEED, PARTNER_1), await endOfFeed(simulator, `/feeds/${items[0]!.feed}`)]
    expect(await act(simulator, uuid, 'Replacement')).toBe(204)

    const updates = await readFeed(simulator, ends, PARTNER_1)
    expect(updates.map(({ id }) => id)).toEqual([uuid])
    const [replaced, kept] = updates[0].data.orderedItem
    expect([replaced['@id'], kept['@id']]).toEqual(body.orderedItem.map((item: { '@id': string }) => item['@id']))
    expect(kept.orderedItem).toBe(items[1]!.opportunity)
    expect(updates[0].data.totalPaymentDue).toEqual(body.totalPaymentDue)

    expect(await remainingOf(simulator, items[0]!)).toBe(before)
    const published = (await readFeed(simulator, feedEnd)).map(({ data }) => data['@id'])
    expect(published.sort()).toEqual([items[0]!.opportunity, replaced.orderedItem].sort())
    const [old, fresh] = [await findInFeed(simulator, items[0]!.feed, items[0]!.opportunity), await findInFeed(simulator, items[0]!.feed, replaced.orderedItem)]
    expect(fresh.remainingAttendeeCapacity ?? fresh.remainingUses).toBe(before - 1)
    expect(fresh.offers[0].price).toBe(old.offers[0].price)
    expect(fresh.offers.map((offer: { '@id': string }) => offer['@id'])).toContain(replaced.acceptedOffer['@id'])
    expect(parentOf(fresh)).toBe(parentOf(old))
    expect(replaced.orderedItem).not.toBe(items[0]!.opportunity)
  })

  it('frees a space of the new opportunity when it is cancelled', async () => {
    const simulator = await buildApp()
    const item = await make(simulator, 'TestOpportunityBookableCancellable', kind)
    const uuid = newUuid()
    const { body } = await b(simulator, [item], { uuid })
    await act(simulator, uuid, 'Replacement')
    const before = await remainingOf(simulator, item)
    const status = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    const fresh = { ...item, opportunity: status.body.orderedItem[0].orderedItem['@id'] }
    const taken = await remainingOf(simulator, fresh)
    expect((await u(simulator, uuid, [body.orderedItem[0]['@id']])).status).toBe(204)
    expect([await remainingOf(simulator, item), await remainingOf(simulator, fresh)]).toEqual([before, taken + 1])
  })
})

it('a replacement starts and ends one hour later', async () => {
  const simulator = await buildApp()
  const item = await make(simulator)
  const uuid = newUuid()
  await b(simulator, [item], { uuid })
  const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  await act(simulator, uuid, 'Replacement')
  const [{ data }] = await readFeed(simulator, end, PARTNER_1)
  const old = await findInFeed(simulator, item.feed, item.opportunity)
  const replaced = await findInFeed(simulator, item.feed, data.orderedItem[0].orderedItem)
  const shift = (name: string): number => Date.parse(replaced[name]) - Date.parse(old[name])
  expect([shift('startDate'), shift('endDate')]).toEqual([3_600_000, 3_600_000])
})

it('a replacement of a cancelled order changes nothing', async () => {
  const simulator = await buildApp()
  const uuid = newUuid()
  await b(simulator, [await make(simulator)], { uuid })
  await sellerCancels(simulator, uuid)
  const before = await simulator.state()
  expect(await act(simulator, uuid, 'Replacement')).toBe(204)
  expect(await simulator.state()).toEqual(before)
})

it('a repeated B after a replacement returns the order as it was booked', async () => {
  const simulator = await buildApp()
  const item = await make(simulator)
  const uuid = newUuid()
  const { body } = await b(simulator, [item], { uuid })
  expect(await act(simulator, uuid, 'Replacement')).toBe(204)
  expect((await b(simulator, [item], { uuid })).body).toEqual(body)
})

it('a video is replaced by another video', async () => {
  const simulator = await buildApp()
  const item = await make(simulator, 'TestOpportunityBookable', 'OnDemandEvent')
  const uuid = newUuid()
  await b(simulator, [item], { uuid })
  const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  await act(simulator, uuid, 'Replacement')
  const [{ data }] = await readFeed(simulator, end, PARTNER_1)
  expect(data.orderedItem[0].orderedItem).not.toBe(item.opportunity)
  expect(await findInFeed(simulator, 'on-demand-events', data.orderedItem[0].orderedItem)).toMatchObject({ '@type': 'OnDemandEvent' })
})
