import { CLASSES, FACILITIES } from '../../data/sample/catalogue.ts'
import { COURSES, EVENTS, FESTIVALS, VIDEOS } from '../../data/sample/events.ts'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import type { Programme, Programmes } from '../records/sample.ts'
import { makeEvents } from './make-event.ts'
import {
  beginOf, type Blueprint, makeFacility, makeSeries, makeSession, makeSlot, type Occurrence
} from './make-opportunity.ts'

/** What recurs: what there is of it on some days, and at any time if these are the first. */
export type Recurring = (days: readonly Date[], first: boolean) => OpportunitySet

/** Opportunities that one Offer is made for, and what they hang on. */
export interface OpportunitySet { readonly group?: OpportunityGroup, readonly opportunities: readonly Opportunity[] }

const PROGRAMMES: Readonly<Record<Exclude<OpportunityType, 'FacilityUseSlot' | 'IndividualFacilityUseSlot'>, Programmes>> = {
  ScheduledSession: CLASSES,
  Event: EVENTS,
  HeadlineEvent: FESTIVALS,
  HeadlineEventSubEvent: FESTIVALS,
  CourseInstance: COURSES,
  CourseInstanceSubEvent: COURSES,
  OnDemandEvent: VIDEOS
}

/** What can be done in front of a screen. */
const ONLINE: Programmes = [CLASSES[0], ...CLASSES.filter(({ slug }) => ['lunchtime-pilates', 'circuits'].includes(slug))]

/** @returns what of a set has not begun yet. */
export function upcoming ({ opportunities, ...rest }: OpportunitySet, now: Date): OpportunitySet {
  return { ...rest, opportunities: opportunities.filter(({ start }) => start === undefined || new Date(start) > now) }
}

/** From one part of a headline event to the next. */
const PART_HOURS = 3

/** @returns whether something is a slot of a facility. */
export const isFacility = (type: OpportunityType): type is 'FacilityUseSlot' | 'IndividualFacilityUseSlot' => type === 'FacilityUseSlot' || type === 'IndividualFacilityUseSlot'

/** @returns an entry of a catalogue, counted on round and round. */
const pick = <T>(from: readonly [T, ...T[]], choice: number): T => from[choice % from.length] ?? from[0]

function programmeOf (type: Exclude<OpportunityType, 'FacilityUseSlot' | 'IndividualFacilityUseSlot'>, choice: number, online: boolean): Programme {
  return pick(online ? ONLINE : PROGRAMMES[type], choice)
}

/** @returns the hours of the day (UTC) at which something of a type begins by its catalogue. */
export function hoursOf (type: OpportunityType, choice: number, online = false): readonly number[] {
  if (isFacility(type)) return pick(FACILITIES, choice).hours
  const { hour } = programmeOf(type, choice, online)
  return type === 'HeadlineEventSubEvent' ? [hour, hour + PART_HOURS] : [hour]
}

/** @returns how long something lasts (minutes), and how many spaces it has (count), by its catalogue. */
export function sizeOf (type: OpportunityType, choice: number, online = false): { minutes: number, spaces: number } {
  if (!isFacility(type)) return programmeOf(type, choice, online)
  return { minutes: 60, spaces: type === 'IndividualFacilityUseSlot' ? 1 : pick(FACILITIES, choice).spaces }
}

/**
 * Makes Opportunities of any type.
 * @param choice - which entry of the catalogue they are about, counted on round and round
 * @param occurrences - one Opportunity is made for each; of a facility with units, one for each of these
 */
export function makeSet (type: OpportunityType, choice: number, blueprint: Blueprint, occurrences: readonly Occurrence[]): OpportunitySet {
  if (isFacility(type)) {
    const group = makeFacility(pick(FACILITIES, choice), blueprint)
    const units = group.units?.map(({ path }) => path) ?? [undefined]
    return { group, opportunities: occurrences.flatMap((occurrence) => units.map((unit) => makeSlot(group, unit, blueprint, occurrence))) }
  }
  const programme = programmeOf(type, choice, blueprint.online)
  if (type !== 'ScheduledSession') return { opportunities: makeEvents(type, programme, blueprint, occurrences) }
  const group = makeSeries(programme, blueprint, beginOf(programme, occurrences))
  return { group, opportunities: occurrences.map((occurrence) => makeSession(programme, group, blueprint, occurrence)) }
}
