import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { makeForApproval, p, seller as sellerAnswers } from '../../helpers/proposals.ts'
import {
  asClient, b, type Bookable, c1, c2, CUSTOMER, endOfFeed, findInFeed, make, newUuid, readFeed, SELLER_1, SELLER_2
} from '../../helpers/requests.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

let excluding: Simulator
let calculating: Simulator
beforeAll(async () => {
  const types = ['OnDemandEvent' as const]
  excluding = await openApp({ taxCalculation: false, types })
  calculating = await openApp({ types })
})
afterAll(async () => { for (const simulator of [excluding, calculating]) await simulator.app.close() })

const CLUB = {
  '@type': 'Organization',
  name: 'Upton Walkers',
  email: CUSTOMER.email,
  address: { '@type': 'PostalAddress', streetAddress: '1 High Street', addressLocality: 'Upton', addressRegion: 'Dorset', postalCode: 'DT1 1AA', addressCountry: 'GB' }
}
const ROLES = ['AgentBroker', 'ResellerBroker', 'NoBroker'] as const
const CUSTOMERS = [['a Person', CUSTOMER], ['an Organization', CLUB]] as const
const partiesOf = (role: typeof ROLES[number], customer: object): object =>
  ({ brokerRole: `https://openactive.io/${role}`, customer, ...(role === 'NoBroker' && { broker: undefined }) })
const CASES = ROLES.flatMap((role) => CUSTOMERS.map(([kind, customer]) => [role, kind, partiesOf(role, customer)] as const))

/** An order in the documents of all stages: C1, C2, P, B, Order Status and the orders feed. */
async function documentsOf (
  simulator: Simulator, { seller, parties, due, items, approved }: { seller: string, parties: object, due: number, items: readonly Bookable[], approved: readonly Bookable[] }
): Promise<Json[]> {
  const headers = asClient('booking-partner-1', seller)
  const { customer: _, ...anonymous } = parties as { customer?: object }
  const more = { seller, ...parties, totalPaymentDue: { '@type': 'PriceSpecification', price: due, priceCurrency: 'GBP' } }
  const uuid = newUuid()
  const answers = [
    await c1(simulator, items, { headers, more: { seller, ...anonymous } }),
    await c2(simulator, items, { headers, more: { seller, ...parties } }),
    await p(simulator, approved, { headers, more }),
    await b(simulator, items, { uuid, headers, more })
  ]
  answers.push(await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers }))
  expect(answers.map(({ status, text }) => status < 300 ? status : text)).toEqual([200, 200, 201, 201, 200])
  const end = await endOfFeed(simulator, ORDERS_FEED, headers)
  await act(simulator, uuid, 'CustomerNotice', headers)
  const [{ data }] = await readFeed(simulator, end, headers)
  return [...answers.map(({ body }) => body), data]
}

describe.each([[SELLER_1, 1.2, 'gross'], [SELLER_2, 1, 'net']] as const)('taxCalculationExcluded true: Offers have net prices, for %s', (seller, factor, mode) => {
  it.each(CASES)(`whose taxMode is ${mode}, with %s and %s`, async (_role, _customer, parties) => {
    const criterion = 'TestOpportunityBookableNonFree'
    const item = await make(excluding, criterion, 'OnDemandEvent', seller)
    const approved = await makeForApproval(excluding, criterion, 'OnDemandEvent', seller)
    const net = Math.round(item.price / factor * 100) / 100
    expect([item.price, net]).toEqual([14.99, factor === 1 ? 14.99 : 12.49])
    const due = Math.round(net * 200) / 100
    for (const document of await documentsOf(excluding, { seller, parties, due, items: [item, item], approved: [approved, approved] })) {
      expect(document).toMatchObject({ taxCalculationExcluded: true, totalPaymentDue: { price: due } })
      expect(document['orderedItem'].map(({ acceptedOffer }: Json) => acceptedOffer.price)).toEqual([net, net])
      expect(JSON.stringify(document)).not.toMatch(/totalPaymentTax|unitTaxSpecification/)
    }
    const published = await findInFeed(excluding, item.feed, item.opportunity)
    expect(published.offers.map(({ price }: Json) => price)).toContain(item.price)
  })
})

