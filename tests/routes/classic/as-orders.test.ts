import { describe, expect, it } from 'vitest'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { type Answered, BASE, type Simulator } from '../../helpers/build-app.ts'
import {
  build, call, cancel, CANCELLATION, CUSTOMER, errorOf, paid, paymentOf, placed, spacesOf, refusal, show
} from '../../helpers/classic.ts'
import {
  b, CANARY, endOfFeed, readFeed, remainingOf, SELLER_1, sellerCancels, SHARED, u
} from '../../helpers/requests.ts'

const status = async (simulator: Simulator, uuid: string): Promise<Answered> => await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: SHARED })
const itemsOf = (order: { orderedItem: Array<Record<string, string>> }): string[] => order.orderedItem.map((item) => item['@id']!)

describe('an order of the older API', () => {
  it('is unknown to the Open Booking API until it is paid', async () => {
    const simulator = await build()
    const { identifier } = await placed(simulator)
    expect((await status(simulator, identifier)).body['@type']).toBe('UnknownOrderError')
    expect((await simulator.request('DELETE', `/api/openbooking/orders/${identifier}`, { headers: SHARED })).body['@type']).toBe('UnknownOrderError')
  })

  it('is an Order once it is paid, with one item per space', async () => {
    const simulator = await build()
    const { identifier, payments: [{ confirmationNumber }] } = await paid(simulator, { quantity: 3 })
    const { status: code, body } = await status(simulator, identifier)
    const { type, ...customer } = CUSTOMER
    expect(code).toBe(200)
    expect(body).toMatchObject({
      '@type': 'Order',
      '@id': `${BASE}/api/openbooking/orders/${identifier}`,
      identifier,
      orderNumber: expect.any(String),
      brokerRole: 'https://openactive.io/AgentBroker',
      broker: { '@type': 'Organization', name: 'MyFitnessApp', url: 'https://myfitnessapp.example.com' },
      seller: { '@id': SELLER_1 },
      customer: { '@type': type, ...customer },
      totalPaymentDue: { price: 29.97, priceCurrency: 'GBP' },
      payment: { '@type': 'Payment', identifier: confirmationNumber }
    })
    expect(itemsOf(body)).toEqual([1, 2, 3].map((item) => `${BASE}/api/openbooking/orders/${identifier}#/orderedItems/${item}`))
    for (const item of body.orderedItem) {
      expect([item.orderedItem['@id'], item.acceptedOffer['@id'], item.orderItemStatus]).toEqual([`${BASE}/events/1234`, `${BASE}/offers/12342`, 'https://openactive.io/OrderItemConfirmed'])
    }
  })

  it('enters the orders feed once it is cancelled', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { quantity: 2 })
    const end = await endOfFeed(simulator, ORDERS_FEED, SHARED)
    expect(await readFeed(simulator, end, SHARED)).toEqual([])
    await cancel(simulator, identifier)
    const [order, ...others] = await readFeed(simulator, end, SHARED)
    expect([order.id, order.state, others]).toEqual([identifier, 'updated', []])
    expect(order.data.orderedItem.map((item: Record<string, string>) => item['orderItemStatus'])).toEqual(Array(2).fill('https://openactive.io/CustomerCancelled'))
  })

  it('is shown as cancelled once U cancels all its items, and keeps the rest when U cancels some', async () => {
    const simulator = await build()
    const [whole, part] = [await paid(simulator, { quantity: 2 }), await paid(simulator, { quantity: 2 })]
    expect((await u(simulator, whole.identifier, itemsOf((await status(simulator, whole.identifier)).body), { headers: SHARED })).status).toBe(204)
    expect((await show(simulator, whole.identifier)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await refusal(simulator, 'PATCH', `/orders/${whole.identifier}`, { body: CANCELLATION })).toEqual([400, 'order_cannot_be_cancelled'])
    await u(simulator, part.identifier, itemsOf((await status(simulator, part.identifier)).body).slice(1), { headers: SHARED })
    expect([(await show(simulator, part.identifier)).body.orderStatus, await spacesOf(simulator)]).toEqual(['https://schema.org/OrderDelivered', 9])
    expect((await cancel(simulator, part.identifier)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await spacesOf(simulator)).toBe(10)
  })

  it.each(['12341', '20062'])('by the non-cancellable offer %s is not cancelled by either API', async (offer) => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { event: offer.slice(0, 4), offer })
    const { body } = await u(simulator, identifier, itemsOf((await status(simulator, identifier)).body), { headers: SHARED })
    expect([body['@type'], ...errorOf(await cancel(simulator, identifier))]).toEqual(['CancellationNotPermittedError', 400, 'order_is_uncancellable'])
  })

  it('is shown as cancelled when the seller cancels it, even if the customer could not', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { offer: '12341', quantity: 4 })
    expect((await sellerCancels(simulator, identifier, SHARED)).status).toBe(204)
    const { body } = await show(simulator, identifier)
    expect([body.orderStatus, body.orderedItem[0].orderItemStatus, body.potentialAction]).toEqual(['https://schema.org/OrderCancelled', 'https://schema.org/OrderCancelled', undefined])
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('is gone with its personal data once Order Deletion deletes it', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { quantity: 2 })
    expect((await simulator.request('DELETE', `/api/openbooking/orders/${identifier}`, { headers: SHARED })).status).toBe(204)
    const state = JSON.stringify(await simulator.state())
    for (const personal of [CANARY.email, 'Mostyn', 'ANARY']) expect(state).not.toContain(personal)
    for (const [method, body] of [['GET'], ['PATCH', paymentOf(19.98)], ['PATCH', CANCELLATION], ['DELETE']] as const) {
      expect(await refusal(simulator, method, `/orders/${identifier}`, { body })).toEqual([410, 'gone'])
    }
    expect([await spacesOf(simulator), (await call(simulator, 'GET', '/orders')).body.numberOfItems]).toEqual([10, 1])
  })

  it.each<[situation: string, broker: object]>([
    ['without a name', { url: 'https://x.example/' }], ['with a number for a name', { name: 5 }],
    ['with an invalid url', { name: 'X', url: 'x' }]
  ])('by a broker %s shows a valid broker in the Open Booking API', async (_situation, broker) => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { more: { broker: { type: 'Organization', ...broker } } })
    const { '@type': type, name, url = 'https://x.example/' } = (await simulator.request('GET', `/api/openbooking/orders/${identifier}`, { headers: SHARED })).body.broker
    expect([type, name, URL.canParse(url)]).toEqual(['Organization', expect.stringMatching(/./), true])
  })

  it.each<[customer: Record<string, string>, shown: Record<string, string>]>([
    [{ type: 'Person', email: 'nobody', givenName: 'R&D', familyName: '<b>Mostyn</b>', telephone: '5\u0000' }, { '@type': 'Person', givenName: 'R&D' }],
    [{ type: 'Organization', name: 'Mostyn & Daughters', url: 'https://u:p@mostyn.example/', email: 'a@b', telephone: '07700 900483' }, { '@type': 'Person', telephone: '07700 900483' }],
    [{ type: 'Organization', name: 'Mostyn', url: 'http://mostyn..example/', email: 'mostyn@mostyn.example' }, { '@type': 'Person', email: 'mostyn@mostyn.example' }]
  ])('for the customer %j shows only details that the Open Booking API would accept', async (customer, shown) => {
    const simulator = await build()
    const { identifier, customer: said } = await paid(simulator, { more: { customer } })
    expect([said, (await status(simulator, identifier)).body.customer]).toEqual([customer, shown])
  })

  it('holds its space in the replacement that the feed shows, and others can book that too', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator)
    const end = await endOfFeed(simulator, '/feeds/events')
    expect(await act(simulator, identifier, 'Replacement', SHARED)).toBe(204)
    const { orderedItem: [{ orderedItem, acceptedOffer }] } = (await status(simulator, identifier)).body
    const shown = (await readFeed(simulator, end)).map(({ data }) => [data['@id'], data.remainingAttendeeCapacity])
    expect(shown.sort()).toEqual([[`${BASE}/events/1234`, 10], [orderedItem['@id'], 9]].sort())
    const copy = { opportunity: orderedItem['@id'], offer: acceptedOffer['@id'], price: 9.99, feed: 'events' }
    expect((await b(simulator, [copy], { headers: SHARED })).status).toBe(201)
    expect((await show(simulator, identifier)).body.orderStatus).toBe('https://schema.org/OrderDelivered')
    expect((await cancel(simulator, identifier)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect([await remainingOf(simulator, copy), await spacesOf(simulator)]).toEqual([9, 10])
  })
})
