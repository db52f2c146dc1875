import { offerPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Offer, OfferTerms } from '../records/opportunity.ts'

/** @returns the terms as this booking system allows them: without what it has switched off. */
export function termsUnder (rules: Pick<Rules, 'prices' | 'prepayment' | 'cancellation'>, terms: OfferTerms): OfferTerms {
  const { prepayment = 'Required', latestCancellationBeforeStart, ...others } = terms
  const isFree = rules.prices === 'free' || terms.priceMinor === 0
  const window = latestCancellationBeforeStart === undefined ? {} : { latestCancellationBeforeStart }
  return {
    ...others,
    ...(isFree ? { priceMinor: 0 } : rules.prepayment === 'mixed' && { prepayment }),
    ...(rules.cancellation === 'always' ? { fullRefund: true } : window)
  }
}

/**
 * @param details - what it says beside its terms
 * @returns the one Offer of what lies at a path
 */
export function offerOf (holder: string, terms: OfferTerms, details: JsonObject): Offer {
  const name = terms.priceMinor === 0 ? 'Free place' : 'Adult'
  return { ...terms, path: offerPath(holder, 0), name, currency: 'GBP', details }
}
