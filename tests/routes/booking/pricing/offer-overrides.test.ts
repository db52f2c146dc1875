import { describe, expect, it } from 'vitest'
import { resolveSimulatorOptions } from '../../../../simulator/options/resolve.ts'
import { BASE, shareApp } from '../../../helpers/build-app.ts'
import { bySeller } from '../../../helpers/conditions.ts'
import { makeForApproval, p } from '../../../helpers/proposals.ts'
import {
  asClient, b, type Bookable, c1, c2, EVERY_KIND, type Kind, make, newUuid, PARTNER_1, PAYMENT, SELLER_1, SELLER_2, u
} from '../../../helpers/requests.ts'
import { documentsOf } from '../../../helpers/stages.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

const shared = shareApp({ offerOverrides: true, control: 'on' })
const untaxed = shareApp({ offerOverrides: true, taxCalculation: false, types: ['OnDemandEvent'] })
const without = shareApp({ types: ['OnDemandEvent'] })

/** The example of the specification. */
const EXAMPLE = {
  '@type': 'OfferOverride',
  description: 'Winger space for Speedball.',
  name: 'Speedball winger position',
  price: 10.00,
  priceCurrency: 'GBP'
}
const OWN_ID = 'https://broker.example/offers/77'
const PRICED = 'TestOpportunityBookableNonFree'
const overridden = (items: readonly Bookable[], override: object = EXAMPLE): Json[] =>
  items.map(({ opportunity }, position) => ({ '@type': 'OrderItem', position, orderedItem: opportunity, acceptedOffer: override }))
const due = (price: number): Json => ({ '@type': 'PriceSpecification', price, priceCurrency: 'GBP' })
const priced = (items: readonly Bookable[], override: object, total: number): Json => ({
  orderedItem: overridden(items, override), totalPaymentDue: due(total), payment: total > 0 ? { ...PAYMENT, identifier: 'p-1' } : undefined
})

describe('OfferOverride accepted at C1, C2, P, B: its price is used for totals and tax', () => {
  it.each(EVERY_KIND)('as the example of the specification: %s', async (kind: Kind) => {
    const simulator = await shared()
    const plan = { items: [await make(simulator, PRICED, kind)], approved: [await makeForApproval(simulator, PRICED, kind)] }
    const documents = await documentsOf(simulator, { ...plan, more: (items) => priced(items, EXAMPLE, 10) })
    expect(documents).toHaveLength(7)
    for (const { orderedItem: [item], totalPaymentDue, totalPaymentTax } of documents) {
      expect(item.acceptedOffer).toEqual({ ...EXAMPLE, '@id': expect.stringContaining(`${BASE}/`) })
      expect([totalPaymentDue.price, totalPaymentDue.openBookingPrepayment, totalPaymentTax[0].price, item.unitTaxSpecification[0].price]).toEqual([10, 'https://openactive.io/Required', 1.67, 1.67])
    }
  })

  it.each([
    ['higher', SELLER_1, 30, 30, 5],
    ['lower', SELLER_1, 0.01, 0.01, 0],
    ['zero', SELLER_1, 0, 0, 0],
    ['net, higher', SELLER_2, 30, 36, 6],
    ['net, lower', SELLER_2, 5.55, 6.66, 1.11]
  ])('a price may be %s: %s, %f', async (_name, seller, price, total, tax) => {
    const simulator = await shared()
    const items = [await make(simulator, PRICED, 'OnDemandEvent', seller)]
    const headers = asClient('booking-partner-1', seller)
    const { status, body } = await b(simulator, items, { headers, more: { seller, ...priced(items, { ...EXAMPLE, '@id': OWN_ID, price }, total) } })
    expect([status, body.totalPaymentDue?.price, body.totalPaymentTax?.[0].price, body.orderedItem?.[0].acceptedOffer['@id']]).toEqual([201, total, tax, OWN_ID])
  })

  it('stands beside offers, one item each', async () => {
    const simulator = await shared()
    const items = [await make(simulator, PRICED), await make(simulator, PRICED)]
    const [first] = overridden(items)
    const orderedItem = [first, { '@type': 'OrderItem', position: 1, orderedItem: items[1]!.opportunity, acceptedOffer: items[1]!.offer }]
    const { body } = await c1(simulator, items, { more: { orderedItem } })
    expect([body.totalPaymentDue.price, body.totalPaymentTax.map(({ price }: Json) => price)]).toEqual([24.99, [4.17]])
  })

  it('is net where the order has no taxes', async () => {
    const simulator = await untaxed()
    const items = [await make(simulator, PRICED, 'OnDemandEvent')]
    const { body } = await b(simulator, items, { more: priced(items, EXAMPLE, 10) })
    expect([body.totalPaymentDue.price, body.orderedItem[0].acceptedOffer.price, body.taxCalculationExcluded]).toEqual([10, 10, true])
  })
})

