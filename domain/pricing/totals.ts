import type { Totals } from '../records/order.ts'
import { combinedPrepayment } from './prepayment.ts'
import { addTaxes, type PricedItem, type Pricing } from './tax.ts'

/** The meaning of the prices of an order, and its currency. */
interface OrderPricing extends Pricing {
  /** ISO 4217 code, for an order in which no item has a known Offer. */
  readonly currency?: string
}

/**
 * Calculate the totals of an order.
 * @param counted - items that count: neither in error nor cancelled
 * @param items - all items, which determine prepayment, currency and the names of the taxes
 * @param pricing - tax mode of the Seller (taxes are added to net prices, gross prices contain them), and the basis of
 * the prices
 * @returns the amount due and its taxes, in minor units; a tax on nothing is 0
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-mode}
 */
export function calculateTotals (
  counted: readonly PricedItem[], items: readonly PricedItem[],
  { taxMode, basis, currency: usual = 'GBP' }: OrderPricing
): Totals {
  const offers = items.map(({ offer }) => offer)
  const none = items.flatMap((item) => item.taxes).map((tax) => ({ ...tax, amountMinor: 0 }))
  const taxes = addTaxes([...none, ...counted.flatMap((item) => item.taxes)])
  const prices = counted.reduce((sum, { offer }) => sum + offer.priceMinor, 0)
  const added = taxMode === 'TaxNet' ? taxes.reduce((sum, tax) => sum + tax.amountMinor, 0) : 0
  const currency = offers[0]?.currency ?? usual
  return {
    ...(basis !== undefined && { basis }),
    dueMinor: prices + added,
    currency,
    prepayment: combinedPrepayment(offers),
    taxes
  }
}
