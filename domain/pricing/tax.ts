import type { Offer } from '../records/opportunity.ts'
import type { Tax } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { divideHalfUp } from './money.ts'

/**
 * Calculate the taxes of one OrderItem. A gross price contains its tax, a net price does not.
 * @param offer - the accepted Offer
 * @param taxMode - tax mode of the Seller
 * @param percent - rate in whole per cent, null if taxes are not calculated
 * @returns taxes in minor units, rounded half up; none for a free Offer
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-calculation}
 */
export function calculateUnitTaxes (offer: Offer, taxMode: Seller['taxMode'], percent: number | null): Tax[] {
  if (percent === null || offer.priceMinor === 0) return []
  const base = taxMode === 'TaxGross' ? 100 + percent : 100
  const amountMinor = divideHalfUp(offer.priceMinor * percent, base)
  return [{ name: `VAT at ${percent}%`, rate: percent / 100, amountMinor }]
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
