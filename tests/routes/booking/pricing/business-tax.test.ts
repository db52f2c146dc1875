import { describe, expect, it } from 'vitest'
import { changedOption } from '../../../../domain/sample/sample-data.ts'
import { resolveSimulatorOptions } from '../../../../simulator/options/resolve.ts'
import { rulesOf } from '../../../../simulator/options/rules.ts'
import { shareApp, type Simulator } from '../../../helpers/build-app.ts'
import { makeForApproval } from '../../../helpers/proposals.ts'
import {
  asClient, b, c1, c2, CUSTOMER, type Kind, make, newUuid, PAYMENT, SELLER_1, SELLER_2, u
} from '../../../helpers/requests.ts'
import { documentsOf } from '../../../helpers/stages.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

const VIDEOS: { types: Kind[] } = { types: ['OnDemandEvent'] }
const KINDS = ['ScheduledSession', 'FacilityUseSlot', 'Event', 'OnDemandEvent'] as const
const SEVERAL = { types: [...KINDS] }
/** The switches for taxes. */
const SWITCHES = {
  'taxes for everybody': shareApp(VIDEOS),
  'no taxes for businesses': shareApp({ ...VIDEOS, businessTax: 'excluded' }),
  'no taxes': shareApp({ ...VIDEOS, taxCalculation: false })
}
const mixed = shareApp({ ...SEVERAL, taxRates: 'mixed' })
const mixedForBusiness = shareApp({ ...SEVERAL, taxRates: 'mixed', businessTax: 'excluded' })
const exempt = shareApp({ ...VIDEOS, taxRates: 'exempt' })
const euros = shareApp({ ...VIDEOS, currency: 'EUR' })

const CLUB = {
  '@type': 'Organization',
  name: 'Upton Walkers',
  email: CUSTOMER.email,
  address: { '@type': 'PostalAddress', streetAddress: '1 High Street', addressLocality: 'Upton', addressRegion: 'Dorset', postalCode: 'DT1 1AA', addressCountry: 'GB' }
}
const PRICED = 'TestOpportunityBookableNonFree'
const due = (price: number, priceCurrency = 'GBP'): Json => ({ '@type': 'PriceSpecification', price, priceCurrency })

/** Two items of 14.99. Hand-checked: 14.99 ÷ 1.2 = 12.49 + 2.50; 14.99 × 1.2 = 14.99 + 3.00. */
const TAXED = { gross: { offer: 14.99, total: 29.98, tax: 5 }, net: { offer: 14.99, total: 35.98, tax: 6 } }
const UNTAXED = { gross: { offer: 12.49, total: 24.98, tax: undefined }, net: { offer: 14.99, total: 29.98, tax: undefined } }

const SELLERS = [['gross', SELLER_1], ['net', SELLER_2]] as const
const CUSTOMERS = [['a Person', CUSTOMER], ['an Organization', CLUB]] as const
const TABLE = (Object.keys(SWITCHES) as Array<keyof typeof SWITCHES>).flatMap((name) => SELLERS.flatMap(([mode, seller]) =>
  ['AgentBroker', 'ResellerBroker', 'NoBroker'].flatMap((role) => CUSTOMERS.map(([kind, customer]) => {
    const isBusiness = role === 'ResellerBroker' || kind === 'an Organization'
    const isTaxed = name === 'taxes for everybody' || (name === 'no taxes for businesses' && !isBusiness)
    // C1 has no customer.
    const isTaxedAtC1 = isTaxed || (name === 'no taxes for businesses' && role !== 'ResellerBroker')
    return { name, mode, seller, role, kind, customer, at: { first: (isTaxedAtC1 ? TAXED : UNTAXED)[mode], later: (isTaxed ? TAXED : UNTAXED)[mode] } }
  }))))

