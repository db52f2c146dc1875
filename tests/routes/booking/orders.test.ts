import { describe, expect, it } from 'vitest'
import { type Answered, BASE, buildApp, shareApp } from '../../helpers/build-app.ts'
import {
  b, c1, c2, CANARY, endOfFeed, KINDS, make, newUuid, orderBody, PARTNER_1, PAYMENT, readFeed, remainingOf, SELLER_2,
  sellerCancels, u
} from '../../helpers/requests.ts'

/** Each test books opportunities of its own, unless it advances the clock. */
const shared = shareApp()

const ORDERS_FEED = '/api/openbooking/orders-rpde'

describe.each(KINDS)('B of a %s', (kind) => {
  it('books exactly one space after C1 and C2', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookable', kind)
    const before = await remainingOf(simulator, item)
    const uuid = newUuid()
    expect((await c1(simulator, [item], { uuid })).status).toBe(200)
    expect((await c2(simulator, [item], { uuid })).status).toBe(200)
    const booked = await b(simulator, [item], { uuid })
    expect(booked.status).toBe(201)
    expect(booked.headers['content-type']).toBe('application/vnd.openactive.booking+json; version=1')
    expect(booked.body['@id']).toBe(`${BASE}/api/openbooking/orders/${uuid}`)
    expect(booked.body.orderedItem[0]['@id']).toBe(`${BASE}/api/openbooking/orders/${uuid}#/orderedItems/1`)
    expect(booked.body.orderedItem[0].orderItemStatus).toBe('https://openactive.io/OrderItemConfirmed')
    expect(booked.body.customer.email).toBe(CANARY.email)
    expect(booked.body.payment).toEqual({ ...PAYMENT, identifier: CANARY.payment })
    expect(await remainingOf(simulator, item)).toBe(before - 1)
  })

  it('books without C1 and C2', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookable', kind)
    expect((await b(simulator, [item])).status).toBe(201)
  })
})

describe('a repeated B', () => {
  it('gets the identical response, even after the order has changed', async () => {
    const simulator = await buildApp()
    const items = [await make(simulator)]
    const uuid = newUuid()
    const first = await b(simulator, items, { uuid })
    await sellerCancels(simulator, uuid)
    simulator.clock.advance(60 * 24 * 30)
    const again = await b(simulator, items, { uuid })
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
  })

  it('may write its references in another form', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    const body = orderBody([item])
    const first = await simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body })
    const rewritten = {
      orderedItem: [{ acceptedOffer: { '@id': item.offer }, orderedItem: { '@type': 'ScheduledSession', '@id': item.opportunity }, position: 0, '@type': 'OrderItem' }],
      ...Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'orderedItem').reverse())
    }
    const again = await simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body: rewritten })
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
  })

  it('with other content is refused with OrderAlreadyExistsError', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    const other = await b(simulator, [item], { uuid, more: { customer: { '@type': 'Person', email: 'other@canary.example' } } })
    expect([other.status, other.body['@type']]).toEqual([500, 'OrderAlreadyExistsError'])
  })

  it('succeeds after a failed B', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    expect((await b(simulator, [item], { uuid, more: { payment: undefined } })).body['@type']).toBe('MissingPaymentDetailsError')
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
  })
})

describe('B', () => {
  it('ends the lease of C2, so that nothing expires later', async () => {
    const simulator = await buildApp()
    const item = await make(simulator)
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    await b(simulator, [item], { uuid })
    const before = await remainingOf(simulator, item)
    simulator.clock.advance(60)
    expect(await remainingOf(simulator, item)).toBe(before)
  })

  it.each([[[7, 3], [7, 3]], [[1, undefined, undefined, 0], [1, 2, 3, 0]]])('repeats the positions %j of the request, with free numbers for missing ones', async (positions, expected) => {
    const simulator = await shared()
    const item = await make(simulator)
    const orderedItem = positions.map((position) =>
      ({ '@type': 'OrderItem', position, acceptedOffer: item.offer, orderedItem: item.opportunity }))
    const positionsIn = ({ body }: Answered): number[] => body.orderedItem.map(({ position }: { position: number }) => position)
    const items = positions.map(() => item)
    const uuid = newUuid()
    expect(positionsIn(await c2(simulator, items, { uuid, more: { orderedItem } }))).toEqual(expected)
    expect(positionsIn(await b(simulator, items, { uuid, more: { orderedItem } }))).toEqual(expected)
  })
})

describe('C1, C2 and another B of a UUID that is an order', () => {
  it.each([['booked', 'already exists'], ['deleted', 'was deleted']])('are refused when it is %s', async (state, reason) => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    if (state === 'deleted') await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    for (const call of [c1, c2, b]) {
      const { status, body } = await call(simulator, [item, item], { uuid })
      expect([status, body['@type'], body.description]).toEqual([500, 'OrderAlreadyExistsError', expect.stringContaining(reason)])
    }
  })
})

