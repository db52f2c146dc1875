import { describe, expect, it } from 'vitest'
import { BASE, type Simulator } from '../../helpers/build-app.ts'
import { DAY, start } from '../../helpers/classic-restart.ts'
import {
  bookable, build, call, cancel, errorOf, paid, pay, placed, spacesOf, post, show
} from '../../helpers/classic.ts'
import { b, endOfFeed, findInFeed, readFeed } from '../../helpers/requests.ts'

const EVERY = ['1000', '1234', '5678', '2001', '2002', '2003', '2004', '2005', '2006']
const event = async (simulator: Simulator, id = '1234') => (await call(simulator, 'GET', `/events/${id}`)).body
const datesOf = async (simulator: Simulator, ids: readonly string[] = EVERY): Promise<Record<string, string>> =>
  Object.fromEntries(await Promise.all(ids.map(async (id) => [id, (await event(simulator, id)).startDate])))

describe('a past event', () => {
  it('gets a new edition with ten spaces in either API at the next start', async () => {
    const first = await start()
    await paid(first.simulator, { quantity: 3 })
    const { simulator } = await first.restart(7 * DAY)
    const { startDate, endDate, remainingAttendeeCapacity, offers: [early, full] } = await event(simulator)
    expect([startDate, endDate, remainingAttendeeCapacity]).toEqual(['2027-03-23T08:00:00Z', '2027-03-23T09:00:00Z', 10])
    expect([early.validFrom, early.validThrough, full.validThrough, full.cancellationValidUntil]).toEqual(['2027-01-22T08:00:00Z', '2027-03-21T08:00:00Z', '2027-03-23T07:00:00Z', '2027-03-22T08:00:00Z'])
    expect(await findInFeed(simulator, 'events', `${BASE}/events/1234`)).toMatchObject({ startDate, remainingAttendeeCapacity: 10 })
    await paid(simulator, { quantity: 4, offer: '12341' })
    expect((await b(simulator, Array(6).fill(bookable()))).status).toBe(201)
    expect(await spacesOf(simulator)).toBe(0)
  })

  it('is announced in the feed as updated', async () => {
    const first = await start()
    const end = await endOfFeed(first.simulator, '/feeds/events')
    const { simulator } = await first.restart(7 * DAY)
    const changed = (await readFeed(simulator, end)).filter(({ data }) => data?.['@id'] === `${BASE}/events/1234`)
    expect(changed.map(({ state, data }) => [state, data.startDate])).toEqual([['updated', '2027-03-23T08:00:00Z']])
  })

  it('stays unchanged while the simulator runs', async () => {
    const { simulator, wait } = await start()
    const before = await datesOf(simulator)
    wait(30 * DAY)
    expect(await datesOf(simulator)).toEqual(before)
    expect(errorOf(await post(simulator))).toEqual([400, 'unavailable_event'])
  })

  it('gets a new edition after each one passes', async () => {
    const second = await (await start()).restart(8 * DAY)
    const { simulator } = await second.restart(80 * DAY)
    expect(await datesOf(simulator, ['1234', '5678'])).toEqual({ 1234: '2027-06-12T08:00:00Z', 5678: '2027-06-19T10:00:00Z' })
    await placed(simulator)
  })
})

describe('a full event', () => {
  it('gets a new edition at the next start', async () => {
    const first = await start()
    await paid(first.simulator, { quantity: 10, event: '5678' })
    const { simulator } = await first.restart(DAY)
    expect(await datesOf(simulator, ['1234', '5678'])).toEqual({ 1234: '2027-03-16T08:00:00Z', 5678: '2027-03-24T10:00:00Z' })
    expect(await spacesOf(simulator, '5678')).toBe(10)
  })

  it('stays full while the simulator runs', async () => {
    const { simulator, wait } = await start()
    await paid(simulator, { quantity: 10 })
    wait(2 * DAY)
    expect([await spacesOf(simulator), ...errorOf(await post(simulator))]).toEqual([0, 400, 'event_is_full'])
  })
})

