import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { named, NO_NODES, refused } from '../../helpers/classic-hostile.ts'
import { paid, paymentOf, placed } from '../../helpers/classic.ts'
import { raw } from '../../helpers/hostile-values.ts'

let simulator: Simulator
let held: string
let sold: string
beforeAll(async () => {
  simulator = await openApp({ types: ['Event'] })
  held = (await placed(simulator)).identifier
  sold = (await paid(simulator)).identifier
})
afterAll(async () => { await simulator.app.close() })

const AMOUNTS: readonly unknown[] = [null, true, '', ' ', 'x', 'NaN', '1e1', '-9.99', '9,99', '£9.99', '9.99 GBP', [], [9.99], {}, { value: 9.99 }, '9'.repeat(400)]
const SUMS: readonly unknown[] = [0, -9.99, 9.989999999, 9.990000001, 999, 1e300, '10', '0.0', ...['1e999', '-1e999', '-0'].map(raw)]

describe('a payment', () => {
  const update = async (body: unknown): Promise<unknown[]> => await refused(simulator, 'PATCH', `/orders/${held}`, body)

  it('is refused unless payments is a list with one object', async () => {
    for (const payments of NO_NODES) expect([payments, ...await update({ payments })]).toEqual([payments, 400, 'insufficient_information'])
    for (const totalPaidToProvider of NO_NODES) expect([totalPaidToProvider, ...await update({ payments: [{ totalPaidToProvider }] })]).toEqual([totalPaidToProvider, 400, 'insufficient_information'])
  })

  it.each(named(AMOUNTS))('of %s is refused as missing', async (_name, value) => {
    expect(await update(paymentOf(value))).toEqual([400, 'insufficient_information'])
  })

  it.each(named(SUMS))('of %s is refused as a wrong amount', async (_name, value) => {
    expect(await update(paymentOf(value))).toEqual([400, 'payment_amount_incorrect'])
  })

  it.each(named([null, true, 0, [], ['GBP'], {}]))('in %s is refused as without a currency', async (_name, currency) => {
    expect(await update(paymentOf(9.99, currency))).toEqual([400, 'insufficient_information'])
  })

  it.each([
    '', 'gbp', 'GBP ', '£', '__proto__', 'X'.repeat(5000)
  ])('in "%s" is refused as in a wrong currency', async (currency) => {
    expect(await update(paymentOf(9.99, currency))).toEqual([400, 'currency_incorrect'])
  })
})

describe('a cancellation', () => {
  it('is refused unless orderedItem is a list with one object', async () => {
    for (const orderedItem of NO_NODES) expect([orderedItem, ...await refused(simulator, 'PATCH', `/orders/${sold}`, { orderedItem })]).toEqual([orderedItem, 400, 'insufficient_information'])
  })
})