describe('payment at B', () => {
  const paid = (prepayment: string): string => `TestOpportunityBookableNonFreePrepayment${prepayment}`
  const identified = { ...PAYMENT, identifier: CANARY.payment }

  it.each([
    [paid('Required'), undefined, 'MissingPaymentDetailsError'],
    [paid('Required'), PAYMENT, 'IncompletePaymentDetailsError'],
    [paid('Required'), identified, null],
    [paid('Optional'), undefined, null],
    [paid('Optional'), PAYMENT, 'IncompletePaymentDetailsError'],
    [paid('Optional'), identified, null],
    [paid('Unavailable'), undefined, null],
    [paid('Unavailable'), PAYMENT, 'UnnecessaryPaymentDetailsError'],
    [paid('Unavailable'), identified, 'UnnecessaryPaymentDetailsError'],
    ['TestOpportunityBookableFree', undefined, null],
    ['TestOpportunityBookableFree', identified, 'UnnecessaryPaymentDetailsError'],
    [paid('Required'), { ...identified, accountId: 'SN0' }, 'InvalidPaymentDetailsError']
  ])('%s with %o gives %s', async (criterion, payment, error) => {
    const simulator = await shared()
    const item = await make(simulator, criterion)
    const before = await simulator.state()
    const { status, body } = await b(simulator, [item], { more: { payment } })
    if (error === null) {
      expect(status).toBe(201)
    } else {
      expect([status, body['@type']]).toEqual([400, error])
      expect(await simulator.state()).toEqual(before)
    }
  })

  it.each([
    'TestOpportunityBookableFree', paid('Required'), paid('Unavailable')
  ])('of %s with a wrong total is refused as a mismatch before other errors', async (criterion) => {
    const simulator = await shared()
    const item = await make(simulator, criterion)
    const { status, body } = await b(simulator, [item], { more: { payment: { ...identified }, totalPaymentDue: { '@type': 'PriceSpecification', price: item.price + 1, priceCurrency: 'GBP' } } })
    expect([status, body['@type']]).toEqual([400, 'TotalPaymentDueMismatchError'])
  })
})

describe('a conflict of prepayment', () => {
  it('is an error of exactly the items in conflict, at C1, C2 and B', async () => {
    const simulator = await shared()
    const items = [
      await make(simulator, 'TestOpportunityBookableNonFreePrepaymentRequired'),
      await make(simulator, 'TestOpportunityBookableNonFreePrepaymentUnavailable', 'FacilityUseSlot'),
      await make(simulator, 'TestOpportunityBookableFree'),
      await make(simulator, 'TestOpportunityBookableNonFreePrepaymentOptional')
    ]
    for (const call of [c1, c2, b]) {
      const { status, body } = await call(simulator, items)
      expect(status).toBe(409)
      expect(body.orderedItem.map(({ error }: { error?: Array<{ '@type': string }> }) => error?.map((one) => one['@type']))).toEqual(
        [['OpportunityIsInConflictError'], ['OpportunityIsInConflictError'], undefined, undefined])
    }
  })
})

