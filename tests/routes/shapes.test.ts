import { describe, expect, it } from 'vitest'
import { BASE, buildApp, shareApp, type Simulator } from '../helpers/build-app.ts'
import {
  b, type Bookable, c1, c2, CUSTOMER, findInFeed, type Kind, KINDS, make, newUuid, PARTNER_1, quoteBody, readFeed,
  SELLER_2, sellerCancels, u
} from '../helpers/requests.ts'

/** These tests give `tests/collected` every kind of document, even when they run alone. */

const shared = shareApp()
const FEEDS = ['session-series', 'scheduled-sessions', 'facility-uses', 'facility-use-slots', 'individual-facility-use-slots']
const CALLS = [['C1', c1], ['C2', c2], ['B', b]] as const
const statusOf = async (simulator: Simulator, uuid: string): Promise<number> =>
  (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status

describe.each(KINDS)('the documents about a %s', (kind: Kind) => {
  it('link from the dataset site to its feed', async () => {
    const simulator = await shared()
    for (const criterion of ['Bookable', 'BookableFree', 'BookableNonFreePrepaymentOptional', 'BookableNonFreePrepaymentUnavailable', 'BookableAttendeeDetails', 'BookableNoSpaces']) {
      await make(simulator, `TestOpportunity${criterion}`, kind)
    }
    const { text } = await simulator.request('GET', '/openactive')
    for (const feed of FEEDS) {
      expect(text).toContain(`${BASE}/feeds/${feed}`)
      expect((await readFeed(simulator, `/feeds/${feed}`)).length).toBeGreaterThan(0)
    }
  })

  it.each([
    'Required', 'Optional', 'Unavailable', 'Free'
  ])('have the expected shape from C1 to Order Status, with prepayment %s', async (prepayment) => {
    const simulator = await shared()
    const criterion = prepayment === 'Free' ? 'TestOpportunityBookableFree' : `TestOpportunityBookableNonFreePrepayment${prepayment}`
    const items = [await make(simulator, criterion, kind), await make(simulator, 'TestOpportunityBookableFree', kind)]
    const more = prepayment === 'Unavailable' ? { payment: undefined } : {}
    const uuid = newUuid()
    const statuses = []
    for (const [, call] of CALLS) statuses.push((await call(simulator, items, { uuid, more })).status)
    expect([...statuses, await statusOf(simulator, uuid)]).toEqual([200, 200, 201, 200])
  })

  it('show cancellations by customer and seller', async () => {
    const simulator = await buildApp()
    const uuid = newUuid()
    const { body: order } = await b(simulator, [await make(simulator, undefined, kind), await make(simulator, undefined, kind)], { uuid })
    expect((await u(simulator, uuid, [order.orderedItem[0]['@id']])).status).toBe(204)
    expect(await statusOf(simulator, uuid)).toBe(200)
    const [first] = await readFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_1)
    expect((await sellerCancels(simulator, uuid)).status).toBe(204)
    const [second] = await readFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_1)
    expect([first, second].map(({ data }) => data.orderedItem.map((item: { orderItemStatus: string }) => item.orderItemStatus.split('/').at(-1)))).toEqual([
      ['CustomerCancelled', 'OrderItemConfirmed'], ['CustomerCancelled', 'SellerCancelled']
    ])
    await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(await readFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_1)).toMatchObject([{ state: 'deleted', id: uuid }])
  })

  it.each(CALLS)('at %s show the errors of each item', async (_stage, call) => {
    const simulator = await shared()
    const good = await make(simulator, undefined, kind)
    const other = await make(simulator, undefined, kind)
    const past = await make(simulator, 'TestOpportunityBookableInPast', kind)
    const items = [
      good, past, { ...good, offer: other.offer }, { ...good, offer: `${good.offer}9` },
      { ...good, opportunity: good.opportunity.replace(/\d+$/, '999') }, { ...good, opportunity: 'https://elsewhere.example/1' }
    ]
    const orderedItem = quoteBody(items)['orderedItem'] as object[]
    const incomplete = [{ acceptedOffer: good.offer }, { orderedItem: good.opportunity }].map((item, index) => ({ '@type': 'OrderItem', position: items.length + index, ...item }))
    const { status, body } = await call(simulator, items, { more: { orderedItem: [...orderedItem, ...incomplete] } })
    expect(status).toBe(409)
    expect(body.orderedItem.map(({ error }: { error?: Array<{ '@type': string }> }) => error?.[0]?.['@type'])).toEqual([
      undefined, 'OpportunityOfferPairNotBookableError', 'UnacceptableOfferError', 'UnknownOfferError',
      'UnknownOpportunityError', 'InvalidOpportunityOrOfferIdError', 'IncompleteOrderItemError', 'IncompleteOrderItemError'
    ])
  })

  it('without spaces left have item errors at C1 and C2, and one error at B', async () => {
    const simulator = await shared()
    const full = await make(simulator, 'TestOpportunityBookableNoSpaces', kind)
    for (const call of [c1, c2]) expect((await call(simulator, [full])).body.orderedItem[0].error[0]['@type']).toBe('OpportunityIsFullError')
    const { status, body } = await b(simulator, [full])
    expect([status, body['@type']]).toEqual([409, 'OpportunityHasInsufficientCapacityError'])
  })
})

