import { describe, expect, it } from 'vitest'
import { OPPORTUNITY_TYPES } from '../../../schemas/opportunity-types.ts'
import { act, actOn, ORDERS_FEED } from '../../helpers/actions.ts'
import { buildApp, shareApp, type Simulator } from '../../helpers/build-app.ts'
import {
  b, type Bookable, endOfFeed, findInFeed, make, newUuid, PARTNER_1, readFeed, sellerCancels
} from '../../helpers/requests.ts'

type Node = Record<string, ReturnType<typeof JSON.parse>>

const GROUPS = {
  Name: ['name'],
  Time: ['startDate', 'endDate', 'duration'],
  Location: ['location'],
  MeetingPoint: ['meetingPoint']
} as const
const ASPECTS = Object.keys(GROUPS) as ReadonlyArray<keyof typeof GROUPS>

/** @returns a property of an opportunity, or else of its parent, as a reader finds it. */
const read = (node: Node | undefined, name: string): unknown => node === undefined ? undefined : node[name] ?? read(node['superEvent'] ?? node['facilityUse'], name)
const aspect = (node: Node, of: keyof typeof GROUPS): string => JSON.stringify(GROUPS[of].map((name) => read(node, name)))

const parentOf = (kind: typeof OPPORTUNITY_TYPES[number]): string | undefined => kind === 'ScheduledSession' ? 'session-series' : kind.endsWith('Slot') ? 'facility-uses' : undefined

async function bookOne (simulator: Simulator, item: Bookable): Promise<{ uuid: string, booked: Node, end: string }> {
  const uuid = newUuid()
  const { body } = await b(simulator, [item], { uuid })
  return { uuid, booked: body.orderedItem[0].orderedItem, end: await endOfFeed(simulator, ORDERS_FEED, PARTNER_1) }
}

const cells = OPPORTUNITY_TYPES.filter((kind) => kind !== 'OnDemandEvent').flatMap((kind) => ASPECTS.map((changed) => [kind, changed] as const))
  // Few kinds stand for all: a meeting point has no rule of its own.
  .filter(([kind, changed]) => changed !== 'MeetingPoint' || kind === 'ScheduledSession' || kind === 'HeadlineEventSubEvent')

/** Each cell changes an opportunity of its own. */
const withUpdates = shareApp({ logisticsUpdates: true })
const withoutUpdates = shareApp()

describe.each(cells)('a changed %s: its %s', (kind, changed) => {
  it('is the only change in the orders feed with logisticsUpdates', async () => {
    const simulator = await withUpdates()
    const item = await make(simulator, 'TestOpportunityBookable', kind)
    const { uuid, booked, end } = await bookOne(simulator, item)
    expect(await actOn(simulator, item.opportunity, `ChangeOfLogistics${changed}`)).toBe(204)
    const updates = await readFeed(simulator, end, PARTNER_1)
    expect(updates.map(({ id }) => id)).toEqual([uuid])
    const after = updates[0].data.orderedItem[0].orderedItem
    expect(ASPECTS.filter((of) => aspect(after, of) !== aspect(booked, of))).toEqual([changed])
    const status = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(aspect(status.body.orderedItem[0].orderedItem, changed)).toBe(aspect(after, changed))
  })

  it('is only in the open feed without logisticsUpdates', async () => {
    const simulator = await withoutUpdates()
    const item = await make(simulator, 'TestOpportunityBookable', kind)
    const { end } = await bookOne(simulator, item)
    const feeds = [item.feed, parentOf(kind)].flatMap((feed) => feed ?? [])
    const ends = await Promise.all(feeds.map(async (feed) => await endOfFeed(simulator, `/feeds/${feed}`)))
    expect(await actOn(simulator, item.opportunity, `ChangeOfLogistics${changed}`)).toBe(204)
    expect(await readFeed(simulator, end, PARTNER_1)).toEqual([])
    const published = (await Promise.all(ends.map(async (from) => await readFeed(simulator, from)))).flat()
    expect(published).toHaveLength(1)
  })
})

it.each(['FacilityUseSlot', 'OnDemandEvent'] as const)('change of meetingPoint: a %s has none', async (kind) => {
  const simulator = await buildApp({ types: [kind] })
  const item = await make(simulator, 'TestOpportunityBookable', kind)
  expect(await actOn(simulator, item.opportunity, 'ChangeOfLogisticsMeetingPoint')).toBe(400)
})

it('a name that changes twice is the original again', async () => {
  const simulator = await buildApp()
  const item = await make(simulator, 'TestOpportunityBookable', 'Event')
  const { name } = await findInFeed(simulator, 'events', item.opportunity)
  for (const expected of [`New: ${name}`, name]) {
    await actOn(simulator, item.opportunity, 'ChangeOfLogisticsName')
    expect((await findInFeed(simulator, 'events', item.opportunity)).name).toBe(expected)
  }
})

it('a change leaves a cancelled order out of the orders feed', async () => {
  const simulator = await buildApp({ logisticsUpdates: true })
  const item = await make(simulator)
  const { uuid } = await bookOne(simulator, item)
  await sellerCancels(simulator, uuid)
  const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  expect(await actOn(simulator, item.opportunity, 'ChangeOfLogisticsName')).toBe(204)
  expect(await readFeed(simulator, end, PARTNER_1)).toEqual([])
})

it('a change after a replacement applies to the new opportunity', async () => {
  const simulator = await buildApp({ logisticsUpdates: true })
  const item = await make(simulator)
  const { uuid, end } = await bookOne(simulator, item)
  await act(simulator, uuid, 'Replacement')
  const [{ data: { orderedItem: [{ orderedItem: replaced }] } }] = await readFeed(simulator, end, PARTNER_1)
  const next = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  expect(await actOn(simulator, item.opportunity, 'ChangeOfLogisticsTime')).toBe(204)
  expect(await readFeed(simulator, next, PARTNER_1)).toEqual([])
  await actOn(simulator, replaced['@id'], 'ChangeOfLogisticsTime')
  const [{ data }] = await readFeed(simulator, next, PARTNER_1)
  expect(data.orderedItem[0].orderedItem).toMatchObject({ '@id': replaced['@id'], superEvent: { name: replaced.superEvent.name } })
  expect(data.orderedItem[0].orderedItem.startDate).not.toBe(replaced.startDate)
})

describe('a change of a missing property or opportunity', () => {
  it.each([
    ['the location of an online session', 'TestOpportunityOnlineBookable', 'ScheduledSession', 'ChangeOfLogisticsLocation'],
    ['the time of a video', 'TestOpportunityBookable', 'OnDemandEvent', 'ChangeOfLogisticsTime']
  ] as const)('is refused for %s', async (_situation, criterion, kind, action) => {
    const simulator = await buildApp()
    const { opportunity } = await make(simulator, criterion, kind)
    const before = await simulator.state()
    expect(await actOn(simulator, opportunity, action)).toBe(400)
    expect(await simulator.state()).toEqual(before)
  })

  it('is refused for an unknown opportunity', async () => {
    const simulator = await buildApp()
    expect(await actOn(simulator, 'https://elsewhere.example/events/1', 'ChangeOfLogisticsName')).toBe(404)
  })
})