const figures = ({ totalPaymentDue, totalPaymentTax, orderedItem: [{ acceptedOffer }] }: Json): object =>
  ({ offer: acceptedOffer.price, total: totalPaymentDue.price, tax: totalPaymentTax?.[0].price })

describe('ResellerBroker or Organization without tax support: no unitTaxSpecification, no totalPaymentTax, taxCalculationExcluded true, while B2C is calculated', () => {
  it.each(TABLE)('$name, $mode seller, $role, $kind', async ({ name, seller, role, customer, at }) => {
    const simulator = await SWITCHES[name]()
    const item = await make(simulator, PRICED, 'OnDemandEvent', seller)
    const approved = await makeForApproval(simulator, PRICED, 'OnDemandEvent', seller)
    const parties = { brokerRole: `https://openactive.io/${role}`, customer, ...(role === 'NoBroker' && { broker: undefined }) }
    const [first, ...later] = await documentsOf(simulator, {
      items: [item, item], approved: [approved, approved], seller, more: () => ({ ...parties, totalPaymentDue: due(at.later.total) })
    })
    expect(figures(first!)).toEqual(at.first)
    expect(later.map(figures)).toEqual(Array(6).fill(at.later))
    for (const document of later) {
      expect([document['taxCalculationExcluded'], /unitTax/.test(JSON.stringify(document))]).toEqual(at.later.tax === undefined ? [true, false] : [undefined, true])
    }
  })
})

/** Book items and read the names, rates and amounts of their taxes. */
async function quoted (simulator: Simulator, kinds: readonly Kind[], seller: string, more: Json = {}): Promise<Json> {
  const items = await Promise.all(kinds.map(async (kind) => await make(simulator, PRICED, kind, seller)))
  const { body } = await c2(simulator, items, { headers: asClient('booking-partner-1', seller), more: { seller, ...more } })
  const short = ({ name, price, rate }: Json): unknown[] => [name, rate, price]
  return {
    due: body.totalPaymentDue.price,
    offers: body.orderedItem.map(({ acceptedOffer }: Json) => acceptedOffer.price),
    items: body.orderedItem.map(({ unitTaxSpecification = [] }: Json) => unitTaxSpecification.map(short)),
    total: body.totalPaymentTax?.map(short)
  }
}

describe('tax at other rates, zero-rated or exempt items, items with several taxes', () => {
  it('several rates in one order of a gross seller', async () => {
    // 14.99 × 5 ÷ 105 = 0.71; 14.99 × 20 ÷ 122 = 2.46; 14.99 × 2 ÷ 122 = 0.25.
    expect(await quoted(await mixed(), KINDS, SELLER_1)).toEqual({
      due: 59.96,
      offers: [14.99, 14.99, 14.99, 14.99],
      items: [[['VAT at 20%', 0.2, 2.5]], [['VAT at 0%', 0, 0]], [['VAT at 5%', 0.05, 0.71]], [['VAT at 20%', 0.2, 2.46], ['Streaming levy at 2%', 0.02, 0.25]]],
      total: [['VAT at 20%', 0.2, 4.96], ['VAT at 0%', 0, 0], ['VAT at 5%', 0.05, 0.71], ['Streaming levy at 2%', 0.02, 0.25]]
    })
  })

  it('several rates in one order of a net seller', async () => {
    // 14.99 × 0.05 = 0.75; 14.99 × 0.02 = 0.30. Together 3.00 + 0.75 + 3.00 + 0.30 = 7.05.
    expect(await quoted(await mixed(), KINDS, SELLER_2)).toEqual({
      due: 67.01,
      offers: [14.99, 14.99, 14.99, 14.99],
      items: [[['VAT at 20%', 0.2, 3]], [['VAT at 0%', 0, 0]], [['VAT at 5%', 0.05, 0.75]], [['VAT at 20%', 0.2, 3], ['Streaming levy at 2%', 0.02, 0.3]]],
      total: [['VAT at 20%', 0.2, 6], ['VAT at 0%', 0, 0], ['VAT at 5%', 0.05, 0.75], ['Streaming levy at 2%', 0.02, 0.3]]
    })
  })

  it('net prices of a reseller lose each tax', async () => {
    // 14.99 − 2.50; 14.99; 14.99 − 0.71; 14.99 − 2.46 − 0.25.
    expect(await quoted(await mixedForBusiness(), KINDS, SELLER_1, { brokerRole: 'https://openactive.io/ResellerBroker' })).toEqual({
      due: 54.04, offers: [12.49, 14.99, 14.28, 12.28], items: [[], [], [], []], total: undefined
    })
  })

  it.each(SELLERS)('a %s seller exempt from VAT lists a tax of 0', async (_mode, seller) => {
    expect(await quoted(await exempt(), ['OnDemandEvent', 'OnDemandEvent'], seller)).toEqual({
      due: 29.98, offers: [14.99, 14.99], items: [[['VAT exempt', 0, 0]], [['VAT exempt', 0, 0]]], total: [['VAT exempt', 0, 0]]
    })
  })

  it('a cancelled item takes its taxes with it', async () => {
    const simulator = await mixed()
    const items = [await make(simulator, 'TestOpportunityBookableNonFreeCancellable'), await make(simulator, 'TestOpportunityBookableNonFreeCancellable', 'Event')]
    const uuid = newUuid()
    const { body } = await b(simulator, items, { uuid })
    await u(simulator, uuid, [body.orderedItem[1]['@id']])
    const { body: current } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: asClient('booking-partner-1', SELLER_1) })
    expect(current.totalPaymentTax.map(({ name, price }: Json) => [name, price])).toEqual([['VAT at 20%', 2.5], ['VAT at 5%', 0]])
  })
})