it('an amendment states the net price itself, and another opportunity comes at its net price', async () => {
  const [item, other] = [await makeForApproval(excluding, 'TestOpportunityBookableNonFree', 'OnDemandEvent'), await makeForApproval(excluding, 'TestOpportunityBookableNonFree', 'OnDemandEvent')]
  const uuid = newUuid()
  const totalPaymentDue = { '@type': 'PriceSpecification', price: 24.98, priceCurrency: 'GBP' }
  const headers = asClient('booking-partner-1', SELLER_1)
  const { body } = await p(excluding, [item, item], { uuid, headers, more: { totalPaymentDue } })
  const [first, second] = body.orderedItem
  const orderedItem = [{ '@id': first['@id'], acceptedOffer: { price: 5 } }, { '@id': second['@id'], orderedItem: other.opportunity, acceptedOffer: other.offer }]
  expect((await sellerAnswers(excluding, 'Amend', uuid, { orderedItem })).status).toBe(204)
  const amended = (await excluding.request('GET', `/api/openbooking/orders/${uuid}`, { headers })).body
  expect(amended.orderedItem.map(({ acceptedOffer }: Json) => acceptedOffer.price)).toEqual([5, 12.49])
  expect(amended.totalPaymentDue.price).toBe(17.49)
})

describe.each([SELLER_1, SELLER_2])('tax on a free order of %s, even if the resulting tax amount is zero', (seller) => {
  const NOTHING = [{ '@type': 'TaxChargeSpecification', name: 'VAT at 20%', price: 0, priceCurrency: 'GBP', rate: 0.2 }]

  it.each(CASES)('is listed at items and in total, with %s and %s', async (_role, _customer, parties) => {
    const free = 'TestOpportunityBookableFree'
    const items = [await make(calculating, free, 'OnDemandEvent', seller)]
    const approved = [await makeForApproval(calculating, free, 'OnDemandEvent', seller)]
    for (const document of await documentsOf(calculating, { seller, parties, due: 0, items, approved })) {
      expect(document['totalPaymentTax']).toEqual(NOTHING)
      expect(document['orderedItem'].map(({ unitTaxSpecification }: Json) => unitTaxSpecification)).toEqual([NOTHING])
      expect(document).not.toHaveProperty('taxCalculationExcluded')
    }
  })

  it('is listed beside that of priced items', async () => {
    const items = [await make(calculating, 'TestOpportunityBookableFree', 'OnDemandEvent', seller), await make(calculating, 'TestOpportunityBookableNonFree', 'OnDemandEvent', seller)]
    const { body } = await c1(calculating, items, { headers: asClient('booking-partner-1', seller), more: { seller } })
    const price = seller === SELLER_1 ? 2.5 : 3
    expect(body.orderedItem.map(({ unitTaxSpecification: [tax] }: Json) => tax.price)).toEqual([0, price])
    expect(body.totalPaymentTax.map((tax: Json) => tax['price'])).toEqual([price])
  })

  it('is listed in a quote in which every item has an error, as in the example of the specification', async () => {
    const item = await make(calculating, 'TestOpportunityBookableNonFree', 'OnDemandEvent', seller)
    const early = await make(calculating, 'TestOpportunityBookableNonFreePrepaymentRequired', 'OnDemandEvent', seller)
    const late = await make(calculating, 'TestOpportunityBookableNonFreePrepaymentUnavailable', 'OnDemandEvent', seller)
    const headers = asClient('booking-partner-1', seller)
    const { status, body } = await c1(calculating, [early, late], { headers, more: { seller } })
    expect([status, body.totalPaymentDue.price, body.totalPaymentTax]).toEqual([409, 0, NOTHING])
    const unknown = await c1(calculating, [{ ...item, offer: `${item.offer}7` }], { headers, more: { seller } })
    expect([unknown.status, unknown.body.totalPaymentTax]).toEqual([409, undefined])
  })
})