describe('cancellation', () => {
  const cancellable = 'TestOpportunityBookableCancellable'

  it('frees the space, lowers the totals and is announced once', async () => {
    const simulator = await shared()
    const items = [await make(simulator, cancellable), await make(simulator, cancellable)]
    const uuid = newUuid()
    const { body: order } = await b(simulator, items, { uuid })
    const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
    expect((await u(simulator, uuid, [order.orderedItem[0]['@id']])).status).toBe(204)
    expect(await remainingOf(simulator, items[0]!)).toBe(10)
    expect(await remainingOf(simulator, items[1]!)).toBe(9)
    const updates = await readFeed(simulator, end, PARTNER_1)
    expect(updates).toHaveLength(1)
    expect(updates[0]).toMatchObject({ state: 'updated', kind: 'Order', id: uuid })
    expect(updates[0].data.orderedItem.map((item: { orderItemStatus: string }) => item.orderItemStatus)).toEqual(['https://openactive.io/CustomerCancelled', 'https://openactive.io/OrderItemConfirmed'])
    expect(updates[0].data.totalPaymentDue.price).toBe(14.99)
    expect(JSON.stringify(updates[0])).not.toContain('canary')
    expect((await u(simulator, uuid, [order.orderedItem[0]['@id']])).status).toBe(204)
    expect(await readFeed(simulator, end, PARTNER_1)).toEqual(updates)
  })

  it('cancels all items or none', async () => {
    const simulator = await shared()
    const items = [await make(simulator, cancellable), await make(simulator, cancellable), await make(simulator, 'TestOpportunityBookableNotCancellable')]
    const uuid = newUuid()
    const { body: order } = await b(simulator, items, { uuid })
    const ids = order.orderedItem.map((item: { '@id': string }) => item['@id'])
    const before = await simulator.state()
    const refused = await u(simulator, uuid, ids.slice(1))
    expect([refused.status, refused.body['@type']]).toEqual([400, 'CancellationNotPermittedError'])
    expect(await simulator.state()).toEqual(before)
    expect((await u(simulator, uuid, ids.slice(0, 1))).status).toBe(204)
    const { body: status } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(status.orderedItem.map((item: { orderItemStatus: string }) => item.orderItemStatus.split('/').at(-1))).toEqual(['CustomerCancelled', 'OrderItemConfirmed', 'OrderItemConfirmed'])
    expect(status.totalPaymentDue.price).toBe(29.98)
  })

  it.each([
    ['TestOpportunityBookableCancellableWithinWindow', 204],
    ['TestOpportunityBookableCancellableOutsideWindow', 400],
    ['TestOpportunityBookableNotCancellable', 400],
    ['TestOpportunityBookableCancellableNoWindow', 204],
    ['TestOpportunityBookableFreeCancellable', 204]
  ])('of %s answers %i', async (criterion, status) => {
    const simulator = await shared()
    const uuid = newUuid()
    const { body: order } = await b(simulator, [await make(simulator, criterion)], { uuid })
    expect((await u(simulator, uuid, [order.orderedItem[0]['@id']])).status).toBe(status)
  })

  it('is refused once the session has started', async () => {
    const simulator = await buildApp()
    const uuid = newUuid()
    const { body: order } = await b(simulator, [await make(simulator, cancellable)], { uuid })
    simulator.clock.advance(24 * 60)
    expect((await u(simulator, uuid, [order.orderedItem[0]['@id']])).body['@type']).toBe('CancellationNotPermittedError')
  })

  it('is checked in the order of the specification', async () => {
    const simulator = await shared()
    const uuid = newUuid()
    const { body: order } = await b(simulator, [await make(simulator, cancellable)], { uuid })
    const id: string = order.orderedItem[0]['@id']
    const item = { '@type': 'OrderItem', '@id': id, orderItemStatus: 'https://openactive.io/CustomerCancelled' }
    const type = async (body: unknown, at = uuid): Promise<unknown> => {
      const { status, body: error } = await simulator.request('PATCH', `/api/openbooking/orders/${at}`, { headers: PARTNER_1, body })
      return [status, error['@type']]
    }
    const patch = { '@context': 'https://openactive.io/', '@type': 'Order', orderedItem: [item] }
    expect(await type({ ...patch, '@type': 'OrderQuote', totalPaymentDue: {} })).toEqual([500, 'UnexpectedOrderTypeError'])
    expect(await type({ ...patch, '@id': 'excessiveField', orderedItem: [{ ...item, orderItemStatus: 'x' }] })).toEqual([400, 'PatchContainsExcessivePropertiesError'])
    expect(await type({ ...patch, customer: {} })).toEqual([400, 'PatchContainsExcessivePropertiesError'])
    expect(await type({ ...patch, orderedItem: [{ ...item, position: 0 }] })).toEqual([400, 'PatchContainsExcessivePropertiesError'])
    expect(await type({ ...patch, orderedItem: [{ ...item, orderItemStatus: 'https://openactive.io/SellerCancelled' }] })).toEqual([400, 'PatchNotAllowedOnPropertyError'])
    expect(await type({ ...patch, orderedItem: [{ ...item, '@id': id.replace(/(\d+)$/, '$1-0-1') }] })).toEqual([500, 'OrderItemIdInvalidError'])
    expect(await type(patch, newUuid())).toEqual([500, 'OrderItemNotWithinOrderError'])
    expect(await type({ ...patch, orderedItem: [{ ...item, '@id': id.replace(/\d+$/, '99') }] })).toEqual([500, 'OrderItemNotWithinOrderError'])
    const unknown = newUuid()
    expect(await type({ ...patch, orderedItem: [{ ...item, '@id': id.replace(uuid, unknown) }] }, unknown)).toEqual([404, 'UnknownOrderError'])
    expect(await type({ ...patch, orderedItem: [] })).toEqual([400, 'OpenBookingError'])
    expect(await type({ ...patch, '@id': order['@id'] })).toEqual([400, 'PatchContainsExcessivePropertiesError'])
    const { status } = await simulator.request('PATCH', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body: { ...patch, 'ext:note': 'mine' } })
    expect(status).toBe(204)
  })
})

