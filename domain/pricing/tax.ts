import type { Rules } from '../records/booking-rules.ts'
import type { Offer } from '../records/opportunity.ts'
import type { Tax } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { divideHalfUp } from './money.ts'

/** The rules for taxes. */
type TaxRules = Pick<Rules, 'calculatesTaxes' | 'vatPercent'>

/** An Offer at its price in an order, and the taxes of one item. */
export interface PricedItem { readonly offer: Offer, readonly taxes: readonly Tax[] }

/**
 * Price an Offer for an order. Where taxes are not calculated, every price in an order is net, whatever the tax mode.
 * @param offer - the Offer as published
 * @param taxMode - tax mode of the Seller
 * @param rules - whether taxes are calculated, and their rate
 * @returns the Offer and its taxes
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-calculation}
 */
export function priceInOrder (offer: Offer, taxMode: Seller['taxMode'], rules: TaxRules): PricedItem {
  if (rules.calculatesTaxes || taxMode === 'TaxNet') return { offer, taxes: calculateUnitTaxes(offer, taxMode, rules) }
  const priceMinor = offer.priceMinor - taxOn(offer, taxMode, rules.vatPercent)
  return { offer: { ...offer, priceMinor }, taxes: [] }
}

/**
 * Calculate the taxes of one OrderItem. A gross price contains its tax, a net price does not.
 * @param offer - the accepted Offer
 * @param taxMode - tax mode of the Seller
 * @param rules - whether taxes are calculated, and their rate
 * @returns taxes in minor units, rounded half up; the tax of a free Offer is 0
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-calculation}
 */
export function calculateUnitTaxes (offer: Offer, taxMode: Seller['taxMode'], rules: TaxRules): Tax[] {
  const { calculatesTaxes, vatPercent } = rules
  if (!calculatesTaxes) return []
  return [{ name: `VAT at ${vatPercent}%`, rate: vatPercent / 100, amountMinor: taxOn(offer, taxMode, vatPercent) }]
}

/** @returns the tax in minor units, rounded half up */
function taxOn ({ priceMinor }: Offer, taxMode: Seller['taxMode'], percent: number): number {
  return divideHalfUp(priceMinor * percent, taxMode === 'TaxGross' ? 100 + percent : 100)
}

/**
 * Sum up taxes of the same name.
 * @param taxes - taxes of several items
 * @returns one tax per name, in minor units
 */
export function addTaxes (taxes: readonly Tax[]): Tax[] {
  const sums = new Map<string, Tax>()
  for (const tax of taxes) {
    const amountMinor = tax.amountMinor + (sums.get(tax.name)?.amountMinor ?? 0)
    sums.set(tax.name, { ...tax, amountMinor })
  }
  return [...sums.values()]
}
