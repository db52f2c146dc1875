import { describe, expect, it } from 'vitest'
import type { Simulator } from '../../helpers/build-app.ts'
import {
  bookable, build, call, errorOf, paid, pay, paymentOf, placed, spacesOf, post, refusal, show
} from '../../helpers/classic.ts'
import { b, c1, c2, newUuid, PARTNER_1, PARTNER_2, SHARED } from '../../helpers/requests.ts'

describe('the spaces of an event', () => {
  it('leased by the older API are unavailable to the Open Booking API', async () => {
    const simulator = await build()
    await placed(simulator, { quantity: 9 })
    expect((await c2(simulator, [bookable()], { headers: PARTNER_2 })).status).toBe(200)
    for (const step of [c1, c2]) expect((await step(simulator, [bookable()])).body.orderedItem[0].error[0]['@type']).toBe('OpportunityCapacityIsReservedByLeaseError')
    expect((await b(simulator, [bookable()])).status).toBe(409)
    simulator.clock.advance(15)
    expect((await b(simulator, [bookable()], { headers: PARTNER_1 })).status).toBe(201)
    expect(await spacesOf(simulator)).toBe(9)
  })

  it('sold by the older API are unavailable to the Open Booking API', async () => {
    const simulator = await build()
    await paid(simulator, { quantity: 10 })
    for (const step of [c1, c2]) expect((await step(simulator, [bookable()])).body.orderedItem[0].error[0]['@type']).toBe('OpportunityIsFullError')
    expect((await b(simulator, [bookable()])).status).toBe(409)
  })

  it.each([['C1', c1], ['C2', c2], ['B', b]])('held by %s are unavailable to the older API', async (_stage, step) => {
    const simulator = await build()
    await step(simulator, Array(8).fill(bookable()), { headers: PARTNER_1 })
    expect(errorOf(await post(simulator, { quantity: 3 }))).toEqual([400, 'event_has_insufficient_spaces'])
    const { identifier } = await placed(simulator, { quantity: 2 })
    expect(errorOf(await post(simulator))).toEqual([400, 'event_is_full'])
    expect((await pay(simulator, identifier, 19.98)).status).toBe(200)
    simulator.clock.advance(15)
    expect(await spacesOf(simulator)).toBe(step === b ? 0 : 8)
  })
})

describe('the UUID of an order of the older API', () => {
  it.each<[situation: string, make: (simulator: Simulator) => Promise<string>, status: number]>([
    ['is unpaid', async (simulator) => (await placed(simulator, { quantity: 2 })).identifier, 200],
    ['has expired', async (simulator) => {
      const { identifier } = await placed(simulator, { quantity: 2 })
      simulator.clock.advance(15)
      return identifier
    }, 400],
    ['was deleted', async (simulator) => {
      const { identifier } = await placed(simulator, { quantity: 2 })
      await call(simulator, 'DELETE', `/orders/${identifier}`)
      return identifier
    }, 410],
    ['is paid', async (simulator) => (await paid(simulator, { quantity: 2 })).identifier, 200]
  ])('that %s is taken, and quotes of the Open Booking API do not change it', async (_situation, make, status) => {
    const simulator = await build()
    const uuid = await make(simulator)
    const before = [(await show(simulator, uuid)).text, await spacesOf(simulator)]
    for (const step of [c1, c2, b]) expect((await step(simulator, [bookable()], { uuid, headers: SHARED })).body['@type']).toBe('OrderAlreadyExistsError')
    expect((await simulator.request('DELETE', `/api/openbooking/order-quotes/${uuid}`, { headers: SHARED })).status).toBe(204)
    expect([(await show(simulator, uuid)).text, await spacesOf(simulator)]).toEqual(before)
    expect((await show(simulator, uuid)).status).toBe(status)
  })

  it('is free for another booking partner', async () => {
    const simulator = await build()
    const { identifier } = await placed(simulator)
    expect((await b(simulator, [bookable()], { uuid: identifier, headers: PARTNER_1 })).status).toBe(201)
    expect((await show(simulator, identifier)).body.orderStatus).toBe('https://schema.org/OrderPaymentDue')
  })

  it('is never that of a quote: the older API does not find quotes', async () => {
    const simulator = await build()
    const uuid = newUuid()
    await c2(simulator, [bookable(), bookable()], { uuid, headers: SHARED })
    expect(await refusal(simulator, 'GET', `/orders/${uuid}`)).toEqual([404, 'not_found'])
    expect(await refusal(simulator, 'PATCH', `/orders/${uuid}`, { body: paymentOf(19.98) })).toEqual([404, 'not_found'])
    expect(await refusal(simulator, 'DELETE', `/orders/${uuid}`)).toEqual([404, 'not_found'])
  })
})
