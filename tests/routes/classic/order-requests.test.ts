import { describe, expect, it } from 'vitest'
import { BASE } from '../../helpers/build-app.ts'
import {
  BROKER, build, call, CLASSIC_TYPE, CUSTOMER, MOUNTS, orderBody, pay, paymentOf, placed, spacesOf, post
} from '../../helpers/classic.ts'
import { SHARED } from '../../helpers/requests.ts'

/** The published example of the older API, letter by letter. */
const README = '{"@context":"https://openactive.io/ns/oa.jsonld","type":"Order","broker":{"type":"Organization","name":"MyFitnessApp","url":"https://myfitnessapp.example.com"},"customer":{"type":"Person","email":"geoffcapes@example.com","givenName":"Geoff","familyName":"Capes"},"acceptedOffer":[{"type":"Offer","id":"http://localhost:5000/offers/12341"}],"orderedItem":[{"orderQuantity":"1","orderedItem":{"type":"Event","id":"http://localhost:5000/events/1234"}}]}'

describe('a request for an order', () => {
  it.each(MOUNTS)('may be the published example of the older API, below "%s"', async (mount) => {
    const simulator = await build()
    const { status, body } = await call(simulator, 'POST', `${mount}/orders`, { body: README })
    expect([status, body.partOfInvoice.totalPaymentDue.value, body.orderedItem[0].orderQuantity]).toEqual([201, 7.99, 1])
    expect([body.broker, body.customer]).toEqual([JSON.parse(README).broker, JSON.parse(README).customer])
    expect(await spacesOf(simulator)).toBe(9)
  })

  it.each([[1, 1], ['1', 1], [3, 3], ['3', 3], [10, 10], ['10', 10], ['010', 10]])('may have the quantity %j', async (quantity, spaces) => {
    const simulator = await build()
    const { body } = await post(simulator, { quantity })
    expect([body.orderedItem[0].orderQuantity, body.partOfInvoice.totalPaymentDue.value]).toEqual([spaces, Math.round(spaces * 999) / 100])
    expect(await spacesOf(simulator)).toBe(10 - spaces)
  })

  it.each([CLASSIC_TYPE, 'application/json', 'application/json; charset=utf-8', 'application/ld+json'])('may come as %s', async (type) => {
    expect((await call(await build(), 'POST', '/orders', { body: README, headers: { ...SHARED, 'content-type': type } })).status).toBe(201)
  })

  it.each(['https://elsewhere.example/events/1234', '/events/1234', '1234', `${BASE}/api/events/1234`])('may name its event by %s', async (id) => {
    const simulator = await build()
    const { body } = await post(simulator, { more: { orderedItem: [{ orderQuantity: 1, orderedItem: { id } }], acceptedOffer: [{ id: id.replace('events', 'offers').replace('1234', '12342') }] } })
    expect([body.orderedItem[0].orderedItem.id, body.acceptedOffer[0].id]).toEqual([`${BASE}/events/1234`, `${BASE}/offers/12342`])
  })

  it('is repeated without empty values', async () => {
    const simulator = await build()
    const customer = { ...CUSTOMER, telephone: '', address: { type: 'PostalAddress', streetAddress: null, more: [[], [null, '', {}]] }, sameAs: ['', 'https://x.example/'], age: 0, member: false }
    const order = await placed(simulator, { more: { customer, broker: { ...BROKER, logo: null } } })
    const kept = { ...CUSTOMER, address: { type: 'PostalAddress' }, sameAs: ['https://x.example/'], age: 0, member: false }
    expect([order.customer, order.broker]).toEqual([kept, BROKER])
    expect((await pay(simulator, order.identifier, 9.99)).body.customer).toEqual(kept)
  })

  it('creates a separate order each time it is repeated', async () => {
    const simulator = await build()
    const ids = new Set([await placed(simulator), await placed(simulator), await placed(simulator)].map(({ identifier }) => identifier))
    expect([ids.size, await spacesOf(simulator)]).toEqual([3, 7])
  })

  it('may be sent to one address and paid at the other', async () => {
    const simulator = await build()
    const { body: { identifier } } = await call(simulator, 'POST', '/api/orders', { body: orderBody() })
    expect((await call(simulator, 'PATCH', `/orders/${identifier}`, { body: paymentOf(9.99) })).status).toBe(200)
    expect((await call(simulator, 'GET', `/api/orders/${identifier}`)).body).toEqual((await call(simulator, 'GET', `/orders/${identifier}`)).body)
  })
})
