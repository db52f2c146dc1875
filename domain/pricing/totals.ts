import type { Offer } from '../records/opportunity.ts'
import type { Tax, Totals } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { combinedPrepayment } from './prepayment.ts'
import { addTaxes } from './tax.ts'

/** What counts towards the totals of an order: an item that is neither in error nor cancelled. */
export interface PricedItem { readonly offer: Offer, readonly taxes: readonly Tax[] }

/**
 * Adds up an order.
 * @param items - the items that count
 * @param all - the offers of all items, which say whether prepayment is needed
 * @param taxMode - of the Seller: net prices are raised by their taxes, gross prices contain them
 * @returns the amount to pay and the taxes in it, in minor units
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-mode}
 */
export function calculateTotals (items: readonly PricedItem[], all: readonly Offer[], taxMode: Seller['taxMode']): Totals {
  const taxes = addTaxes(items.flatMap((item) => item.taxes))
  const prices = items.reduce((sum, { offer }) => sum + offer.priceMinor, 0)
  const added = taxMode === 'TaxNet' ? taxes.reduce((sum, tax) => sum + tax.amountMinor, 0) : 0
  const currency = all[0]?.currency ?? 'GBP'
  return { dueMinor: prices + added, currency, prepayment: combinedPrepayment(all), taxes }
}