describe('the parties of an order', () => {
  const organization = {
    '@type': 'Organization',
    name: 'Canary Walkers',
    email: CUSTOMER.email,
    address: { '@type': 'PostalAddress', streetAddress: '1 High Street', addressLocality: 'Leeds', addressRegion: 'West Yorkshire', postalCode: 'LS1 1AA', addressCountry: 'GB' }
  }

  it.each([
    ['a reseller without a customer', { brokerRole: 'https://openactive.io/ResellerBroker', customer: undefined }],
    ['no broker', { brokerRole: 'https://openactive.io/NoBroker', broker: undefined }],
    ['an organization', { customer: organization }]
  ])('may include %s', async (_which, more) => {
    const simulator = await shared()
    const items = [await make(simulator)]
    const uuid = newUuid()
    for (const [, call] of CALLS) {
      const { status, body } = await call(simulator, items, { uuid, more })
      expect(status).toBeLessThan(300)
      const sent = { customer: CUSTOMER, broker: body.broker, ...more }
      if (call !== c1) expect(body.customer).toEqual(sent.customer)
      expect(body.broker).toEqual(sent.broker)
      for (const { termsOfService } of [body.seller, body.bookingService]) expect(termsOfService[0].url).toMatch(/^https:/)
    }
    expect(await statusOf(simulator, uuid)).toBe(200)
  })

  it('may include the net seller and attendees', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableNonFreeTaxNet', 'ScheduledSession', SELLER_2)
    const [orderedItem] = quoteBody([item])['orderedItem'] as object[]
    const more = { seller: SELLER_2, orderedItem: [{ ...orderedItem, attendee: CUSTOMER }], totalPaymentDue: { '@type': 'PriceSpecification', price: 17.99, priceCurrency: 'GBP' } }
    const headers = { ...PARTNER_1, 'x-openactive-test-seller-id': SELLER_2 }
    for (const [, call] of CALLS) expect((await call(simulator, [item], { headers, more })).status).toBeLessThan(300)
  })

  it('may book an online session', async () => {
    const simulator = await shared()
    const item: Bookable = await make(simulator, 'TestOpportunityOnlineBookable')
    for (const [, call] of CALLS) expect((await call(simulator, [item])).status).toBeLessThan(300)
    const { superEvent } = await findInFeed(simulator, item.feed, item.opportunity)
    expect((await findInFeed(simulator, 'session-series', superEvent)).location).toBeUndefined()
  })
})

describe('the errors', () => {
  const uuid = newUuid()
  it.each([
    ['GET', '/nowhere', {}, undefined, 404],
    ['GET', '/api/openbooking/ordeeeeers/abc', {}, undefined, 404],
    ['GET', '/feeds/session-series?afterChangeNumber=x', {}, undefined, 400],
    ['POST', '/feeds/session-series', {}, undefined, 405],
    ['GET', '/api/openbooking/orders-rpde', {}, undefined, 403],
    ['GET', '/api/openbooking/orders-rpde', { authorization: 'Bearer x' }, undefined, 401],
    ['GET', '/api/openbooking/orders-rpde', { ...PARTNER_1, accept: 'application/xml' }, undefined, 406],
    ['GET', `/api/openbooking/orders/${uuid}`, PARTNER_1, undefined, 404],
    ['PUT', `/api/openbooking/orders/${uuid}`, PARTNER_1, '{', 400],
    ['PUT', `/api/openbooking/orders/${uuid}`, { ...PARTNER_1, 'content-type': 'text/plain' }, '{}', 415],
    ['PUT', `/api/openbooking/orders/${uuid}`, PARTNER_1, { '@type': 'OrderQuote' }, 500],
    ['PUT', '/api/openbooking/orders/1', PARTNER_1, {}, 400]
  ])('%s %s with %o and %o answers %i', async (method, path, headers, body, expected) => {
    const simulator = await shared()
    const { status, body: error } = await simulator.request(method, path, { headers, body })
    expect(status).toBe(expected)
    expect(error['@type']).toMatch(/Error$/)
  })
})