it('a leased quote of a reseller shows its net prices', async () => {
  const simulator = await SWITCHES['no taxes for businesses']()
  const uuid = newUuid()
  await c1(simulator, [await make(simulator, PRICED, 'OnDemandEvent')], { uuid, more: { brokerRole: 'https://openactive.io/ResellerBroker' } })
  const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: asClient('booking-partner-1', SELLER_1) })
  expect([body.totalPaymentDue.price, body.taxCalculationExcluded]).toEqual([12.49, true])
})

describe('another currency than GBP', () => {
  it('is that of offers, totals and taxes; an amount in another one is a mismatch', async () => {
    const simulator = await euros()
    const item = await make(simulator, PRICED, 'OnDemandEvent')
    const payment = { ...PAYMENT, identifier: 'p-1' }
    const wrong = await b(simulator, [item], { more: { payment, totalPaymentDue: due(14.99) } })
    expect(wrong.body.description).toBe('totalPaymentDue must have the priceCurrency EUR; received "GBP".')
    const { status, body } = await b(simulator, [item], { more: { payment, totalPaymentDue: due(14.99, 'EUR') } })
    const currencies = [...JSON.stringify(body).matchAll(/"priceCurrency":"(\w+)"/g)].map(([, code]) => code)
    expect([status, new Set(currencies), currencies.length]).toEqual([201, new Set(['EUR']), 4])
  })

  it('is that of a quote in which no offer is known', async () => {
    const { body } = await c1(await euros(), [{ ...await make(await euros(), PRICED, 'OnDemandEvent'), offer: 'https://elsewhere.example/1' }])
    expect(body.totalPaymentDue).toMatchObject({ price: 0, priceCurrency: 'EUR' })
  })

  it('is bound to the data: a data file in another one is refused', async () => {
    const plan = (await (await euros()).store.read(async (tx) => await tx.get('sample', 'sample')))!
    const changed = (currency: 'GBP' | 'EUR'): unknown => changedOption(plan, rulesOf(resolveSimulatorOptions({ ...VIDEOS, currency })))
    expect([changed('EUR'), changed('GBP')]).toEqual([undefined, 'currency'])
  })
})
