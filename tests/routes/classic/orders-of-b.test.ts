import { describe, expect, it } from 'vitest'
import { BASE, type Simulator } from '../../helpers/build-app.ts'
import {
  bookable, build, call, cancel, CANCELLATION, errorOf, paymentOf, spacesOf, refusal, show
} from '../../helpers/classic.ts'
import { b, type Bookable, CANARY, make, newUuid, PARTNER_1, sellerCancels, SHARED, u } from '../../helpers/requests.ts'

async function booked (simulator: Simulator, items: readonly Bookable[] = [bookable()]): Promise<string> {
  const uuid = newUuid()
  const answer = await b(simulator, items, { uuid, headers: SHARED })
  if (answer.status !== 201) throw new Error(answer.text)
  return uuid
}

describe('an order made by B', () => {
  it('is shown by the older API', async () => {
    const simulator = await build()
    const uuid = await booked(simulator, [bookable(), bookable()])
    const { status, body } = await show(simulator, uuid)
    expect([status, body]).toEqual([200, {
      '@context': 'https://openactive.io/ns/oa.jsonld',
      type: 'Order',
      id: `${BASE}/orders/${uuid}`,
      identifier: uuid,
      acceptedOffer: [expect.objectContaining({ type: 'Offer', id: `${BASE}/offers/12342`, price: 9.99 })],
      broker: expect.objectContaining({ type: 'Organization', name: 'ActiveFinder' }),
      customer: { type: 'Person', email: CANARY.email, givenName: 'Gwen', familyName: 'Mostyn', telephone: '07700 900482', identifier: 'c-482' },
      orderedItem: [{ type: 'OrderItem', orderQuantity: 2, orderedItem: { type: 'Event', id: `${BASE}/events/1234` }, orderItemStatus: 'https://schema.org/OrderDelivered' }],
      orderLeaseDuration: 'PT15M',
      orderStatus: 'https://schema.org/OrderDelivered',
      partOfInvoice: { type: 'Invoice', paymentStatus: 'https://schema.org/PaymentComplete', totalPaymentDue: { type: 'MonetaryAmount', value: 19.98, currency: 'GBP' } },
      potentialAction: [expect.objectContaining({ type: 'CancelAction' })]
    }])
    expect((await call(simulator, 'GET', '/orders')).body.itemListElement).toContainEqual(body)
  })

  it('can be cancelled by the older API, but not paid or deleted', async () => {
    const simulator = await build()
    const uuid = await booked(simulator, [bookable(), bookable()])
    expect(await refusal(simulator, 'PATCH', `/orders/${uuid}`, { body: paymentOf(19.98) })).toEqual([400, 'order_cannot_be_completed'])
    expect(await refusal(simulator, 'DELETE', `/orders/${uuid}`)).toEqual([400, 'order_cannot_be_cancelled'])
    expect((await cancel(simulator, uuid)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await spacesOf(simulator)).toBe(10)
    const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: SHARED })
    expect(body.orderedItem.map((item: Record<string, string>) => item['orderItemStatus'])).toEqual(Array(2).fill('https://openactive.io/CustomerCancelled'))
  })

  it('is cancelled or deleted in the older API once the Open Booking API has done so', async () => {
    const simulator = await build()
    const [cancelled, deleted, lost] = [await booked(simulator), await booked(simulator), await booked(simulator)]
    await u(simulator, cancelled, [`${BASE}/api/openbooking/orders/${cancelled}#/orderedItems/1`], { headers: SHARED })
    await simulator.request('DELETE', `/api/openbooking/orders/${deleted}`, { headers: SHARED })
    await sellerCancels(simulator, lost, SHARED)
    for (const uuid of [cancelled, lost]) expect((await show(simulator, uuid)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(errorOf(await show(simulator, deleted))).toEqual([410, 'gone'])
  })

  it('is not found unless the older API could have made it: for one of its events, by one offer', async () => {
    const simulator = await build()
    const other = await make(simulator, 'TestOpportunityBookable', 'Event')
    const early = { ...bookable(), offer: `${BASE}/offers/12341`, price: 7.99 }
    const orders = [await booked(simulator, [other]), await booked(simulator, [bookable(), other]), await booked(simulator, [bookable(), early])]
    for (const uuid of orders) {
      for (const [method, body] of [['GET'], ['PATCH', CANCELLATION], ['DELETE']] as const) expect(await refusal(simulator, method, `/orders/${uuid}`, { body })).toEqual([404, 'not_found'])
    }
    expect((await call(simulator, 'GET', '/orders')).body.numberOfItems).toBe(1)
  })

  it('is unknown to another booking partner', async () => {
    const simulator = await build()
    const uuid = newUuid()
    await b(simulator, [bookable()], { uuid, headers: PARTNER_1 })
    expect(await refusal(simulator, 'GET', `/orders/${uuid}`)).toEqual([404, 'not_found'])
  })
})
