import { remaining } from '../leasing/capacity.ts'
import type { Json, JsonObject } from '../protocol/json.ts'
import type { OpportunityWithParent, OpportunityGroup } from '../records/opportunity.ts'
import type { Seller } from '../records/seller.ts'
import {
  groupProperties, groupWithSeller, ownProperties, superEventProperties, unitProperties
} from './opportunity-document.ts'

/**
 * Renders an Opportunity as an OrderItem carries it: with what it hangs on, without offers and Seller.
 * @param listing - the Opportunity and its group
 * @param free - spaces that the order may still book (count)
 */
export function opportunityInOrder (listing: OpportunityWithParent, free: number, base: string): JsonObject {
  return withoutSurroundings({ ...ownProperties(listing.opportunity, { free }, base), ...parentDocument(listing, (group) => groupProperties(group, base), base) })
}

/** An order must not say what its spaces lie in. */
function withoutSurroundings ({ containedInPlace, ...node }: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, isNode(part) ? withoutSurroundings(part) : part]))
}

const isNode = (part: Json | undefined): part is JsonObject => typeof part === 'object' && !Array.isArray(part)

/** Renders an Opportunity as the orders feed carries it, where a facility has its provider and offers, too. */
export function opportunityInOrdersFeed (listing: OpportunityWithParent, seller: Seller, base: string): JsonObject {
  const { opportunity } = listing
  const parent = (group: OpportunityGroup): JsonObject => group.type === 'FacilityUse' ? groupWithSeller(group, seller, base) : groupProperties(group, base)
  return { ...ownProperties(opportunity, { free: remaining(opportunity.spaces) }, base), ...parentDocument(listing, parent, base) }
}

function parentDocument ({ opportunity: { superEvent, unit }, group }: OpportunityWithParent, render: (group: OpportunityGroup) => JsonObject, base: string): JsonObject {
  if (superEvent !== undefined) return { superEvent: superEventProperties(superEvent, base) }
  if (group === undefined) return {}
  const parent = render(group)
  if (group.type === 'SessionSeries') return { superEvent: parent }
  const own = group.units?.find(({ path }) => path === unit)
  if (own === undefined) return { facilityUse: parent }
  // Readers look for a location no further up than here.
  return { facilityUse: { ...unitProperties(own, base), location: parent['location'], aggregateFacilityUse: parent } }
}
