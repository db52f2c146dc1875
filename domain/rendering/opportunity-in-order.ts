import { remaining } from '../leasing/capacity.ts'
import type { Json, JsonObject } from '../protocol/json.ts'
import type {
  FacilityUnit, Opportunity, OpportunityGroup, OpportunityWithParent, SuperEvent
} from '../records/opportunity.ts'
import type { Seller } from '../records/seller.ts'
import { renderedOnce, withBase } from './base-url-in.ts'
import {
  groupProperties, groupWithSeller, opportunityProperties, superEventProperties, unitProperties, withoutFalseFree
} from './opportunity-document.ts'

/** Renders the parents of Opportunities. */
interface ParentRenderer {
  readonly group: (group: OpportunityGroup, base: string) => JsonObject
  readonly unit: (unit: FacilityUnit, base: string) => JsonObject
  readonly superEvent: (superEvent: SuperEvent, base: string) => JsonObject
}

/** Orders must not have `containedInPlace`. */
function withoutSurroundings ({ containedInPlace, ...node }: JsonObject): JsonObject {
  const entries = Object.entries(node).map(([name, part]) => [name, isNode(part) ? withoutSurroundings(part) : part])
  return Object.fromEntries(entries) as JsonObject
}

function isNode (part: Json | undefined): part is JsonObject {
  return typeof part === 'object' && !Array.isArray(part)
}

const detailsInOrder = renderedOnce((details: Opportunity['details'], base) =>
  withoutSurroundings(withBase(details, base)))

const IN_ORDER: ParentRenderer = {
  group: renderedOnce((group, base) => withoutSurroundings(groupProperties(group, base))),
  unit: renderedOnce((unit, base) => withoutSurroundings(unitProperties(unit, base))),
  superEvent: renderedOnce((superEvent, base) => withoutSurroundings(superEventProperties(superEvent, base)))
}

/**
 * Render an Opportunity in an OrderItem: with its parent, without offers and Seller.
 * @param orderedItem - the Opportunity and its parent
 * @param free - spaces that the order may still book (count)
 * @param base - base URL
 * @returns the Opportunity document
 */
export function opportunityInOrder (orderedItem: OpportunityWithParent, free: number, base: string): JsonObject {
  const { opportunity } = orderedItem
  return {
    ...opportunityProperties(opportunity, free, base, detailsInOrder(opportunity.details, base)),
    ...parentInOrder(orderedItem, IN_ORDER, base)
  }
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
    ...parentInOrder(orderedItem, { group: renderGroup, unit: unitProperties, superEvent: superEventProperties }, base)
  }
}

function parentInOrder (
  { opportunity, group }: OpportunityWithParent, render: ParentRenderer, base: string
): JsonObject {
  const { superEvent } = opportunity
  if (superEvent !== undefined) {
    return { superEvent: withoutFalseFree(render.superEvent(superEvent, base), opportunity) }
  }
  if (group === undefined) return {}
  const parent = render.group(group, base)
  if (group.type === 'SessionSeries') return { superEvent: parent }
  const unit = group.units?.find(({ path }) => path === opportunity.unit)
  if (unit === undefined) return { facilityUse: parent }
  // Readers look for a location in the facilityUse itself, not in its aggregateFacilityUse.
  return { facilityUse: { ...render.unit(unit, base), location: parent['location'], aggregateFacilityUse: parent } }
}
