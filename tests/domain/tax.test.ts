import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideHalfUp, isPrice, toPrice } from '../../domain/pricing/money.ts'
import { addTaxes, calculateUnitTaxes, type OfferOfItem, priceInOrder } from '../../domain/pricing/tax.ts'
import { calculateTotals } from '../../domain/pricing/totals.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import { TAX_RATES } from '../../simulator/options/tax-rates.ts'
import { offer, opportunity } from './build.ts'

const price = fc.integer({ min: 0, max: 5_000_000 })
const percent = fc.integer({ min: 0, max: 100 })
/** The rules with one rate on everything. */
const at = (percent: number): Pick<Rules, 'calculatesTaxes' | 'taxRates'> =>
  ({ calculatesTaxes: true, taxRates: { ...TAX_RATES.standard, ScheduledSession: [{ name: `VAT at ${percent}%`, percent }] } })
const itemOf = (priceMinor: number): OfferOfItem => ({ offer: offer({ priceMinor }), opportunity: opportunity() })

describe('a tax', () => {
  it.each([[1499, 'TaxGross', 250], [1499, 'TaxNet', 300], [1000, 'TaxGross', 167], [1, 'TaxNet', 0], [3, 'TaxNet', 1]] as const)('on %i pence at 20% of a %s seller is %i', (priceMinor, mode, amountMinor) => {
    expect(calculateUnitTaxes(itemOf(priceMinor), { taxMode: mode }, at(20))).toEqual([{ name: 'VAT at 20%', rate: 0.2, amountMinor }])
  })

  it('of a free offer is listed as 0', () => {
    expect(calculateUnitTaxes(itemOf(0), { taxMode: 'TaxNet' }, at(20))).toEqual([{ name: 'VAT at 20%', rate: 0.2, amountMinor: 0 }])
  })

  it('in a gross price is exact to half a penny', () => {
    fc.assert(fc.property(price, percent, (priceMinor, rate) => {
      const tax = calculateUnitTaxes(itemOf(priceMinor), { taxMode: 'TaxGross' }, at(rate))[0]?.amountMinor ?? 0
      const exact = priceMinor * rate / (100 + rate)
      expect(Math.abs(tax - exact)).toBeLessThanOrEqual(0.5 + 1e-9)
      expect(tax).toBeLessThanOrEqual(priceMinor)
    }))
  })
})

describe('totals', () => {
  it('are the sum of prices for a gross seller, and of prices and taxes for a net seller', () => {
    fc.assert(fc.property(fc.array(price, { minLength: 1, maxLength: 40 }), percent, (prices, rate) => {
      for (const mode of ['TaxGross', 'TaxNet'] as const) {
        const items = prices.map((priceMinor) => ({ offer: offer({ priceMinor }), taxes: calculateUnitTaxes(itemOf(priceMinor), { taxMode: mode }, at(rate)) }))
        const totals = calculateTotals(items, items, { taxMode: mode })
        const sum = prices.reduce((a, b) => a + b, 0)
        const tax = items.flatMap((item) => item.taxes).reduce((a, b) => a + b.amountMinor, 0)
        expect(totals.dueMinor).toBe(mode === 'TaxGross' ? sum : sum + tax)
        expect(totals.taxes.reduce((a, b) => a + b.amountMinor, 0)).toBe(tax)
      }
    }))
  })

  it('add taxes of one name', () => {
    const tax = { name: 'VAT at 20%', rate: 0.2, amountMinor: 250 }
    expect(addTaxes([tax, tax, { ...tax, name: 'VAT at 5%' }])).toEqual([{ ...tax, amountMinor: 500 }, { ...tax, name: 'VAT at 5%' }])
  })
})

describe('the price of an offer in an order', () => {
  it('is the published one where taxes are calculated', () => {
    fc.assert(fc.property(price, percent, fc.constantFrom('TaxGross', 'TaxNet'), (priceMinor, rate, mode) => {
      const published = itemOf(priceMinor)
      expect(priceInOrder(published, { taxMode: mode }, at(rate))).toEqual({ offer: published.offer, taxes: calculateUnitTaxes(published, { taxMode: mode }, at(rate)) })
    }))
  })

  it('is net without taxes where they are not calculated, whatever the tax mode', () => {
    fc.assert(fc.property(price, percent, (priceMinor, vatPercent) => {
      const { offer: published, opportunity } = itemOf(priceMinor)
      expect(priceInOrder({ offer: published, opportunity }, { taxMode: 'TaxNet', basis: 'net' }, at(vatPercent))).toEqual({ offer: published, taxes: [] })
      const { offer: net, taxes } = priceInOrder({ offer: published, opportunity }, { taxMode: 'TaxGross', basis: 'net' }, at(vatPercent))
      expect(taxes).toEqual([])
      expect(net).toEqual({ ...published, priceMinor: net.priceMinor })
      expect(Math.abs(net.priceMinor - priceMinor * 100 / (100 + vatPercent))).toBeLessThanOrEqual(0.5 + 1e-9)
    }))
  })

  it.each([[1499, 1249], [1, 1], [0, 0], [120, 100]])('of %i pence with tax is %i pence without', (gross, net) => {
    expect(priceInOrder(itemOf(gross), { taxMode: 'TaxGross', basis: 'net' }, at(20)).offer.priceMinor).toBe(net)
  })
})

describe('totals of items that do not count', () => {
  it('list their taxes as 0', () => {
    const [one, other] = [{ name: 'VAT at 20%', rate: 0.2, amountMinor: 250 }, { name: 'VAT at 5%', rate: 0.05, amountMinor: 50 }]
    const items = [{ offer: offer(), taxes: [one] }, { offer: offer(), taxes: [other] }]
    expect(calculateTotals([], items, { taxMode: 'TaxNet' })).toMatchObject({ dueMinor: 0, taxes: [{ ...one, amountMinor: 0 }, { ...other, amountMinor: 0 }] })
    expect(calculateTotals(items.slice(1), items, { taxMode: 'TaxNet' })).toMatchObject({ dueMinor: 1050, taxes: [{ ...one, amountMinor: 0 }, other] })
  })
})

describe('money', () => {
  it('survives conversion to a JSON price', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (minor) => {
      const text = JSON.stringify(toPrice(minor))
      expect(text).toMatch(/^\d+(\.\d{1,2})?$/)
      expect(isPrice(JSON.parse(text), minor)).toBe(true)
      expect(isPrice(JSON.parse(text), minor + 1)).toBe(false)
    }))
  })

  it('is rounded half up exactly', () => {
    expect([divideHalfUp(1, 2), divideHalfUp(5, 10), divideHalfUp(4, 10), divideHalfUp(15, 10), divideHalfUp(0, 7)]).toEqual([1, 1, 0, 2, 0])
    fc.assert(fc.property(fc.nat({ max: 1e12 }), fc.integer({ min: 1, max: 1e4 }), (numerator, denominator) => {
      const result = BigInt(divideHalfUp(numerator, denominator))
      expect(result).toBe((2n * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator)))
    }))
  })
})
