import { remaining } from '../leasing/capacity.ts'
import type { Json, JsonObject } from '../protocol/json.ts'
import type { OpportunityGroup, OpportunityWithParent } from '../records/opportunity.ts'
import type { Seller } from '../records/seller.ts'
import {
  groupProperties, groupWithSeller, opportunityProperties, superEventProperties, unitProperties
} from './opportunity-document.ts'

/**
 * Render an Opportunity in an OrderItem: with its parent, without offers and Seller.
 * @param orderedItem - the Opportunity and its parent
 * @param free - spaces that the order may still book (count)
 * @param base - base URL
 * @returns the Opportunity document
 */
export function opportunityInOrder (orderedItem: OpportunityWithParent, free: number, base: string): JsonObject {
  return withoutSurroundings({
    ...opportunityProperties(orderedItem.opportunity, free, base),
    ...parentInOrder(orderedItem, (group) => groupProperties(group, base), base)
  })
}

/** Orders must not have `containedInPlace`. */
function withoutSurroundings ({ containedInPlace, ...node }: JsonObject): JsonObject {
  const entries = Object.entries(node).map(([name, part]) => [name, isNode(part) ? withoutSurroundings(part) : part])
  return Object.fromEntries(entries) as JsonObject
}

function isNode (part: Json | undefined): part is JsonObject {
  return typeof part === 'object' && !Array.isArray(part)
}

/**
 * Render an Opportunity in the orders feed, where a FacilityUse has its provider and offers, too.
 * @param orderedItem - the Opportunity and its parent
 * @param seller - its Seller
 * @param base - base URL
 * @returns the Opportunity document
 */
export function opportunityInOrdersFeed (orderedItem: OpportunityWithParent, seller: Seller, base: string): JsonObject {
  const { opportunity } = orderedItem
  const renderGroup = (group: OpportunityGroup): JsonObject =>
    group.type === 'FacilityUse' ? groupWithSeller(group, seller, base) : groupProperties(group, base)
  return {
    ...opportunityProperties(opportunity, remaining(opportunity.spaces), base),
    ...parentInOrder(orderedItem, renderGroup, base)
  }
}

function parentInOrder (
  { opportunity, group }: OpportunityWithParent, renderGroup: (group: OpportunityGroup) => JsonObject, base: string
): JsonObject {
  if (opportunity.superEvent !== undefined) return { superEvent: superEventProperties(opportunity.superEvent, base) }
  if (group === undefined) return {}
  const parent = renderGroup(group)
  if (group.type === 'SessionSeries') return { superEvent: parent }
  const unit = group.units?.find(({ path }) => path === opportunity.unit)
  if (unit === undefined) return { facilityUse: parent }
  // Readers look for a location in the facilityUse itself, not in its aggregateFacilityUse.
  return { facilityUse: { ...unitProperties(unit, base), location: parent['location'], aggregateFacilityUse: parent } }
}
