import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import { facilityOf, isFacility, programmeOf } from './catalogue.ts'
import { makeEvents } from './make-event.ts'
import {
  beginOf, type Blueprint, makeFacility, makeSeries, makeSession, makeSlot, type Occurrence
} from './make-opportunity.ts'

/** Opportunities that share one Offer, with their SessionSeries or FacilityUse. */
export interface OpportunitySet { readonly group?: OpportunityGroup, readonly opportunities: readonly Opportunity[] }

/**
 * A recurring set of Opportunities.
 * @param days - midnights (UTC) of the days to make Opportunities for
 * @param first - whether these are the first days; Opportunities without a time are made only then
 */
export type Recurring = (days: readonly Date[], first: boolean) => OpportunitySet

/** Keep the Opportunities that start in the future, or have no start. */
export function upcoming ({ opportunities, ...rest }: OpportunitySet, now: Date): OpportunitySet {
  // Both are in UTC and in whole seconds, so the texts compare like the times, without 1,700 dates at each first start.
  const instant = isoInstant(now)
  const isUpcoming = ({ start }: Opportunity): boolean => start === undefined || start > instant
  return { ...rest, opportunities: opportunities.filter(isUpcoming) }
}

/**
 * Make Opportunities of any type.
 * @param type - type of the Opportunities
 * @param choice - position in the catalogue; it starts again after the last entry
 * @param blueprint - seller, venue, terms and content
 * @param occurrences - times and spaces; each gives one Opportunity, or one per unit of a facility with units
 * @returns the Opportunities with their SessionSeries or FacilityUse
 */
export function makeSet (
  type: OpportunityType, choice: number, blueprint: Blueprint, occurrences: readonly Occurrence[]
): OpportunitySet {
  const { online, content } = blueprint
  if (isFacility(type)) {
    return makeSlots(makeFacility(facilityOf({ choice, content }), blueprint), blueprint, occurrences)
  }
  const programme = programmeOf(type, { choice, online, content })
  if (type !== 'ScheduledSession') return { opportunities: makeEvents(type, programme, blueprint, occurrences) }
  const group = makeSeries(programme, blueprint, beginOf(programme, occurrences))
  return { group, opportunities: occurrences.map((occurrence) => makeSession(programme, group, blueprint, occurrence)) }
}

function makeSlots (group: OpportunityGroup, blueprint: Blueprint, occurrences: readonly Occurrence[]): OpportunitySet {
  const units = group.units?.map(({ path }) => path) ?? [undefined]
  const slotsAt = (occurrence: Occurrence): Opportunity[] =>
    units.map((unit) => makeSlot(group, unit, blueprint, occurrence))
  return { group, opportunities: occurrences.flatMap(slotsAt) }
}
