import { describe, expect, it } from 'vitest'
import type { Simulator } from '../../helpers/build-app.ts'
import {
  build, call, cancel, CANCELLATION, errorOf, MOUNTS, NEIGHBOUR, paid, pay, paymentOf, placed, placesOf, refusal, show,
  WITH_NEIGHBOUR
} from '../../helpers/classic.ts'
import { SHARED } from '../../helpers/requests.ts'

const listed = async (simulator: Simulator, headers: Record<string, string>): Promise<string[]> => {
  const { numberOfItems, itemListElement = [] } = (await call(simulator, 'GET', '/orders', { headers })).body
  expect(itemListElement).toHaveLength(numberOfItems)
  return itemListElement.map(({ identifier }: { identifier: string }) => identifier)
}

describe.each(MOUNTS)('below "%s", the order of another booking partner', (mount) => {
  it.each([['held', placed], ['paid', paid]])('that is %s is unknown, whatever is done with it', async (_how, make) => {
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
  it('list each their own orders, the newest first', async () => {
    const simulator = await build(WITH_NEIGHBOUR)
    const [first, theirs, second] = [await placed(simulator), await placed(simulator, {}, NEIGHBOUR), await paid(simulator)]
    expect((await listed(simulator, SHARED)).slice(0, 2)).toEqual([second.identifier, first.identifier])
    expect(await listed(simulator, NEIGHBOUR)).toEqual([theirs.identifier])
  })

  it('share the spaces', async () => {
    const simulator = await build(WITH_NEIGHBOUR)
    await placed(simulator, { quantity: 6 })
    await paid(simulator, { quantity: 3 }, NEIGHBOUR)
    expect(await placesOf(simulator)).toBe(1)
  })
})

describe('where orders are open to all booking partners', () => {
  const OPEN = { ...WITH_NEIGHBOUR, classicOpenOrders: true }

  it('each sees those of all', async () => {
    const simulator = await build(OPEN)
    const [ours, theirs] = [await placed(simulator), await paid(simulator, {}, NEIGHBOUR)]
    for (const headers of [SHARED, NEIGHBOUR]) {
      expect((await listed(simulator, headers)).slice(0, 2)).toEqual([theirs.identifier, ours.identifier])
      for (const order of [ours, theirs]) expect((await show(simulator, order.identifier, headers)).body).toEqual(order)
    }
  })

  it('each pays, cancels and deletes those of all, and they stay whose they are', async () => {
    const simulator = await build(OPEN)
    const [held, dropped] = [await placed(simulator, { quantity: 2 }), await placed(simulator)]
    expect((await pay(simulator, held.identifier, 19.98, NEIGHBOUR)).status).toBe(200)
    expect((await call(simulator, 'DELETE', `/orders/${dropped.identifier}`, { headers: NEIGHBOUR })).status).toBe(204)
    expect(errorOf(await show(simulator, dropped.identifier))).toEqual([410, 'gone'])
    expect(await placesOf(simulator)).toBe(8)
    const path = `/api/openbooking/orders/${held.identifier}`
    expect((await simulator.request('GET', path, { headers: SHARED })).status).toBe(200)
    expect((await simulator.request('GET', path, { headers: NEIGHBOUR })).body['@type']).toBe('UnknownOrderError')
    expect((await cancel(simulator, held.identifier, NEIGHBOUR)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await placesOf(simulator)).toBe(10)
  })

  it('an id that nobody has is unknown still', async () => {
    const simulator = await build(OPEN)
    for (const id of ['1', '__proto__', `${(await placed(simulator)).identifier}x`]) expect(await refusal(simulator, 'GET', `/orders/${id}`, { headers: NEIGHBOUR })).toEqual([404, 'not_found'])
  })
})
