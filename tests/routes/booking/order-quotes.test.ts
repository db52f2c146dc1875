import { describe, expect, it } from 'vitest'
import { BASE, buildApp, NOW, shareApp } from '../../helpers/build-app.ts'
import { makeForApproval } from '../../helpers/proposals.ts'
import {
  b, type Bookable, c1, c2, endOfFeed, KINDS, make, newUuid, PARTNER_1, PARTNER_2, PAYMENT, readFeed, remainingOf,
  SELLER_2, SHARED
} from '../../helpers/requests.ts'

/** Each test quotes opportunities of its own, unless it advances the clock. */
const shared = shareApp()

type Errors = Array<{ '@type': string }> | undefined
const errorsOf = (body: { orderedItem: Array<{ error: Errors }> }): unknown[] => body.orderedItem.map(({ error }) => error?.map((one) => one['@type']))
const times = (count: number, item: Bookable): Bookable[] => Array.from({ length: count }, () => item)

describe.each(KINDS)('quotes of a %s', (kind) => {
  it('show the spaces left for this order, while the feed shows those left for others', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookable', kind)
    const before = await remainingOf(simulator, item)
    const uuid = newUuid()
    for (const call of [c1, c2, c1, c2]) {
      const { status, body } = await call(simulator, [item], { uuid })
      expect(status).toBe(200)
      const { remainingAttendeeCapacity, remainingUses } = body.orderedItem[0].orderedItem
      expect(remainingAttendeeCapacity ?? remainingUses).toBe(before)
      expect(await remainingOf(simulator, item)).toBe(before - 1)
    }
  })

  it('are refused when all spaces are booked', async () => {
    const simulator = await shared()
    const items = [await make(simulator, 'TestOpportunityBookableNoSpaces', kind), await make(simulator, 'TestOpportunityBookable', kind)]
    for (const call of [c1, c2]) {
      const { status, body } = await call(simulator, items)
      expect([status, errorsOf(body)]).toEqual([409, [['OpportunityIsFullError'], undefined]])
    }
  })

  it('report a leased last space as reserved, not as full', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableOneSpace', kind)
    expect((await c1(simulator, [item])).status).toBe(200)
    const { status, body } = await c1(simulator, [item])
    expect([status, errorsOf(body)]).toEqual([409, [['OpportunityCapacityIsReservedByLeaseError']]])
  })
})

describe('a lease', () => {
  it('lasts leaseMinutes from the last quote, and the feed shows its expiry', async () => {
    const simulator = await buildApp({ leaseMinutes: 20 })
    const item = await make(simulator)
    const uuid = newUuid()
    const first = await c1(simulator, [item], { uuid })
    expect(first.body.lease).toEqual({ '@type': 'Lease', leaseExpires: '2027-03-09T10:40:00Z' })
    simulator.clock.advance(15)
    expect((await c2(simulator, [item], { uuid })).body.lease.leaseExpires).toBe('2027-03-09T10:55:00Z')
    simulator.clock.advance(15)
    expect(await remainingOf(simulator, item)).toBe(9)
    const end = await endOfFeed(simulator, `/feeds/${item.feed}`)
    simulator.clock.advance(5)
    const updates = await readFeed(simulator, end)
    expect(updates.map(({ data }) => [data['@id'], data.remainingAttendeeCapacity])).toEqual([[item.opportunity, 10]])
    expect(await readFeed(simulator, end)).toEqual(updates)
  })

  it('that has expired lets its holder book while spaces are left', async () => {
    const simulator = await buildApp()
    const item = await make(simulator, 'TestOpportunityBookableOneSpace')
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    simulator.clock.advance(16)
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
    expect((await b(simulator, [item])).body['@type']).toBe('OpportunityHasInsufficientCapacityError')
  })

  it('goes to the first requests: two, three and five of ten spaces', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    expect((await c1(simulator, times(3, item))).status).toBe(200)
    const { status, body } = await c1(simulator, times(10, item))
    expect(status).toBe(409)
    expect(errorsOf(body)).toEqual([
      undefined, undefined,
      ...Array<string[]>(3).fill(['OpportunityCapacityIsReservedByLeaseError']),
      ...Array<string[]>(5).fill(['OpportunityHasInsufficientCapacityError'])
    ])
    expect(body.orderedItem.every((one: { orderedItem: { remainingAttendeeCapacity: number } }) => one.orderedItem.remainingAttendeeCapacity === 2)).toBe(true)
    expect(await remainingOf(simulator, item)).toBe(2)
    expect((await c1(simulator, times(2, item))).status).toBe(200)
    expect(errorsOf((await c1(simulator, [item])).body)).toEqual([['OpportunityCapacityIsReservedByLeaseError']])
  })

  it.each([
    ['anonymous', 9, 9], ['named', 10, 9], ['none', 10, 10]
  ] as const)('with leasing %s leaves %i spaces after C1 and %i after C2', async (leasing, afterC1, afterC2) => {
    const simulator = await buildApp({ leasing })
    const item = await make(simulator)
    const uuid = newUuid()
    const first = await c1(simulator, [item], { uuid })
    expect(first.body.lease === undefined).toBe(afterC1 === 10)
    expect(await remainingOf(simulator, item)).toBe(afterC1)
    const second = await c2(simulator, [item], { uuid })
    expect(second.body.lease === undefined).toBe(afterC2 === 10)
    expect(await remainingOf(simulator, item)).toBe(afterC2)
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
    expect(await remainingOf(simulator, item)).toBe(9)
  })
})

