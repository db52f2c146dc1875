import { toPrice } from '../pricing/money.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Tax, Totals } from '../records/order.ts'

/** Renders what an order costs. */
export function totalsProperties ({ dueMinor, currency, prepayment, taxes }: Totals, rules: Rules): JsonObject {
  return {
    totalPaymentDue: {
      '@type': 'PriceSpecification',
      price: toPrice(dueMinor),
      priceCurrency: currency,
      // Where nothing differs in prepayment, there is nothing to say about it.
      ...(rules.prices === 'mixed' && rules.prepayment === 'mixed' && { openBookingPrepayment: oa(prepayment) })
    },
    ...(rules.vatPercent === null && { taxCalculationExcluded: true }),
    ...(taxes.length > 0 && { totalPaymentTax: taxes.map((tax) => taxDocument(tax, currency)) })
  }
}

/** Renders a tax. */
export function taxDocument ({ name, rate, amountMinor }: Tax, currency: string): JsonObject {
  return { '@type': 'TaxChargeSpecification', name, price: toPrice(amountMinor), priceCurrency: currency, rate }
}
