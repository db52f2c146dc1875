import type { Offer } from '../records/opportunity.ts'
import type { Tax, Totals } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { combinedPrepayment } from './prepayment.ts'
import { addTaxes } from './tax.ts'

/** An item that counts towards the totals of an order: neither in error nor cancelled. */
export interface PricedItem { readonly offer: Offer, readonly taxes: readonly Tax[] }

/**
 * Calculate the totals of an order.
 * @param items - items that count
 * @param offers - Offers of all items, which determine prepayment and currency
 * @param taxMode - tax mode of the Seller: taxes are added to net prices, gross prices contain them
 * @returns the amount due and its taxes, in minor units
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-mode}
 */
export function calculateTotals (
  items: readonly PricedItem[], offers: readonly Offer[], taxMode: Seller['taxMode']
): Totals {
  const taxes = addTaxes(items.flatMap((item) => item.taxes))
  const prices = items.reduce((sum, { offer }) => sum + offer.priceMinor, 0)
  const added = taxMode === 'TaxNet' ? taxes.reduce((sum, tax) => sum + tax.amountMinor, 0) : 0
  const currency = offers[0]?.currency ?? 'GBP'
  return { dueMinor: prices + added, currency, prepayment: combinedPrepayment(offers), taxes }
}
