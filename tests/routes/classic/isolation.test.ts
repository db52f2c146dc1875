import { describe, expect, it } from 'vitest'
import type { Simulator } from '../../helpers/build-app.ts'
import {
  build, call, cancel, CANCELLATION, errorOf, MOUNTS, NEIGHBOUR, paid, pay, paymentOf, placed, spacesOf, refusal, show,
  WITH_NEIGHBOUR
} from '../../helpers/classic.ts'
import { SHARED } from '../../helpers/requests.ts'

const listed = async (simulator: Simulator, headers: Record<string, string>): Promise<string[]> => {
  const { numberOfItems, itemListElement = [] } = (await call(simulator, 'GET', '/orders', { headers })).body
  expect(itemListElement).toHaveLength(numberOfItems)
  return itemListElement.map(({ identifier }: { identifier: string }) => identifier)
}

describe.each(MOUNTS)('below "%s", the order of another booking partner', (mount) => {
  it.each([['held', placed], ['paid', paid]])('is unknown to every call while it is %s', async (_how, make) => {
    const simulator = await build(WITH_NEIGHBOUR)
    const { identifier } = await make(simulator)
    const path = `${mount}/orders/${identifier}`
    for (const [method, body] of [['GET'], ['PATCH', paymentOf(9.99)], ['PATCH', CANCELLATION], ['DELETE']] as const) {
      expect(await refusal(simulator, method, path, { headers: NEIGHBOUR, body })).toEqual([404, 'not_found'])
    }
    expect(await listed(simulator, NEIGHBOUR)).toEqual([])
    expect((await show(simulator, identifier)).status).toBe(200)
  })
})

describe('two booking partners', () => {
  it('each list their own orders, newest first', async () => {
    const simulator = await build(WITH_NEIGHBOUR)
    const [first, theirs, second] = [await placed(simulator), await placed(simulator, {}, NEIGHBOUR), await paid(simulator)]
    expect((await listed(simulator, SHARED)).slice(0, 2)).toEqual([second.identifier, first.identifier])
    expect(await listed(simulator, NEIGHBOUR)).toEqual([theirs.identifier])
  })

  it('share the spaces of an event', async () => {
    const simulator = await build(WITH_NEIGHBOUR)
    await placed(simulator, { quantity: 6 })
    await paid(simulator, { quantity: 3 }, NEIGHBOUR)
    expect(await spacesOf(simulator)).toBe(1)
  })
})

describe('with classicOpenOrders', () => {
  const OPEN = { ...WITH_NEIGHBOUR, classicOpenOrders: true }

  it('each booking partner sees all orders', async () => {
    const simulator = await build(OPEN)
    const [ours, theirs] = [await placed(simulator), await paid(simulator, {}, NEIGHBOUR)]
    for (const headers of [SHARED, NEIGHBOUR]) {
      expect((await listed(simulator, headers)).slice(0, 2)).toEqual([theirs.identifier, ours.identifier])
      for (const order of [ours, theirs]) expect((await show(simulator, order.identifier, headers)).body).toEqual(order)
    }
  })

  it('each booking partner pays, cancels and deletes all orders, and each order keeps its owner', async () => {
    const simulator = await build(OPEN)
    const [held, dropped] = [await placed(simulator, { quantity: 2 }), await placed(simulator)]
    expect((await pay(simulator, held.identifier, 19.98, NEIGHBOUR)).status).toBe(200)
    expect((await call(simulator, 'DELETE', `/orders/${dropped.identifier}`, { headers: NEIGHBOUR })).status).toBe(204)
    expect(errorOf(await show(simulator, dropped.identifier))).toEqual([410, 'gone'])
    expect(await spacesOf(simulator)).toBe(8)
    const path = `/api/openbooking/orders/${held.identifier}`
    expect((await simulator.request('GET', path, { headers: SHARED })).status).toBe(200)
    expect((await simulator.request('GET', path, { headers: NEIGHBOUR })).body['@type']).toBe('UnknownOrderError')
    expect((await cancel(simulator, held.identifier, NEIGHBOUR)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('an id without an order stays unknown', async () => {
    const simulator = await build(OPEN)
    for (const id of ['1', '__proto__', `${(await placed(simulator)).identifier}x`]) expect(await refusal(simulator, 'GET', `/orders/${id}`, { headers: NEIGHBOUR })).toEqual([404, 'not_found'])
  })
})
