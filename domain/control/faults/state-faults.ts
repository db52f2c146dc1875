import { remaining, unbooked } from '../../leasing/capacity.ts'
import { dropLease, releaseOf } from '../../leasing/lease-changes.ts'
import { adjustSpaces, type SpaceCounts } from '../../leasing/spaces.ts'
import type { Change } from '../../records/change.ts'
import type { Opportunity, OpportunityGroup } from '../../records/opportunity.ts'
import type { OrderContext } from '../../records/order-context.ts'

/**
 * Let somebody else book spaces before a request. Where too few are free, the lease of the request ends first; other
 * leases and OrderProposals keep their spaces.
 * @param paths - paths of the opportunities
 * @param count - spaces of each (count)
 * @param context - records of the UUID, and the opportunities
 * @returns the changes; no order stands behind the booked spaces
 */
export function takeSpaces (paths: readonly string[], count: number, context: OrderContext): Change[] {
  const { lease, records, proposal, classic } = context
  const own = proposal === undefined && classic === undefined ? lease : undefined
  const released = releaseOf([own]).leased
  const taken: Record<string, number> = {}
  let needsLease = false
  for (const path of new Set(paths)) {
    const opportunity = records.get(path)
    if (opportunity === undefined || !('spaces' in opportunity) || unbooked(opportunity.spaces) === Infinity) continue
    const free = remaining(opportunity.spaces)
    const wanted = Math.min(count, free - (released[path] ?? 0))
    if (wanted <= 0) continue
    taken[path] = wanted
    needsLease ||= wanted > free
  }
  const booked: SpaceCounts = taken
  if (!needsLease || own === undefined) return adjustSpaces(records, { booked })
  return [...adjustSpaces(records, { booked, leased: released }), dropLease(own)]
}

/**
 * Change the price of offers.
 * @param offers - paths of the offers
 * @param priceMinor - the new price (minor units)
 * @param records - opportunities and groups; those without such an offer stay as they are
 * @returns the changes: every holder of an offer or of a copy of it moves to the end of its feed
 */
export function changePrices (
  offers: readonly string[], priceMinor: number, records: ReadonlyArray<Opportunity | OpportunityGroup>
): Change[] {
  const isMeant = new Set(offers)
  return records.flatMap((record): Change[] => {
    if (!record.offers.some((offer) => isMeant.has(offer.path) && offer.priceMinor !== priceMinor)) return []
    const changed = record.offers.map((offer) => isMeant.has(offer.path) ? { ...offer, priceMinor } : offer)
    return [{ kind: 'opportunity', id: record.path, record: { ...record, offers: changed }, feed: record.feed }]
  })
}
