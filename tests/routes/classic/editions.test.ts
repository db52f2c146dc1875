import { describe, expect, it } from 'vitest'
import { act, actOn } from '../../helpers/actions.ts'
import { type Answered, BASE, type Simulator } from '../../helpers/build-app.ts'
import { DAY, sharePreparation, start } from '../../helpers/classic-restart.ts'
import { bookable, call, cancel, errorOf, paid, pay, placed, spacesOf, post, show } from '../../helpers/classic.ts'
import { b, newUuid, sellerCancels, SHARED, u } from '../../helpers/requests.ts'

const status = async (simulator: Simulator, uuid: string): Promise<Answered> => await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: SHARED })

/** An event full of orders of both APIs, whose simulator restarts a day later, so that it gets a new edition. */
const restarted = sharePreparation(async (simulator) => {
  const uuid = newUuid()
  const old = await paid(simulator, { quantity: 2 })
  await b(simulator, [bookable()], { uuid, headers: SHARED })
  await paid(simulator, { quantity: 7 })
  return { old, uuid, shown: await status(simulator, old.identifier) }
}, DAY)

async function afterwards () {
  const { simulator, prepared } = await restarted()
  expect(await spacesOf(simulator)).toBe(10)
  return { simulator, ...prepared }
}

describe('an order of the previous edition of an event', () => {
  it('is unchanged in either API', async () => {
    const { simulator, old, shown } = await afterwards()
    expect((await show(simulator, old.identifier)).body).toEqual(old)
    expect(old.acceptedOffer[0].cancellationValidUntil).toBe('2027-03-15T08:00:00Z')
    const withoutCapacity = ({ text }: Answered): string => text.replace(/"remainingAttendeeCapacity":\d+/g, '')
    expect(withoutCapacity(await status(simulator, old.identifier))).toBe(withoutCapacity(shown))
    expect(shown.body.orderedItem[0].orderedItem.startDate).toBe('2027-03-16T08:00:00Z')
  })

  it.each<[how: string, end: (simulator: Simulator, uuid: string) => Promise<unknown>, result: unknown]>([
    ['cancelled by the older API', async (simulator, uuid) => (await cancel(simulator, uuid)).status, 200],
    ['cancelled by the Open Booking API', async (simulator, uuid) => (await u(simulator, uuid, [1, 2].map((item) => `${BASE}/api/openbooking/orders/${uuid}#/orderedItems/${item}`), { headers: SHARED })).status, 204],
    ['cancelled by the seller', async (simulator, uuid) => (await sellerCancels(simulator, uuid, SHARED)).status, 204],
    ['deleted', async (simulator, uuid) => (await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: SHARED })).status, 204],
    ['replaced by the seller', async (simulator, uuid) => await act(simulator, uuid, 'Replacement', SHARED), 204]
  ])('frees no space of the new edition when it is %s', async (_how, end, result) => {
    const { simulator, old } = await afterwards()
    expect(await end(simulator, old.identifier)).toBe(result)
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('made by B frees no space of the new edition when the older API cancels it', async () => {
    const { simulator, uuid } = await afterwards()
    expect((await cancel(simulator, uuid)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('cannot be cancelled within a day of its own date', async () => {
    const first = await start()
    const { identifier } = await paid(first.simulator)
    const { simulator } = await first.restart(7 * DAY)
    expect((await cancel(simulator, identifier)).body.title).toBe('Cancellation window is over')
  })

  it('keeps its time when the seller changes the time of the new edition', async () => {
    const { simulator, old, shown } = await afterwards()
    expect(await actOn(simulator, `${BASE}/events/1234`, 'ChangeOfLogisticsTime', SHARED)).toBe(204)
    expect((await call(simulator, 'GET', '/events/1234')).body.startDate).toBe('2027-03-17T09:00:00Z')
    expect((await status(simulator, old.identifier)).body.orderedItem[0].orderedItem.startDate).toBe(shown.body.orderedItem[0].orderedItem.startDate)
    await cancel(simulator, old.identifier)
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('is independent of an order of the new edition', async () => {
    const { simulator, old } = await afterwards()
    const fresh = await paid(simulator, { quantity: 10 })
    await cancel(simulator, old.identifier)
    expect(errorOf(await post(simulator))).toEqual([400, 'event_is_full'])
    await cancel(simulator, fresh.identifier)
    expect(await spacesOf(simulator)).toBe(10)
  })
})

describe('spaces leased before a restart', () => {
  it('stay leased and can be paid', async () => {
    const first = await start()
    const { identifier } = await placed(first.simulator, { quantity: 4 })
    const { simulator } = await first.restart(5)
    expect(await spacesOf(simulator)).toBe(6)
    expect((await pay(simulator, identifier, 39.96)).body.orderStatus).toBe('https://schema.org/OrderDelivered')
    expect(await spacesOf(simulator)).toBe(6)
  })

  it('are free again when the lease expires', async () => {
    const first = await start()
    const { identifier } = await placed(first.simulator, { quantity: 4 })
    const { simulator, wait } = await first.restart(5)
    wait(10)
    expect([await spacesOf(simulator), ...errorOf(await show(simulator, identifier))]).toEqual([10, 400, 'anonymous_lease_expired'])
  })

  it('stay leased in a new edition, and no space is lost or sold twice', async () => {
    const first = await start()
    await paid(first.simulator, { quantity: 6 })
    const [payable, expiring] = [await placed(first.simulator, { quantity: 3 }), await placed(first.simulator)]
    const { simulator, wait } = await first.restart(5)
    expect(await spacesOf(simulator)).toBe(6)
    const { body } = await pay(simulator, payable.identifier, 29.97)
    expect([body.orderStatus, await spacesOf(simulator)]).toEqual(['https://schema.org/OrderDelivered', 6])
    wait(10)
    expect([await spacesOf(simulator), ...errorOf(await show(simulator, expiring.identifier))]).toEqual([7, 400, 'anonymous_lease_expired'])
    await cancel(simulator, payable.identifier)
    expect(await spacesOf(simulator)).toBe(10)
  })

  it.each([
    [0, 10], [5, 5]
  ])('do not make an event full once the lease has expired: %i sold, %i leased', async (sold, held) => {
    const first = await start()
    if (sold > 0) await paid(first.simulator, { quantity: sold })
    await placed(first.simulator, { quantity: held })
    const { simulator } = await first.restart(DAY)
    expect([(await call(simulator, 'GET', '/events/1234')).body.startDate, await spacesOf(simulator)]).toEqual(['2027-03-16T08:00:00Z', 10 - sold])
  })
})
