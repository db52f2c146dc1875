import type { JsonObject } from '../../protocol/json.ts'
import type { OfferTerms } from '../../records/opportunity.ts'
import type { Seller } from '../../records/seller.ts'
import { goldenIdentity, goldenOffer } from './golden-terms.ts'
import { byRichness, type Setting } from './richness.ts'

type Level = Pick<Setting, 'richness'>

/**
 * Describe an Offer beside its terms.
 * @param terms - its terms
 * @param page - URL of the seller's page about the Opportunity
 * @param level - richness of the description
 */
export function describeOffer (terms: OfferTerms, page: string, level: Level): JsonObject {
  const ageRestriction = { '@type': 'QuantitativeValue', minValue: 16 }
  return byRichness(level, {}, { ageRestriction }, () => goldenOffer(terms, page))
}

/**
 * Describe the seller's own identifier of an item; only golden descriptions have one.
 * @param path - path of the item
 * @param level - richness of the description
 */
export function describeIdentity (path: string, level: Level): JsonObject {
  return byRichness(level, {}, {}, () => goldenIdentity(path))
}

/**
 * Describe a Seller.
 * @param seller - the seller with all its details
 * @param level - richness of the description
 * @returns the seller with the details of that richness
 */
export function describeSeller ({ golden = {}, person, ...seller }: Seller, level: Level): Seller {
  const { legalName, url, address, termsOfService, ...usual } = seller.details
  return { ...seller, details: byRichness(level, { legalName, url, address, termsOfService }, usual, () => golden) }
}