describe('deletion of an order', () => {
  it('frees its spaces, removes personal data, and is final', async () => {
    const simulator = await buildApp()
    const item = await make(simulator)
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    const remove = async (): Promise<number> => (await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status
    expect(await remove()).toBe(204)
    expect(await remainingOf(simulator, item)).toBe(10)
    expect(JSON.stringify(await simulator.state())).not.toContain('canary')
    const before = await simulator.state()
    expect(await remove()).toBe(204)
    expect(await simulator.state()).toEqual(before)
    expect((await b(simulator, [item], { uuid })).body['@type']).toBe('OrderAlreadyExistsError')
    expect((await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body['@type']).toBe('UnknownOrderError')
  })

  it('releases no spaces of items that were cancelled before', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    await b(simulator, [item], { uuid })
    await sellerCancels(simulator, uuid)
    const before = await remainingOf(simulator, item)
    await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(await remainingOf(simulator, item)).toBe(before)
  })

  it('is announced only if the order was in the orders feed', async () => {
    const simulator = await shared()
    const [seen, unseen] = [newUuid(), newUuid()]
    for (const uuid of [seen, unseen]) await b(simulator, [await make(simulator)], { uuid })
    await sellerCancels(simulator, seen)
    const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
    for (const uuid of [seen, unseen]) await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(await readFeed(simulator, end, PARTNER_1)).toEqual([{ state: 'deleted', kind: 'Order', id: seen, modified: expect.any(Number) }])
  })

  it('is refused for a UUID without an order', async () => {
    const simulator = await shared()
    const { status, body } = await simulator.request('DELETE', `/api/openbooking/orders/${newUuid()}`, { headers: PARTNER_1 })
    expect([status, body['@type']]).toEqual([404, 'UnknownOrderError'])
  })
})

describe('Order Status', () => {
  it('shows the current order, its payment and the free spaces', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const uuid = newUuid()
    const { body: order } = await b(simulator, [item], { uuid })
    await b(simulator, [item, item])
    const get = async () => await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    const { body, headers } = await get()
    expect(headers['cache-control']).toContain('no-store')
    expect(body.orderedItem[0].orderedItem.remainingAttendeeCapacity).toBe(7)
    expect(body.orderedItem[0].position).toBeUndefined()
    await sellerCancels(simulator, uuid)
    const { body: cancelled } = await get()
    expect(cancelled.payment).toEqual(order.payment)
    expect(cancelled.totalPaymentDue.price).toBe(0)
    expect(cancelled.orderedItem[0].orderItemStatus).toBe('https://openactive.io/SellerCancelled')
  })
})

describe('the seller cancels', () => {
  it('all items at once, is announced once, and a repeat changes nothing', async () => {
    const simulator = await buildApp()
    const items = [await make(simulator), await make(simulator, 'TestOpportunityBookableFree')]
    const uuid = newUuid()
    await b(simulator, items, { uuid })
    expect(await readFeed(simulator, ORDERS_FEED, PARTNER_1)).toEqual([])
    expect((await sellerCancels(simulator, uuid)).status).toBe(204)
    const updates = await readFeed(simulator, ORDERS_FEED, PARTNER_1)
    expect(updates.map(({ id }) => id)).toEqual([uuid])
    expect(updates[0].data.orderedItem.every((item: { orderItemStatus: string }) => item.orderItemStatus === 'https://openactive.io/SellerCancelled')).toBe(true)
    expect(updates[0].data.totalPaymentDue.price).toBe(0)
    expect((await sellerCancels(simulator, uuid)).status).toBe(204)
    expect(await readFeed(simulator, ORDERS_FEED, PARTNER_1)).toEqual(updates)
  })
})

describe('an order of the net seller', () => {
  it('adds tax to its prices, while prices of the gross seller include it', async () => {
    const simulator = await shared()
    const net = await make(simulator, 'TestOpportunityBookableNonFreeTaxNet', 'ScheduledSession', SELLER_2)
    const headers = { ...PARTNER_1, 'x-openactive-test-seller-id': SELLER_2 }
    const { body } = await b(simulator, [net, net], { headers, more: { seller: SELLER_2, totalPaymentDue: { '@type': 'PriceSpecification', price: 35.98, priceCurrency: 'GBP' } } })
    expect(body.totalPaymentDue.price).toBe(35.98)
    expect(body.totalPaymentTax[0].price).toBe(6)
    const gross = await make(simulator, 'TestOpportunityBookableNonFreeTaxGross')
    const answer = await b(simulator, [gross, gross])
    expect(answer.body.totalPaymentDue.price).toBe(29.98)
    expect(answer.body.totalPaymentTax[0].price).toBe(5)
    expect(answer.body.orderedItem[0].unitTaxSpecification[0].price).toBe(2.5)
  })
})
