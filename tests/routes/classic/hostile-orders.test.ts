import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { named, NO_NODES, refused } from '../../helpers/classic-hostile.ts'
import { orderBody } from '../../helpers/classic.ts'
import { raw } from '../../helpers/hostile-values.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'] }) })
afterAll(async () => { await simulator.app.close() })

const QUANTITIES: readonly unknown[] = [
  0, -1, -0.5, 1.5, 0.1, '0', '-1', '1.5', '1e3', '+1', '0x1', '1_0', '1,0', 'one', '', ' ', 'NaN', 'Infinity', 'null', '١', '1\u0000', '1;2', '9'.repeat(400), null, true, false, [], [1], ['1'], {}, { value: 1 },
  ...['1e999', '-1e999', '-0', '1e-7', '-9007199254740993'].map(raw)
]
const IDS: readonly unknown[] = [null, true, 0, 1234, '', '/', 'events/', [], ['1234'], {}, { id: '1234' }]

describe('an order', () => {
  it.each(['orderedItem', 'acceptedOffer', 'customer', 'broker'])('with an invalid %s is refused', async (name) => {
    const errors = { orderedItem: 'event', acceptedOffer: 'offer', customer: 'customer', broker: 'broker' }
    for (const value of NO_NODES) {
      // Any object is a valid customer or broker unless it is empty.
      if (['customer', 'broker'].includes(name) && typeof value === 'object' && value !== null && !Array.isArray(value)) continue
      expect([value, ...await refused(simulator, 'POST', '/orders', orderBody({ more: { [name]: value } }))]).toEqual([value, 400, `incomplete_${errors[name as keyof typeof errors]}_details`])
    }
  })

  it.each(named(QUANTITIES))('of %s spaces is refused', async (_name, orderQuantity) => {
    expect(await refused(simulator, 'POST', '/orders', orderBody({ more: { orderedItem: [{ orderQuantity, orderedItem: { id: '1234' } }] } }))).toEqual([400, 'incomplete_event_details'])
  })

  it.each(named(IDS))('with the id %s is refused', async (_name, id) => {
    expect(await refused(simulator, 'POST', '/orders', orderBody({ more: { orderedItem: [{ orderQuantity: 1, orderedItem: { id } }] } }))).toEqual([400, 'incomplete_event_details'])
    expect(await refused(simulator, 'POST', '/orders', orderBody({ more: { acceptedOffer: [{ id }] } }))).toEqual([400, 'incomplete_offer_details'])
    for (const orderedItem of [id, [id]]) {
      if (typeof orderedItem === 'object' && orderedItem !== null && 'id' in orderedItem) continue
      expect(await refused(simulator, 'POST', '/orders', orderBody({ more: { orderedItem: [{ orderQuantity: 1, orderedItem }] } }))).toEqual([400, 'incomplete_event_details'])
    }
  })

  it.each(['__proto__', 'constructor', 'toString', '1234\u0000', '1234 ', ' 1234', '../1234/..', '1234#', '1234?x', '%31%32%33%34', '１２３４', `1234${'4'.repeat(5000)}`, '<b>', '{base}', "'; --"])('with the unknown id %s is refused', async (id) => {
    expect(await refused(simulator, 'POST', '/orders', orderBody({ more: { orderedItem: [{ orderQuantity: 1, orderedItem: { id } }] } }))).toEqual([400, 'unavailable_event'])
    expect(await refused(simulator, 'POST', '/orders', orderBody({ more: { acceptedOffer: [{ id }] } }))).toEqual([400, 'unavailable_offer'])
  })

  it.each([
    1_000_001, Number.MAX_SAFE_INTEGER, 1e21, 1e300, '999999999999999'
  ])('of %j spaces is refused as too many', async (quantity) => {
    expect(await refused(simulator, 'POST', '/orders', orderBody({ quantity }))).toEqual([400, 'event_has_insufficient_spaces'])
  })
})
