import type { JsonObject } from '../../protocol/json.ts'
import type { OfferTerms } from '../../records/opportunity.ts'

/** What golden descriptions of offers, and of whatever has a number, say beyond the realistic ones. */

const AT_THE_DESK = ['Cash', 'PaymentMethodCreditCard'].map((method) => `http://purl.org/goodrelations/v1#${method}`)

/** @returns a number that is made of the initials and numbers of a path. */
export function goldenIdentity (path: string): JsonObject {
  const parts = path.split('/').slice(2).map((part, index) => index % 2 === 0 ? part.replace(/(\w)\w*-?/g, '$1') : part)
  return { identifier: parts.join('-').toUpperCase() }
}

/**
 * @param page - page of the seller's site about what is on offer
 * @returns an Offer. Its `identifier` is the same wherever the Offer is handed down, for one with another would count as a second one.
 */
export function goldenOffer (terms: OfferTerms, page: string): JsonObject {
  const { priceMinor, prepayment } = terms
  return {
    identifier: priceMinor === 0 ? 'FREE' : 'ADULT',
    description: inPlainWords(terms),
    url: `${page}#prices`,
    ...(priceMinor > 0 && (prepayment === 'Optional' || prepayment === 'Unavailable') && { acceptedPaymentMethod: AT_THE_DESK })
  }
}

function inPlainWords ({ priceMinor, prepayment, fullRefund }: OfferTerms): string {
  if (priceMinor === 0) return 'This costs nothing. Please tell us if you can not come.'
  const refund = fullRefund ? 'It is paid back if you cancel in time.' : 'It is not paid back.'
  if (prepayment === 'Optional') return `You can pay now, or later in cash or by card. ${refund}`
  return prepayment === 'Unavailable' ? `You pay on the day, in cash or by card. ${refund}` : `You pay when you book. ${refund}`
}
