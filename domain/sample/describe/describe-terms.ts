import type { JsonObject } from '../../protocol/json.ts'
import type { OfferTerms } from '../../records/opportunity.ts'
import type { Seller } from '../../records/seller.ts'
import { goldenIdentity, goldenOffer } from './golden-terms.ts'
import { byRichness, type Setting } from './richness.ts'

type Wordy = Pick<Setting, 'richness'>

/**
 * Describes an Offer, beside its terms.
 * @param page - page of the seller's site about what is on offer
 */
export function describeOffer (terms: OfferTerms, page: string, setting: Wordy): JsonObject {
  return byRichness(setting, {}, { ageRestriction: { '@type': 'QuantitativeValue', minValue: 16 } }, () => goldenOffer(terms, page))
}

/** @returns the number by which what lies at a path goes at the seller's desk. */
export function describeIdentity (path: string, setting: Wordy): JsonObject {
  return byRichness(setting, {}, {}, () => goldenIdentity(path))
}

/** @returns a Seller with as many words as are wanted. */
export function describeSeller ({ golden = {}, ...seller }: Seller, setting: Wordy): Seller {
  const { legalName, url, address, termsOfService, ...usual } = seller.details
  return { ...seller, details: byRichness(setting, { legalName, url, address, termsOfService }, usual, () => golden) }
}
