import equal from 'fast-deep-equal'
import type { OpportunityPatch } from '../../../schemas/control/opportunities.ts'
import type { Change } from '../../records/change.ts'
import type { Environment } from '../../records/environment.ts'
import type { Opportunity, OpportunityGroup } from '../../records/opportunity.ts'
import type { DeletedOrder, Order } from '../../records/order.ts'
import { publishLogistics } from '../../test-interface/logistics.ts'
import { conflict } from './at-argument.ts'
import { withOffers } from './offer-changes.ts'
import { withSpaces, withStatus, withTimes } from './opportunity-changes.ts'

/** An Opportunity or group, and what else a change of it concerns. */
export interface PatchedRecord {
  readonly record: Opportunity | OpportunityGroup
  /** The Opportunities of a group, which have copies of its offers. */
  readonly members: readonly Opportunity[]
  /** At least all orders that contain the record. */
  readonly orders: ReadonlyArray<Order | DeletedOrder>
}

type PatchEnvironment = Pick<Environment, 'rules' | 'base'>

/**
 * Change an Opportunity, or the SessionSeries or FacilityUse that owns offers and names of others.
 * @param patched - the record, and what else is concerned
 * @param patch - the new properties
 * @param environment - rules and base URL
 * @returns the changes, which publish the record, the Opportunities whose offers follow, and the orders that show it
 * @throws {ControlError} if a property belongs to another record, does not fit it, or breaks what is booked
 */
export function patchOpportunity (
  { record, members, orders }: PatchedRecord, patch: OpportunityPatch, environment: PatchEnvironment
): Change[] {
  const changed = 'spaces' in record
    ? changedOpportunity(record, patch, environment)
    : changedGroup(record, patch, environment)
  if (equal(changed, record)) return []
  const followers = 'spaces' in changed ? [] : members.map((member) => followed(member, changed))
  return [
    ...publishLogistics(changed, orders, environment.rules),
    ...followers.filter((follower, index) => !equal(follower, members[index])).map((follower): Change =>
      ({ kind: 'opportunity', id: follower.path, record: follower, feed: follower.feed }))
  ]
}

function changedOpportunity (
  opportunity: Opportunity, patch: OpportunityPatch, { rules, base }: PatchEnvironment
): Opportunity {
  const { group, type } = opportunity
  if (group !== undefined) {
    const owner = `${base}/${group}`
    for (const name of ['price', 'offers'] as const) {
      if (patch[name] !== undefined) conflict(`/${name}`, `The offers belong to ${owner}: change them there.`)
    }
    if (patch.name !== undefined && type === 'Slot') conflict('/name', `The name belongs to ${owner}: change it there.`)
  }
  const moved = withTimes(withSpaces(withStatus(opportunity, patch.status), patch.spaces), patch)
  const named = patch.name === undefined ? moved : { ...moved, details: { ...moved.details, name: patch.name } }
  return { ...named, offers: withOffers(named.offers, patch, rules, base) }
}

/** Properties of a bookable Opportunity, which a group has not. */
const OF_OPPORTUNITIES = ['spaces', 'start', 'end', 'status'] as const

function changedGroup (
  group: OpportunityGroup, patch: OpportunityPatch, { rules, base }: PatchEnvironment
): OpportunityGroup {
  for (const name of OF_OPPORTUNITIES) {
    if (patch[name] !== undefined) conflict(`/${name}`, `A ${group.type} has no ${name}: its opportunities have.`)
  }
  return {
    ...group,
    ...(patch.name !== undefined && { details: { ...group.details, name: patch.name } }),
    offers: withOffers(group.offers, patch, rules, base)
  }
}

/** @returns the Opportunity with the offers of its group */
function followed (member: Opportunity, { offers }: OpportunityGroup): Opportunity {
  return { ...member, offers: member.offers.map((offer) => offers.find(({ path }) => path === offer.path) ?? offer) }
}
