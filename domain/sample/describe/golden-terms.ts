import type { JsonObject } from '../../protocol/json.ts'
import type { OfferTerms } from '../../records/opportunity.ts'

// Properties that golden descriptions of offers and identified things add to realistic ones.

const AT_THE_DESK = ['Cash', 'PaymentMethodCreditCard'].map((method) => `http://purl.org/goodrelations/v1#${method}`)

/**
 * Derive an identifier from a path: the initials and numbers of its parts.
 * @param path - path below the base URL
 */
export function goldenIdentity (path: string): JsonObject {
  const parts = path.split('/').slice(2).map((part, index) => index % 2 === 0 ? part.replace(/(\w)\w*-?/g, '$1') : part)
  return { identifier: parts.join('-').toUpperCase() }
}

/**
 * Describe an Offer. Its `identifier` does not depend on its holder, so that an inherited Offer stays the same Offer.
 * @param terms - its terms
 * @param page - URL of the seller's page about the Opportunity
 */
export function goldenOffer (terms: OfferTerms, page: string): JsonObject {
  const { priceMinor, prepayment } = terms
  const isPaidOnSite = priceMinor > 0 && (prepayment === 'Optional' || prepayment === 'Unavailable')
  return {
    identifier: priceMinor === 0 ? 'FREE' : 'ADULT',
    description: inPlainWords(terms),
    url: `${page}#prices`,
    ...(isPaidOnSite && { acceptedPaymentMethod: AT_THE_DESK })
  }
}

function inPlainWords ({ priceMinor, prepayment, fullRefund }: OfferTerms): string {
  if (priceMinor === 0) return 'This costs nothing. Please tell us if you can not come.'
  const refund = fullRefund ? 'It is paid back if you cancel in time.' : 'It is not paid back.'
  if (prepayment === 'Optional') return `You can pay now, or later in cash or by card. ${refund}`
  if (prepayment === 'Unavailable') return `You pay on the day, in cash or by card. ${refund}`
  return `You pay when you book. ${refund}`
}
