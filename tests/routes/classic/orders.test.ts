import { describe, expect, it } from 'vitest'
import type { Change } from '../../../domain/records/change.ts'
import { orderKey } from '../../../domain/records/order.ts'
import { BASE } from '../../helpers/build-app.ts'
import {
  BROKER, build, call, cancel, CLASSIC_TYPE, CONTEXT, CUSTOMER, MOUNTS, orderBody, paid, placed, spacesOf, show
} from '../../helpers/classic.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const OFFER = {
  type: 'Offer',
  id: `${BASE}/offers/12342`,
  identifier: '12342',
  name: 'Aerobics, full price',
  description: expect.stringMatching(/.\.$/),
  price: 9.99,
  priceCurrency: 'GBP',
  validFrom: '2027-01-15T08:00:00Z',
  validThrough: '2027-03-16T07:00:00Z',
  isCancellable: true,
  cancellationValidUntil: '2027-03-15T08:00:00Z',
  itemOffered: { type: 'Event', id: `${BASE}/events/1234` }
}
const actionOf = (name: string): object => ({
  type: `${name}Action`, name, target: { type: 'EntryPoint', urlTemplate: `${BASE}/orders/{order_id}`, encodingType: CLASSIC_TYPE, httpMethod: 'PATCH' }
})
/** An unpaid order of two spaces. */
const documentOf = (identifier: string): Record<string, unknown> => ({
  '@context': CONTEXT,
  type: 'Order',
  id: `${BASE}/orders/${identifier}`,
  identifier,
  acceptedOffer: [OFFER],
  broker: BROKER,
  customer: CUSTOMER,
  orderDate: '2027-03-09T10:20:00Z',
  orderedItem: [{ type: 'OrderItem', orderQuantity: 2, orderedItem: { type: 'Event', id: `${BASE}/events/1234` } }],
  orderLeaseDuration: 'PT15M',
  orderStatus: 'https://schema.org/OrderPaymentDue',
  partOfInvoice: { type: 'Invoice', paymentStatus: 'https://schema.org/PaymentDue', totalPaymentDue: { type: 'MonetaryAmount', value: 19.98, currency: 'GBP' } },
  paymentDueDate: '2027-03-09T10:35:00Z',
  potentialAction: [actionOf('Pay')]
})
const itemOf = (status: string): object[] => [{ type: 'OrderItem', orderQuantity: 2, orderedItem: { type: 'Event', id: `${BASE}/events/1234` }, orderItemStatus: `https://schema.org/${status}` }]
const INVOICE = { type: 'Invoice', paymentStatus: 'https://schema.org/PaymentComplete', totalPaymentDue: { type: 'MonetaryAmount', value: 19.98, currency: 'GBP' } }

describe.each(MOUNTS)('below "%s"', (mount) => {
  it('an order is created, paid and cancelled', async () => {
    const simulator = await build()
    const made = await call(simulator, 'POST', `${mount}/orders`, { body: orderBody({ quantity: 2 }) })
    const { identifier } = made.body
    const path = `${mount}/orders/${identifier}`
    expect(identifier).toMatch(UUID)
    expect([made.status, made.headers['location'], made.body]).toEqual([201, `${BASE}/orders/${identifier}`, documentOf(identifier)])
    expect((await call(simulator, 'GET', path)).body).toEqual(made.body)

    simulator.clock.advance(10)
    const payment = { type: 'Payment', name: 'Card', totalPaidToProvider: { type: 'MonetaryAmount', value: 19.98, currency: 'GBP' } }
    const completed = await call(simulator, 'PATCH', path, { body: { '@context': CONTEXT, type: 'Order', payments: [payment] } })
    const { confirmationNumber } = completed.body.payments[0]
    expect(confirmationNumber).toMatch(/^C[A-Z0-9]+$/)
    const delivered = { ...documentOf(identifier), orderedItem: itemOf('OrderDelivered'), orderStatus: 'https://schema.org/OrderDelivered', partOfInvoice: INVOICE, potentialAction: [actionOf('Cancel')], payments: [{ ...payment, confirmationNumber }] }
    expect([completed.status, completed.body]).toEqual([200, delivered])
    expect((await call(simulator, 'GET', path)).body).toEqual(delivered)
    expect(await spacesOf(simulator)).toBe(8)

    const cancelled = await call(simulator, 'PATCH', path, { body: { orderedItem: [{ orderItemStatus: 'https://schema.org/OrderCancelled' }] } })
    const { potentialAction, ...rest } = delivered
    expect([cancelled.status, cancelled.body]).toEqual([200, { ...rest, orderedItem: itemOf('OrderCancelled'), orderStatus: 'https://schema.org/OrderCancelled' }])
    expect((await call(simulator, 'GET', path)).body).toEqual(cancelled.body)
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('the list has all orders, newest first, except expired and deleted ones', async () => {
    const simulator = await build()
    await placed(simulator)
    simulator.clock.advance(15)
    const [held, bought, deleted, cancelled] = [await placed(simulator), await paid(simulator), await placed(simulator), await paid(simulator)]
    await call(simulator, 'DELETE', `${mount}/orders/${deleted.identifier}`)
    await cancel(simulator, cancelled.identifier)
    const { status, body: { itemListElement: [...elements], ...list } } = await call(simulator, 'GET', `${mount}/orders`)
    expect([status, list]).toEqual([200, { '@context': CONTEXT, type: 'ItemList', numberOfItems: 4 }])
    const historic = elements.pop()
    expect(elements).toEqual([(await show(simulator, cancelled.identifier)).body, bought, held])
    expect([historic.orderStatus, historic.orderedItem[0].orderedItem.id]).toEqual(['https://schema.org/OrderDelivered', `${BASE}/events/1000`])
    expect((await call(simulator, 'GET', `${mount}/orders/${historic.identifier}`)).body).toEqual(historic)
  })
})

it('the list ends after the latest 500 orders', async () => {
  const simulator = await build()
  const { identifier } = await placed(simulator)
  const uuids = Array.from({ length: 501 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`)
  await simulator.store.transaction(async (tx) => {
    const [classic] = await tx.list('classic', { uuid: identifier })
    const [lease] = await tx.list('lease', { uuid: identifier })
    if (classic === undefined || lease === undefined) throw new Error('The order is not stored')
    await tx.apply(uuids.flatMap((uuid): Change[] => {
      const id = orderKey(classic.partner, uuid)
      return [{ kind: 'classic', id, record: { ...classic, uuid } }, { kind: 'lease', id, record: { ...lease, uuid } }]
    }))
  })
  const { body: { numberOfItems, itemListElement } } = await call(simulator, 'GET', '/orders')
  expect(numberOfItems).toBe(itemListElement.length)
  expect(itemListElement.map(({ identifier }: { identifier: string }) => identifier)).toEqual([...uuids].reverse().slice(0, 500))
})