describe('override behaves as advance booking and prepayment Required; cancellation may always be requested', () => {
  it.each([
    'TestOpportunityBookableNonFreePrepaymentOptional', 'TestOpportunityBookableNonFreePrepaymentUnavailable'
  ])('payment is required: %s', async (criterion) => {
    const simulator = await shared()
    const items = [await make(simulator, criterion)]
    const { body } = await b(simulator, items, { more: { ...priced(items, EXAMPLE, 10), payment: undefined } })
    expect(body['@type']).toBe('MissingPaymentDetailsError')
    expect((await b(simulator, items, { more: priced(items, EXAMPLE, 10) })).status).toBe(201)
  })

  it.each([
    'TestOpportunityBookableNotCancellable', 'TestOpportunityBookableCancellableOutsideWindow'
  ])('an item is cancelled whatever the offer says: %s', async (criterion) => {
    const simulator = await shared()
    const items = [await make(simulator, criterion)]
    const uuid = newUuid()
    const { body } = await b(simulator, items, { uuid, more: priced(items, EXAMPLE, 10) })
    expect((await u(simulator, uuid, [body.orderedItem[0]['@id']])).status).toBe(204)
    const { body: current } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect([current.totalPaymentDue.price, current.totalPaymentTax[0].price]).toEqual([0, 0])
  })

  it('an opening of the booking window does not apply', async () => {
    const simulator = await shared()
    const items = [await make(simulator, 'TestOpportunityBookableOutsideValidFromBeforeStartDate')]
    expect((await c2(simulator, items)).status).toBe(409)
    expect((await c2(simulator, items, { more: priced(items, EXAMPLE, 10) })).status).toBe(200)
  })
})

describe('not with isAccessibleForFree', () => {
  it.each([['C1', c1], ['C2', c2], ['B', b]] as const)('at %s', async (_stage, send) => {
    const simulator = await shared()
    const items = [await make(simulator, 'TestOpportunityBookableFree')]
    const { status, body } = await send(simulator, items, { more: priced(items, EXAMPLE, 10) })
    expect([status, body.orderedItem[0].error[0]['@type'], body.orderedItem[0].acceptedOffer]).toEqual([409, 'OpportunityOfferPairNotBookableError', { ...EXAMPLE, '@id': items[0]!.offer }])
  })

  it('a system with free opportunities only does not start with the option', async () => {
    expect(() => resolveSimulatorOptions({ offerOverrides: true, prices: 'free' })).toThrow(/offerOverrides/)
  })
})

describe('a system without support must not pass over an override in silence', () => {
  it.each([['C1', c1], ['C2', c2], ['P', p], ['B', b]] as const)('at %s', async (stage, send) => {
    const simulator = await without()
    const items = [stage === 'P' ? await makeForApproval(simulator, PRICED, 'OnDemandEvent') : await make(simulator, PRICED, 'OnDemandEvent')]
    for (const override of [EXAMPLE, { ...EXAMPLE, '@id': items[0]!.offer, price: 5 }]) {
      const { status, body } = await send(simulator, items, { more: { orderedItem: overridden(items, override) } })
      expect([status, body.description]).toEqual([400, 'orderedItem[0].acceptedOffer.@type must be Offer; received "OfferOverride".'])
    }
  })
})

