import { describe, expect, it } from 'vitest'
import { BASE } from '../../helpers/build-app.ts'
import {
  build, call, CANCELLATION, errorOf, MOUNTS, orderBody, paid, pay, paymentOf, placed, spacesOf, refusal, show
} from '../../helpers/classic.ts'
import { CANARY, endOfFeed, newUuid, readFeed } from '../../helpers/requests.ts'

describe('the spaces of an unpaid order', () => {
  it('are leased for 15 minutes and then free again', async () => {
    const simulator = await build()
    const { identifier, paymentDueDate } = await placed(simulator, { quantity: 10 })
    expect(await refusal(simulator, 'POST', '/orders', { body: orderBody() })).toEqual([400, 'event_is_full'])
    simulator.clock.advance(14)
    expect(await spacesOf(simulator)).toBe(0)
    simulator.clock.advance(1)
    expect([await spacesOf(simulator), simulator.clock.now]).toEqual([10, new Date(paymentDueDate)])
    for (const [method, body] of [['GET'], ['PATCH', paymentOf(99.9)]] as const) {
      expect(await refusal(simulator, method, `/orders/${identifier}`, { body })).toEqual([400, 'anonymous_lease_expired'])
    }
    expect(await refusal(simulator, 'PATCH', `/orders/${identifier}`, { body: CANCELLATION })).toEqual([400, 'order_cannot_be_cancelled'])
    await paid(simulator, { quantity: 10 })
  })

  it('are free, and its customer is forgotten, a day after the lease expires', async () => {
    const simulator = await build()
    const { identifier } = await placed(simulator)
    const known = await paid(simulator, { more: { customer: { email: 'kept@example.com' } } })
    simulator.clock.advance(15 + 24 * 60 - 1)
    expect(errorOf(await show(simulator, identifier))).toEqual([400, 'anonymous_lease_expired'])
    simulator.clock.advance(1)
    expect(errorOf(await show(simulator, identifier))).toEqual([404, 'not_found'])
    expect(JSON.stringify(await simulator.state())).not.toContain(CANARY.email)
    expect((await show(simulator, known.identifier)).body).toEqual(known)
  })

  it('are leased for the minutes of the option leaseMinutes', async () => {
    const simulator = await build({ leaseMinutes: 60 })
    const { identifier, orderLeaseDuration, paymentDueDate } = await placed(simulator)
    expect([orderLeaseDuration, paymentDueDate]).toEqual(['PT60M', '2027-03-09T11:20:00Z'])
    simulator.clock.advance(59)
    expect((await pay(simulator, identifier, 9.99)).status).toBe(200)
  })

  it('are leased even with leasing none', async () => {
    const simulator = await build({ leasing: 'none' })
    await placed(simulator, { quantity: 4 })
    expect(await spacesOf(simulator)).toBe(6)
    simulator.clock.advance(15)
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('are announced in the feed when they are leased and when they are free again', async () => {
    const simulator = await build()
    const end = await endOfFeed(simulator, '/feeds/events')
    const news = async (): Promise<unknown[]> => (await readFeed(simulator, end)).map(({ data }) => [data['@id'], data.remainingAttendeeCapacity])
    await placed(simulator, { quantity: 4 })
    expect(await news()).toEqual([[`${BASE}/events/1234`, 6]])
    simulator.clock.advance(15)
    expect(await news()).toEqual([[`${BASE}/events/1234`, 10]])
  })
})

describe.each(MOUNTS)('deletion below "%s"', (mount) => {
  it.each([
    ['unpaid', 0], ['expired', 15]
  ])('of an %s order leaves no personal data and no leased space', async (_situation, minutes) => {
    const simulator = await build()
    const { identifier } = await placed(simulator, { quantity: 4, more: { broker: { name: 'Canary Broker' } } })
    simulator.clock.advance(minutes)
    const path = `${mount}/orders/${identifier}`
    const { status, text } = await call(simulator, 'DELETE', path)
    expect([status, text, await spacesOf(simulator)]).toEqual([204, '', 10])
    const state = JSON.stringify(await simulator.state())
    for (const personal of [CANARY.email, 'Mostyn', 'Canary']) expect(state).not.toContain(personal)
    for (const [method, body] of [['GET'], ['PATCH', paymentOf(39.96)], ['PATCH', CANCELLATION]] as const) expect(await refusal(simulator, method, path, { body })).toEqual([410, 'gone'])
  })

  it('of a deleted order is answered with 204 and changes nothing', async () => {
    const simulator = await build()
    const { identifier } = await placed(simulator)
    await call(simulator, 'DELETE', `${mount}/orders/${identifier}`)
    const before = await simulator.state()
    expect((await call(simulator, 'DELETE', `${mount}/orders/${identifier}`)).status).toBe(204)
    expect(await simulator.state()).toEqual(before)
  })

  it('of an unknown order is refused', async () => {
    const simulator = await build()
    for (const id of [newUuid(), '1', '__proto__', '']) expect(await refusal(simulator, 'DELETE', `${mount}/orders/${id}`)).toEqual([404, 'not_found'])
  })

  it('of a paid or cancelled order is refused', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator)
    const refused = async (): Promise<unknown[]> => await refusal(simulator, 'DELETE', `${mount}/orders/${identifier}`)
    expect(await refused()).toEqual([400, 'order_cannot_be_cancelled'])
    await call(simulator, 'PATCH', `${mount}/orders/${identifier}`, { body: CANCELLATION })
    expect(await refused()).toEqual([400, 'order_cannot_be_cancelled'])
    expect((await show(simulator, identifier)).status).toBe(200)
  })

  it('ignores a body', async () => {
    const simulator = await build()
    const { identifier } = await placed(simulator)
    expect(errorOf(await call(simulator, 'DELETE', `${mount}/orders/${identifier}`, { body: {} }))).toEqual([204, undefined])
  })
})
