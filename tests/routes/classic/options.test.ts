import { describe, expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import { start } from '../../helpers/classic-restart.ts'
import { build, call, cancel, errorOf, paid, pay, placed, spacesOf } from '../../helpers/classic.ts'
import { findInFeed, readFeed, SHARED } from '../../helpers/requests.ts'

const CALLS = [['GET', '/'], ['GET', '/api'], ['GET', '/events/1234'], ['GET', '/api/offers/12341'], ['GET', '/orders'], ['POST', '/api/orders'], ['DELETE', '/orders/x']] as const
const shown = async (simulator: Parameters<typeof call>[0]): Promise<string[]> => (await readFeed(simulator, '/feeds/events')).flatMap(({ data }) => data === undefined ? [] : data['@id']).filter((id) => id.startsWith(`${BASE}/events/`))

describe('with classic off', () => {
  it('the older API and its events are absent', async () => {
    const simulator = await build({ classic: false })
    for (const [method, path] of CALLS) {
      const { status, body } = await simulator.request(method, path, { headers: SHARED })
      expect([path, status, body['@type']]).toEqual([path, 404, 'UnknownOrIncorrectEndpointError'])
    }
    expect(await shown(simulator)).toEqual([])
    expect((await simulator.state()).filter(([kind, id]) => kind === 'classic' || kind === 'order' || id.startsWith('events/'))).toEqual([])
  })

  it('events from an earlier start with the older API leave the feed', async () => {
    const { simulator } = await (await start()).restart(1, { classic: false })
    expect((await simulator.request('GET', '/events/1234', { headers: SHARED })).status).toBe(404)
    expect(await shown(simulator)).toEqual([])
  })
})

describe('without the type Event', () => {
  it('the older API and its events are absent', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    for (const [method, path] of CALLS) expect([path, (await simulator.request(method, path, { headers: SHARED })).status]).toEqual([path, 404])
    expect((await simulator.state()).filter(([kind, id]) => kind === 'classic' || id.startsWith('events/'))).toEqual([])
  })
})

describe('with prices free', () => {
  it('an order is completed by a payment of zero', async () => {
    const simulator = await build({ prices: 'free' })
    expect((await findInFeed(simulator, 'events', `${BASE}/events/1234`)).isAccessibleForFree).toBe(true)
    for (const id of ['12341', '12342']) expect((await call(simulator, 'GET', `/offers/${id}`)).body.price).toBe(0)
    const { identifier, partOfInvoice } = await placed(simulator, { quantity: 3 })
    expect(partOfInvoice.totalPaymentDue).toEqual({ type: 'MonetaryAmount', value: 0, currency: 'GBP' })
    expect(errorOf(await pay(simulator, identifier, 29.97))).toEqual([400, 'payment_amount_incorrect'])
    expect((await pay(simulator, identifier, 0)).body.orderStatus).toBe('https://schema.org/OrderDelivered')
    expect((await simulator.request('GET', `/api/openbooking/orders/${identifier}`, { headers: SHARED })).body.totalPaymentDue.price).toBe(0)
    expect(await spacesOf(simulator)).toBe(7)
  })
})

describe('with cancellation always', () => {
  it('a non-cancellable offer can be cancelled until its event begins', async () => {
    const simulator = await build({ cancellation: 'always' })
    const { isCancellable, cancellationValidUntil } = (await call(simulator, 'GET', '/offers/12341')).body
    expect([isCancellable, cancellationValidUntil]).toEqual([true, undefined])
    const [early, late] = [await paid(simulator, { offer: '12341' }), await paid(simulator, { event: '2006' })]
    for (const { identifier } of [early, late]) expect((await cancel(simulator, identifier)).status).toBe(200)
    const { identifier } = await paid(simulator)
    simulator.clock.advance(7 * 24 * 60)
    expect(errorOf(await cancel(simulator, identifier))).toEqual([400, 'order_is_uncancellable'])
  })
})

describe('other options', () => {
  it.each([
    [{ sellers: 'single' }], [{ paymentReconciliation: false }], [{ prepayment: 'required' }], [{ leasing: 'none' }], [{ leasing: 'named' }], [{ richness: 'minimal' }],
    [{ richness: 'golden' }], [{ logisticsUpdates: true }], [{ sampleSize: 10 }], [{ autoApprove: 'accept' }]
  ] as const)('leave an order unchanged: %o', async (options) => {
    const simulator = await build(options)
    const { identifier, partOfInvoice } = await paid(simulator, { quantity: 2 })
    expect(partOfInvoice.totalPaymentDue.value).toBe(19.98)
    const { status, body } = await simulator.request('GET', `/api/openbooking/orders/${identifier}`, { headers: SHARED })
    expect([status, body.totalPaymentDue.price, body.orderedItem.length]).toEqual([200, 19.98, 2])
    expect((await cancel(simulator, identifier)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await shown(simulator)).toHaveLength(9)
  })
})

it('without tax calculation, an order costs the published price here and the net price in the Open Booking API', async () => {
  const simulator = await build({ taxCalculation: false })
  const { identifier, partOfInvoice } = await paid(simulator, { quantity: 2 })
  expect(partOfInvoice.totalPaymentDue.value).toBe(19.98)
  const { body } = await simulator.request('GET', `/api/openbooking/orders/${identifier}`, { headers: SHARED })
  expect(body).toMatchObject({ taxCalculationExcluded: true, totalPaymentDue: { price: 16.64 }, orderedItem: [{ acceptedOffer: { price: 8.32 } }, { acceptedOffer: { price: 8.32 } }] })
  expect(body).not.toHaveProperty('totalPaymentTax')
})
