import { toPrice } from '../pricing/money.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Tax, Totals } from '../records/order.ts'

/**
 * Render the totals of an order as properties of it.
 * @param totals - the totals, in minor units
 * @param rules - taxes and prepayment
 * @returns amount due and taxes; nothing for an order without prices
 */
export function totalsProperties (
  totals: Totals, rules: Pick<Rules, 'prices' | 'prepayment' | 'calculatesTaxes'>
): JsonObject {
  const { basis, dueMinor, currency, taxes } = totals
  if (basis === 'dynamic') return {}
  // If all offers have the same prepayment, the document omits it.
  const isPrepaymentShown = rules.prices === 'mixed' && rules.prepayment === 'mixed'
  return {
    totalPaymentDue: {
      '@type': 'PriceSpecification',
      price: toPrice(dueMinor),
      priceCurrency: currency,
      ...(isPrepaymentShown && { openBookingPrepayment: oa(dueMinor > 0 ? totals.prepayment : 'Unavailable') })
    },
    ...((basis === 'net' || !rules.calculatesTaxes) && { taxCalculationExcluded: true }),
    ...(taxes.length > 0 && { totalPaymentTax: taxes.map((tax) => taxDocument(tax, currency)) })
  }
}

/**
 * Render a tax.
 * @param tax - the tax, in minor units
 * @param currency - ISO 4217 code
 * @returns the TaxChargeSpecification document
 */
export function taxDocument ({ name, rate, amountMinor }: Tax, currency: string): JsonObject {
  return { '@type': 'TaxChargeSpecification', name, price: toPrice(amountMinor), priceCurrency: currency, rate }
}