describe('the price of B and P is that of C2', () => {
  it.each([
    ['the same', 10, 10, 201],
    ['another', 10, 8, 400],
    ['the first override', undefined, 10, 400],
    ['the list price', 10, undefined, 400]
  ])('%s', async (_name, quoted, booked, expected) => {
    const simulator = await shared()
    const items = [await make(simulator, PRICED)]
    const uuid = newUuid()
    const at = (price: number | undefined): Json => price === undefined ? {} : priced(items, { ...EXAMPLE, price }, price)
    expect((await c2(simulator, items, { uuid, more: at(quoted) })).status).toBe(200)
    const { status, body } = await b(simulator, items, { uuid, more: at(booked) })
    expect(status).toBe(expected)
    if (expected === 400) expect(body['@type']).toBe('TotalPaymentDueMismatchError')
  })

  it.each([
    ['in another order', [8, 12], [12, 8], 201],
    ['one twice, the other never', [8, 12], [8, 8], 400],
    ['an override in place of the list price', [8, undefined], [8, 8], 400],
    ['the list price in place of an override', [8, undefined], [undefined, undefined], 400],
    ['fewer of them', [8, 12], [12], 201],
    ['one item more at a quoted price', [8], [8, 8], 201],
    ['one item more at another price', [8], [8, 3], 400]
  ])('several items of one opportunity: %s', async (_name, quoted, booked, expected) => {
    const simulator = await shared()
    const item = await make(simulator, PRICED)
    const uuid = newUuid()
    const at = (prices: ReadonlyArray<number | undefined>): Json => {
      const orderedItem = prices.map((price, position) => price === undefined
        ? { '@type': 'OrderItem', position, orderedItem: item.opportunity, acceptedOffer: item.offer }
        : { ...overridden([item], { ...EXAMPLE, price })[0], position })
      return { ...priced([], {}, prices.reduce<number>((sum, price = item.price) => sum + price, 0)), orderedItem }
    }
    expect((await c2(simulator, [item], { uuid, more: at(quoted) })).status).toBe(200)
    const { status, body } = await b(simulator, [item], { uuid, more: at(booked) })
    expect([status, body['@type']]).toEqual([expected, expected === 201 ? 'Order' : 'TotalPaymentDueMismatchError'])
  })

  it('a new quote may have another one, and Order Status shows it', async () => {
    const simulator = await shared()
    const items = [await make(simulator, PRICED)]
    const uuid = newUuid()
    for (const price of [10, 8]) await c2(simulator, items, { uuid, more: priced(items, { ...EXAMPLE, price }, price) })
    const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect([body.totalPaymentDue.price, body.orderedItem[0].acceptedOffer.name]).toEqual([8, EXAMPLE.name])
    expect((await b(simulator, items, { uuid, more: priced(items, { ...EXAMPLE, price: 8 }, 8) })).status).toBe(201)
  })

  it('is refused at P, too', async () => {
    const simulator = await shared()
    const items = [await makeForApproval(simulator, PRICED)]
    const uuid = newUuid()
    await c2(simulator, items, { uuid, more: priced(items, EXAMPLE, 10) })
    expect((await p(simulator, items, { uuid, more: priced(items, { ...EXAMPLE, price: 8 }, 8) })).body['@type']).toBe('TotalPaymentDueMismatchError')
    expect((await p(simulator, items, { uuid, more: priced(items, EXAMPLE, 10) })).status).toBe(201)
  })
})

describe('an override that is not right is refused', () => {
  it.each([
    ['without price', { price: undefined }, 400, 'must have a price'],
    ['with a negative price', { price: -1 }, 400, 'orderedItem[0].acceptedOffer.price'],
    ['with three decimals', { price: 1.001 }, 400, 'at most two decimals'],
    ['above a million', { price: 1_000_000.01 }, 400, 'from 0 to 1000000'],
    ['with a text as price', { price: '10' }, 400, 'orderedItem[0].acceptedOffer.price'],
    ['without currency', { priceCurrency: undefined }, 400, 'must be GBP'],
    ['in another currency', { priceCurrency: 'EUR' }, 400, 'must be GBP'],
    ['with the @id of another offer of this system', { '@id': `${BASE}/api/identifiers/session-series/x#/offers/0` }, 409, 'that of an offer of this opportunity']
  ])('%s', async (_name, change, expected, words) => {
    const simulator = await shared()
    const items = [await make(simulator, PRICED, 'OnDemandEvent')]
    const { status, body, text } = await c1(simulator, items, { more: { orderedItem: overridden(items, { ...EXAMPLE, ...change }) } })
    expect([status, body['@type']]).toEqual([expected, expected === 400 ? 'OpenBookingError' : 'OrderQuote'])
    expect(text).toContain(words)
  })
})

it.each([['TestOpportunityBookableNonFreePrepaymentRequired', { price: 10 }], ['TestOpportunityBookableFree', {}]])(
  'the seller replaces such an item by an opportunity with the same prepayment, or a free one: %s', async (criterion, terms) => {
    const simulator = await shared()
    const [items, other, uuid] = [[await make(simulator, PRICED)], await make(simulator, criterion), newUuid()]
    expect((await b(simulator, items, { uuid, more: priced(items, EXAMPLE, 10) })).status).toBe(201)
    const { items: [replaced] } = await bySeller(simulator, 'replace', uuid, { opportunity: other.opportunity, offer: other.offer, ...terms })
    expect(replaced.orderedItem).toBe(other.opportunity)
  })
