import type { Lease } from '../records/lease.ts'
import type { Opportunity, OpportunityIndex } from '../records/opportunity.ts'

/**
 * Give Offers the prices that a lease guarantees.
 * @param records - current Opportunities and groups
 * @param lease - the lease of the order, undefined without one
 * @returns the records, with the guaranteed prices for every item of the leased Offers
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#leasing}
 */
export function withLeasedPrices (records: OpportunityIndex, lease: Lease | undefined): OpportunityIndex {
  const guaranteed = (lease?.quote?.items ?? []).flatMap(({ orderedItem, acceptedOffer, priceMinor }) =>
    priceMinor === undefined ? [] : { path: orderedItem, offer: acceptedOffer, priceMinor })
  if (guaranteed.length === 0) return records
  const priced = new Map(records)
  for (const { path, offer, priceMinor } of guaranteed) {
    const record = priced.get(path)
    if (record !== undefined && 'spaces' in record) priced.set(path, withPrice(record, offer, priceMinor))
  }
  return priced
}

function withPrice (opportunity: Opportunity, path: string, priceMinor: number): Opportunity {
  const offers = opportunity.offers.map((offer) => offer.path === path ? { ...offer, priceMinor } : offer)
  return { ...opportunity, offers }
}