describe('an upcoming event with free spaces', () => {
  it.each([0, 1, 60, 3 * DAY])('is unchanged at a start %i minutes later', async (minutes) => {
    const first = await start()
    await paid(first.simulator, { quantity: 9 })
    const before = await datesOf(first.simulator)
    const { simulator } = await first.restart(minutes)
    expect([await datesOf(simulator), await spacesOf(simulator)]).toEqual([before, 1])
  })

  it('can still be booked after a restart', async () => {
    const { simulator } = await (await start()).restart(6 * DAY)
    for (const [wanted, price] of [[{}, 9.99], [{ event: '5678', offer: '56781' }, 7.99]] as const) {
      expect((await pay(simulator, (await placed(simulator, wanted)).identifier, price)).status).toBe(200)
    }
  })
})

describe('a restart', () => {
  it.each([
    0, 1, 5, 6, 7, 8, 13, 14, 15, 20, 21, 22, 100
  ])('after %i days leaves 1234 and 5678 bookable, and 1000 past', async (days) => {
    const { simulator } = await (await start()).restart(days * DAY)
    for (const id of ['1234', '5678']) await paid(simulator, { event: id })
    expect(errorOf(await post(simulator, { event: '1000' }))).toEqual([400, 'unavailable_event'])
  })

  it.each([30, 59])('%i minutes before 1234 begins leaves it bookable', async (minutes) => {
    const { simulator } = await (await start()).restart(7 * DAY - 140 - minutes)
    expect(errorOf(await post(simulator))).toEqual([201, undefined])
  })

  it.each([0, 6, 13, 14, 15, 40, 100])('after %i days leaves an event for every error', async (days) => {
    const { simulator } = await (await start()).restart(days * DAY)
    const met = async (wanted: object): Promise<unknown> => errorOf(await post(simulator, wanted))[1]
    expect(await met({ event: '2001' })).toBe('event_is_full')
    expect(await met({ event: '2002', quantity: 3 })).toBe('event_has_insufficient_spaces')
    expect(await met({ event: '2003' })).toBe('offer_not_yet_valid')
    expect(await met({ event: '2004', offer: '20041' })).toBe('offer_expired')
    expect(await met({ event: '2005', offer: '20051' })).toBe('offer_not_yet_valid')
    const { identifier } = await paid(simulator, { event: '2006' })
    expect(errorOf(await cancel(simulator, identifier))).toEqual([400, 'order_is_uncancellable'])
  })

  it('gives an event a new edition once its condition no longer holds', async () => {
    const first = await start()
    await paid(first.simulator, { event: '2002' })
    const { simulator } = await first.restart(0)
    expect(await spacesOf(simulator, '2002')).toBe(2)
  })

  it('keeps exactly one historic order', async () => {
    const { simulator } = await (await (await start()).restart(DAY)).restart(100 * DAY)
    const { body: { itemListElement: [historic, ...others] } } = await call(simulator, 'GET', '/orders')
    expect([others, (await show(simulator, historic.identifier)).body.orderedItem[0].orderedItem.id]).toEqual([[], `${BASE}/events/1000`])
  })

  it('creates the events of the older API once classic is on', async () => {
    const { simulator } = await (await start({ classic: false })).restart(DAY, {})
    expect([await spacesOf(simulator), (await event(simulator)).startDate]).toEqual([10, '2027-03-17T08:00:00Z'])
  })
})

it('a simulator on a given store gives a full event a new edition', async () => {
  const first = await build()
  const kept = await first.state()
  await paid(first, { quantity: 10 })
  const second = await build({ store: { ...first.store, close: async () => {} } })
  expect(await spacesOf(second)).toBe(10)
  expect(kept.filter(([kind]) => kind === 'classic')).toHaveLength(1)
})
