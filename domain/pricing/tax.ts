import type { Offer } from '../records/opportunity.ts'
import type { Tax } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { divideHalfUp } from './money.ts'

/** @returns the name of a tax rate, by which taxes are added up. */
const vatName = (percent: number): string => `VAT at ${percent}%`

/**
 * The tax on one OrderItem. A gross price contains it, a net price is raised by it.
 * @param offer - the accepted Offer
 * @param taxMode - of the Seller
 * @param percent - rate in whole per cent; null if taxes are not calculated
 * @returns taxes in minor units, rounded half up; none on a free Offer
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-calculation}
 */
export function calculateUnitTaxes (offer: Offer, taxMode: Seller['taxMode'], percent: number | null): Tax[] {
  if (percent === null || offer.priceMinor === 0) return []
  const base = taxMode === 'TaxGross' ? 100 + percent : 100
  return [{ name: vatName(percent), rate: percent / 100, amountMinor: divideHalfUp(offer.priceMinor * percent, base) }]
}

/** @returns the taxes summed by name. */
export function addTaxes (taxes: readonly Tax[]): Tax[] {
  const sums = new Map<string, Tax>()
  for (const tax of taxes) {
    const amountMinor = tax.amountMinor + (sums.get(tax.name)?.amountMinor ?? 0)
    sums.set(tax.name, { ...tax, amountMinor })
  }
  return [...sums.values()]
}