describe('C1 with leasing named', () => {
  it('keeps the spaces that C2 leased for its items, and frees the others', async () => {
    const simulator = await buildApp({ leasing: 'named' })
    const [item, other] = [await make(simulator, 'TestOpportunityBookableOneSpace'), await make(simulator)]
    const uuid = newUuid()
    const { body: { lease } } = await c2(simulator, [item, other, other], { uuid })
    simulator.clock.advance(5)
    const { status, body } = await c1(simulator, [item, other], { uuid })
    expect([status, body.lease]).toEqual([200, lease])
    expect([await remainingOf(simulator, item), await remainingOf(simulator, other)]).toEqual([0, 9])
    expect((await b(simulator, [item])).status).toBe(409)
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
  })
})

describe('C1 of other items with leasing named', () => {
  it('ends the lease', async () => {
    const simulator = await buildApp({ leasing: 'named' })
    const [held, other] = [await make(simulator), await make(simulator)]
    const uuid = newUuid()
    await c2(simulator, [held], { uuid })
    const { status, body } = await c1(simulator, [other], { uuid })
    expect([status, body.lease]).toEqual([200, undefined])
    expect(await remainingOf(simulator, held)).toBe(10)
    expect((await simulator.state()).filter(([kind]) => kind === 'lease')).toEqual([])
  })
})

describe('spaces leased for one seller', () => {
  it('are kept when a quote or order of the same UUID is for another seller', async () => {
    const simulator = await shared()
    const [mine, theirs] = [await make(simulator), await make(simulator, 'TestOpportunityBookableFree', 'ScheduledSession', SELLER_2)]
    const uuid = newUuid()
    await c2(simulator, [mine], { uuid, headers: SHARED })
    const before = await simulator.state()
    for (const call of [c1, c2, b]) {
      const { status, body } = await call(simulator, [theirs], { uuid, headers: SHARED, more: { seller: SELLER_2 } })
      expect([status, body['@type']]).toEqual([500, 'OrderAlreadyExistsError'])
    }
    expect(await simulator.state()).toEqual(before)
    expect((await b(simulator, [mine], { uuid, headers: SHARED })).status).toBe(201)
  })
})

describe('an amended quote', () => {
  it('leases the new items in place of the old ones, and B books only the new ones', async () => {
    const simulator = await shared()
    const [first, second] = [await make(simulator), await make(simulator, 'TestOpportunityBookable', 'FacilityUseSlot')]
    const uuid = newUuid()
    await c1(simulator, times(2, first), { uuid })
    await c2(simulator, times(2, first), { uuid })
    expect(await remainingOf(simulator, first)).toBe(8)
    const { body } = await c2(simulator, [second], { uuid, more: { customer: { '@type': 'Person', email: 'second@canary.example' } } })
    expect(body.customer.email).toBe('second@canary.example')
    expect(body.orderedItem.map((item: { orderedItem: { '@id': string } }) => item.orderedItem['@id'])).toEqual([second.opportunity])
    expect([await remainingOf(simulator, first), await remainingOf(simulator, second)]).toEqual([10, 9])
    const booked = await b(simulator, [second], { uuid })
    expect(booked.status).toBe(201)
    expect([await remainingOf(simulator, first), await remainingOf(simulator, second)]).toEqual([10, 9])
  })

  it('that is refused keeps the previous lease', async () => {
    const simulator = await shared()
    const [held, full] = [await make(simulator), await make(simulator, 'TestOpportunityBookableNoSpaces')]
    const uuid = newUuid()
    await c2(simulator, [held], { uuid })
    const before = await simulator.state()
    expect((await c2(simulator, [held, full], { uuid })).status).toBe(409)
    expect((await c1(simulator, [held], { uuid, more: { payment: { '@type': 'Payment' } } })).status).toBe(400)
    expect(await simulator.state()).toEqual(before)
  })
})

