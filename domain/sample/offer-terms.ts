import { offerPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { AgreedTerms, Offer, OfferTerms } from '../records/opportunity.ts'

/**
 * Restrict terms to the options of this booking system.
 * @param rules - options for prices, prepayment, cancellation and currency
 * @param terms - the wanted terms
 */
export function termsUnder (
  rules: Pick<Rules, 'prices' | 'prepayment' | 'cancellation' | 'currency'>, terms: OfferTerms
): AgreedTerms {
  const { prepayment = 'Required', latestCancellationBeforeStart, ...others } = terms
  const isFree = rules.prices === 'free' || terms.priceMinor === 0
  const window = latestCancellationBeforeStart === undefined ? {} : { latestCancellationBeforeStart }
  return {
    ...others,
    currency: rules.currency,
    ...(isFree ? { priceMinor: 0 } : rules.prepayment === 'mixed' && { prepayment }),
    ...(rules.cancellation === 'always' ? { fullRefund: true } : window)
  }
}

/**
 * Make the only Offer of an Opportunity or group.
 * @param holder - path of the Opportunity or group
 * @param terms - terms of the Offer
 * @param details - its description beside the terms
 */
export function offerOf (holder: string, terms: AgreedTerms, details: JsonObject): Offer {
  const name = terms.priceMinor === 0 ? 'Free' : 'Adult'
  return { ...terms, path: offerPath(holder, 0), name, details }
}
