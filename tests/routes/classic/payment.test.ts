import { describe, expect, it } from 'vitest'
import { BASE } from '../../helpers/build-app.ts'
import {
  build, call, cancel, errorOf, MOUNTS, paid, pay, paymentOf, placed, spacesOf, refusal, share, show
} from '../../helpers/classic.ts'
import { newUuid } from '../../helpers/requests.ts'

const payment = (totalPaidToProvider: unknown): object => ({ payments: [{ type: 'Payment', totalPaidToProvider }] })
const GOOD = { type: 'MonetaryAmount', value: 19.98, currency: 'GBP' }

const shared = share()

describe.each(MOUNTS)('a payment below "%s"', (mount) => {
  it.each<[situation: string, body: unknown, error: string]>([
    ['of a penny less', paymentOf(19.97), 'payment_amount_incorrect'],
    ['of a penny more', paymentOf(19.99), 'payment_amount_incorrect'],
    ['for one of two spaces', paymentOf(9.99), 'payment_amount_incorrect'],
    ['of zero', paymentOf(0), 'payment_amount_incorrect'],
    ['of a negative amount', paymentOf(-19.98), 'payment_amount_incorrect'],
    ['in pence', paymentOf(1998), 'payment_amount_incorrect'],
    ['of a fraction of a penny more', paymentOf(19.980001), 'payment_amount_incorrect'],
    ['in another currency', paymentOf(19.98, 'EUR'), 'currency_incorrect'],
    ['in an invalid currency', paymentOf(19.98, 'gbp'), 'currency_incorrect'],
    ['without an amount', payment({ ...GOOD, value: undefined }), 'insufficient_information'],
    ['without a currency', payment({ ...GOOD, currency: undefined }), 'insufficient_information'],
    ['without totalPaidToProvider', payment(undefined), 'insufficient_information'],
    ['with an empty totalPaidToProvider', payment({}), 'insufficient_information'],
    ['with an empty list', { payments: [] }, 'insufficient_information'],
    ['outside a list', { payments: payment(GOOD) }, 'insufficient_information'],
    ['without payments', {}, 'insufficient_information'],
    ['without a body', undefined, 'no_data_supplied'],
    ['that is a list', [], 'not_json'],
    ['in two parts', { payments: [9.99, 9.99].map((value) => ({ totalPaidToProvider: { ...GOOD, value } })) }, 'too_much_information'],
    ['combined with a cancellation', { ...payment(GOOD), orderedItem: [{}] }, 'too_much_information']
  ])('%s is refused', async (_situation, body, error) => {
    const simulator = await shared()
    const { identifier } = await placed(simulator, { quantity: 2 })
    expect(await refusal(simulator, 'PATCH', `${mount}/orders/${identifier}`, { body })).toEqual([400, error])
    expect((await pay(simulator, identifier, 19.98)).status).toBe(200)
  })

  it('for an unknown order is refused', async () => {
    const simulator = await shared()
    for (const id of [newUuid(), '1', '__proto__', 'constructor', '%20']) {
      for (const body of [paymentOf(9.99), {}, undefined]) expect(await refusal(simulator, 'PATCH', `${mount}/orders/${id}`, { body })).toEqual([404, 'not_found'])
    }
  })

  it('of a paid order is refused, even after its lease or its cancellation', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator)
    const again = async (): Promise<unknown[]> => await refusal(simulator, 'PATCH', `${mount}/orders/${identifier}`, { body: paymentOf(9.99) })
    expect(await again()).toEqual([400, 'order_cannot_be_completed'])
    simulator.clock.advance(16)
    expect(await again()).toEqual([400, 'order_cannot_be_completed'])
    await cancel(simulator, identifier)
    expect(await again()).toEqual([400, 'order_cannot_be_completed'])
  })
})

describe('a payment', () => {
  it.each([19.98, '19.98', '19.980'])('may have the amount %j', async (value) => {
    const simulator = await shared()
    const { identifier } = await placed(simulator, { quantity: 2 })
    const { status, body } = await pay(simulator, identifier, value)
    expect([status, body.orderStatus, body.payments[0].totalPaidToProvider.value]).toEqual([200, 'https://schema.org/OrderDelivered', value])
  })

  it('is repeated without empty values, with a confirmation number of the simulator', async () => {
    const simulator = await shared()
    const [first, second] = [await placed(simulator), await placed(simulator)]
    const sent = { type: 'Payment', name: 'Card', accountId: null, note: '', confirmationNumber: 'mine', totalPaidToProvider: { ...GOOD, value: 9.99 } }
    const confirmed = []
    for (const { identifier } of [first, second]) confirmed.push((await call(simulator, 'PATCH', `/orders/${identifier}`, { body: { payments: [sent] } })).body.payments[0])
    const numbers = new Set(confirmed.map(({ confirmationNumber }) => confirmationNumber))
    expect([numbers.size, numbers.has('mine')]).toEqual([2, false])
    expect(confirmed[0]).toEqual({ type: 'Payment', name: 'Card', totalPaidToProvider: { ...GOOD, value: 9.99 }, confirmationNumber: expect.any(String) })
  })

  it('is accepted until the lease expires, and refused from then on', async () => {
    const simulator = await build()
    const [first, second] = [await placed(simulator), await placed(simulator)]
    simulator.clock.advance(14)
    expect((await pay(simulator, first.identifier, 9.99)).status).toBe(200)
    simulator.clock.advance(1)
    expect(errorOf(await pay(simulator, second.identifier, 9.99))).toEqual([400, 'anonymous_lease_expired'])
    expect(await spacesOf(simulator)).toBe(9)
  })

  it('has the price of the ordered offer, even if that has expired since', async () => {
    const simulator = await build()
    simulator.clock.advance((new Date('2027-03-14T08:00:00Z').getTime() - simulator.clock.now.getTime()) / 60_000)
    const { identifier } = await placed(simulator, { offer: '12341' })
    simulator.clock.advance(10)
    expect(errorOf(await pay(simulator, identifier, 9.99))).toEqual([400, 'payment_amount_incorrect'])
    expect((await pay(simulator, identifier, 7.99)).body.acceptedOffer[0].id).toBe(`${BASE}/offers/12341`)
  })

  it('keeps the spaces after the lease expires', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { quantity: 3 })
    simulator.clock.advance(60)
    expect([await spacesOf(simulator), (await show(simulator, identifier)).body.orderStatus]).toEqual([7, 'https://schema.org/OrderDelivered'])
  })
})