describe('OrderQuote Deletion', () => {
  it('frees the spaces, can be repeated, and succeeds without a quote', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    const remove = async (headers = PARTNER_1): Promise<number> => (await simulator.request('DELETE', `/api/openbooking/order-quotes/${uuid}`, { headers })).status
    expect(await remove()).toBe(204)
    await c2(simulator, [item], { uuid })
    expect(await remove(PARTNER_2)).toBe(204)
    expect(await remove({ ...PARTNER_1, 'x-openactive-test-seller-id': SELLER_2 })).toBe(204)
    expect(await remainingOf(simulator, item)).toBe(9)
    expect(await remove()).toBe(204)
    expect(await remainingOf(simulator, item)).toBe(10)
    const end = await endOfFeed(simulator, `/feeds/${item.feed}`)
    expect(await remove()).toBe(204)
    expect(await readFeed(simulator, end)).toEqual([])
  })

  it('leaves an order of the same UUID unchanged', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    const before = await simulator.state()
    expect((await simulator.request('DELETE', `/api/openbooking/order-quotes/${uuid}`, { headers: PARTNER_1 })).status).toBe(204)
    expect(await simulator.state()).toEqual(before)
  })
})

describe('an OrderQuote', () => {
  it('has every property that the specification requires, and no customer at C1', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableNonFree')
    const uuid = newUuid()
    const { body } = await c1(simulator, [item], { uuid, more: { payment: PAYMENT } })
    expect(body).toMatchObject({
      '@context': 'https://openactive.io/',
      '@type': 'OrderQuote',
      '@id': `${BASE}/api/openbooking/order-quotes/${uuid}`,
      brokerRole: 'https://openactive.io/AgentBroker',
      orderRequiresApproval: false,
      payment: PAYMENT,
      totalPaymentDue: { '@type': 'PriceSpecification', price: 14.99, priceCurrency: 'GBP', openBookingPrepayment: 'https://openactive.io/Required' },
      totalPaymentTax: [{ '@type': 'TaxChargeSpecification', name: 'VAT at 20%', price: 2.5, priceCurrency: 'GBP', rate: 0.2 }]
    })
    expect(body.seller.taxMode).toBe('https://openactive.io/TaxGross')
    expect(body.customer).toBeUndefined()
    expect(body.orderedItem[0]['@id']).toBeUndefined()
    const free = await c1(simulator, [await make(simulator, 'TestOpportunityBookableFree')], { more: { payment: PAYMENT } })
    expect(free.body.payment).toBeUndefined()
    expect(free.body.totalPaymentDue).toMatchObject({ price: 0, openBookingPrepayment: 'https://openactive.io/Unavailable' })
  })

  it('requires approval when one of its offers does', async () => {
    const simulator = await shared()
    const items = [await make(simulator), await makeForApproval(simulator)]
    expect((await c1(simulator, items)).body.orderRequiresApproval).toBe(true)
    expect((await c2(simulator, items)).body.orderRequiresApproval).toBe(true)
    expect((await b(simulator, items)).body['@type']).toBe('OrderCreationFailedError')
  })

  it.each([
    ['IncompleteBrokerDetailsError', { broker: undefined }],
    ['IncompleteBrokerDetailsError', { broker: { '@type': 'Organization', url: 'https://activefinder.example/' } }],
    ['IncompleteBrokerDetailsError', { brokerRole: undefined }],
    ['IncompleteBrokerDetailsError', { brokerRole: 'https://openactive.io/NoBroker' }],
    ['InvalidPaymentDetailsError', { payment: { '@type': 'Payment' } }],
    ['InvalidPaymentDetailsError', { payment: { ...PAYMENT, paymentProviderId: 'OTHER' } }]
  ])('is refused with %s for %o, at C1 and C2', async (error, more) => {
    const simulator = await shared()
    const items = [await make(simulator)]
    for (const call of [c1, c2]) {
      const { status, body } = await call(simulator, items, { more })
      expect([status, body['@type']]).toEqual([400, error])
    }
  })

  it.each([
    [{ customer: undefined }],
    [{ customer: { '@type': 'Person', givenName: 'Nia' } }],
    [{ customer: { '@type': 'Organization', name: 'Club' } }],
    [{ customer: { email: 'no-type@canary.example' } }]
  ])('requires a customer with an e-mail address at C2: %o', async (more) => {
    const simulator = await shared()
    const { status, body } = await c2(simulator, [await make(simulator)], { more })
    expect([status, body['@type']]).toEqual([400, 'IncompleteCustomerDetailsError'])
  })

  it('requires no e-mail address of a customer from a reseller', async () => {
    const simulator = await shared()
    const more = { brokerRole: 'https://openactive.io/ResellerBroker', customer: { '@type': 'Person', givenName: 'Nia' } }
    expect((await c2(simulator, [await make(simulator)], { more })).status).toBe(200)
  })

  it('requires no customer from a reseller, and shows no broker for NoBroker', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const reseller = await c2(simulator, [item], { more: { brokerRole: 'https://openactive.io/ResellerBroker', customer: undefined } })
    expect([reseller.status, reseller.body.customer]).toEqual([200, undefined])
    const none = await c2(simulator, [item], { more: { brokerRole: 'https://openactive.io/NoBroker', broker: undefined } })
    expect([none.status, none.body.broker]).toEqual([200, undefined])
  })
})

describe('items in error', () => {
  it('each have their own error in a complete quote', async () => {
    const simulator = await shared()
    const good = await make(simulator)
    const past = await make(simulator, 'TestOpportunityBookableInPast')
    const early = await make(simulator, 'TestOpportunityBookableOutsideValidFromBeforeStartDate')
    const other = await make(simulator)
    const items = [
      { acceptedOffer: good.offer, orderedItem: good.opportunity },
      { acceptedOffer: good.offer },
      { orderedItem: good.opportunity },
      { acceptedOffer: good.offer, orderedItem: 'https://elsewhere.example/1' },
      { acceptedOffer: `${good.opportunity}/no-offer`, orderedItem: good.opportunity },
      { acceptedOffer: good.offer, orderedItem: `${BASE}/api/identifiers/scheduled-sessions/none/events/1` },
      { acceptedOffer: good.offer.replace(/0$/, '7'), orderedItem: good.opportunity },
      { acceptedOffer: other.offer, orderedItem: good.opportunity },
      { acceptedOffer: past.offer, orderedItem: past.opportunity },
      { acceptedOffer: early.offer, orderedItem: early.opportunity }
    ].map((item, position) => ({ '@type': 'OrderItem', position, ...item }))
    const before = await simulator.state()
    const { status, body } = await c1(simulator, [], { more: { orderedItem: items } })
    expect(status).toBe(409)
    expect(errorsOf(body)).toEqual([
      undefined, ['IncompleteOrderItemError'], ['IncompleteOrderItemError'], ['InvalidOpportunityOrOfferIdError'], ['InvalidOpportunityOrOfferIdError'],
      ['UnknownOpportunityError'], ['UnknownOfferError'], ['UnacceptableOfferError'], ['OpportunityOfferPairNotBookableError'], ['OpportunityOfferPairNotBookableError']
    ])
    expect(body.totalPaymentDue.price).toBe(14.99)
    expect(body.orderedItem[3].orderedItem).toBe('https://elsewhere.example/1')
    expect(body.orderedItem[8].orderedItem['@type']).toBe('ScheduledSession')
    expect(await simulator.state()).toEqual(before)
  })

  it('of another seller make C1 refuse the whole request', async () => {
    const simulator = await shared()
    const foreign = await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)
    for (const call of [c1, c2, b]) {
      const { status, body } = await call(simulator, [foreign])
      expect([status, body['@type']]).toEqual([500, 'SellerMismatchError'])
    }
  })

  it('are absent for a test opportunity within its booking window', async () => {
    const simulator = await shared()
    expect((await c1(simulator, [await make(simulator, 'TestOpportunityBookableWithinValidFromBeforeStartDate')])).status).toBe(200)
  })
})

it('a quote at the instant the lease expires still gets its space', async () => {
  const simulator = await shared()
  const item = await make(simulator, 'TestOpportunityBookableOneSpace')
  await c1(simulator, [item])
  simulator.clock.now = new Date(NOW.getTime() + 15 * 60_000)
  expect((await c1(simulator, [item])).status).toBe(200)
})
