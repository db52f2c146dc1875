import { addHours } from 'date-fns/addHours'
import { addMinutes } from 'date-fns/addMinutes'
import { FEEDS, GROUP_FEEDS } from '../feeds/open-feeds.ts'
import { ANY_TIME, isoInstant } from '../protocol/time.ts'
import type { AgreedTerms, FacilityUnit, Opportunity, OpportunityGroup, Spaces } from '../records/opportunity.ts'
import type { Facility, Programme } from '../records/sample.ts'
import { describeFacility, describeSlot, describeUnit } from './describe/describe-places.ts'
import { describeProgramme, describeSchedule, describeSession } from './describe/describe-programmes.ts'
import { describeIdentity, describeOffer } from './describe/describe-terms.ts'
import type { Setting } from './describe/richness.ts'
import { offerOf } from './offer-terms.ts'

/** Plan of a set of Opportunities. */
export interface Blueprint extends Setting {
  /** Unique among Opportunities of the same type: letters, digits and hyphens. */
  readonly id: string
  readonly terms: AgreedTerms
  /** IndividualFacilityUses of a facility (count). */
  readonly units?: number
  /** Name of the test dataset. */
  readonly dataset?: string
}

/** Time and spaces of one Opportunity. */
export interface Occurrence {
  readonly id: string
  readonly start: Date
  readonly minutes: number
  readonly spaces: Spaces
}

/** @returns the start of the first occurrence; without occurrences, the hour from the catalogue. */
export const beginOf = ({ hour }: Programme, [first]: readonly Occurrence[]): Date =>
  first?.start ?? addHours(ANY_TIME, hour)

/** @returns a path below the identifiers of this system. */
export const identifiers = (type: string, ...parts: readonly string[]): string =>
  ['api/identifiers', type, ...parts].join('/')

/** @returns the test dataset as a property, or nothing without one. */
export const datasetOf = ({ dataset }: { readonly dataset?: string }): { dataset?: string } =>
  dataset === undefined ? {} : { dataset }

/**
 * Make the SessionSeries of a programme.
 * @param programme - the described programme
 * @param blueprint - seller, venue, terms and content
 * @param begins - start of the first session; the others start at the same time of the day
 */
export function makeSeries (programme: Programme, blueprint: Blueprint, begins: Date): OpportunityGroup {
  const path = identifiers('session-series', blueprint.id)
  const details = describeProgramme(programme, blueprint)
  const schedule = describeSchedule(begins, programme.minutes, 'P1D', blueprint)
  return {
    path,
    type: 'SessionSeries',
    seller: blueprint.seller.path,
    feed: GROUP_FEEDS.SessionSeries.path,
    offers: [offerOf(path, blueprint.terms, describeOffer(blueprint.terms, String(details['url']), blueprint))],
    details: { ...details, ...schedule, ...describeIdentity(path, blueprint) },
    ...datasetOf(blueprint)
  }
}

/** Make a session of a SessionSeries. */
export function makeSession (
  programme: Programme, series: OpportunityGroup, blueprint: Blueprint, occurrence: Occurrence
): Opportunity {
  const path = `${series.path.replace('session-series', 'scheduled-sessions')}/events/${occurrence.id}`
  const page = `${String(series.details['url'])}/${occurrence.id}`
  return {
    path,
    type: 'ScheduledSession',
    seller: series.seller,
    feed: FEEDS.ScheduledSession.path,
    group: series.path,
    ...timesOf(occurrence),
    ...(blueprint.online && { online: true }),
    offers: series.offers,
    details: { ...describeSession(programme, page, blueprint), ...describeIdentity(path, blueprint) },
    ...datasetOf(series)
  }
}

/** @returns start, end and spaces in the form of the stored record. */
export function timesOf ({ start, minutes, spaces }: Occurrence): Pick<Opportunity, 'start' | 'end' | 'spaces'> {
  return { start: isoInstant(start), end: isoInstant(addMinutes(start, minutes)), spaces }
}

/** Make a FacilityUse, with IndividualFacilityUses if the blueprint counts units. */
export function makeFacility (facility: Facility, blueprint: Blueprint): OpportunityGroup {
  const path = identifiers('facility-uses', blueprint.id)
  const details = describeFacility(facility, blueprint)
  const numbers = Array.from({ length: blueprint.units ?? 0 }, (_, index) => index + 1)
  const units = numbers.map((number) => makeUnit(facility, number, path, blueprint))
  return {
    path,
    type: 'FacilityUse',
    seller: blueprint.seller.path,
    feed: GROUP_FEEDS.FacilityUse.path,
    offers: [offerOf(path, blueprint.terms, describeOffer(blueprint.terms, String(details['url']), blueprint))],
    ...(units.length > 0 && { units }),
    details: { ...details, ...describeIdentity(path, blueprint) },
    ...datasetOf(blueprint)
  }
}

function makeUnit (facility: Facility, number: number, facilityPath: string, blueprint: Blueprint): FacilityUnit {
  const path = `${facilityPath}/individual-facility-uses/${number}`
  return { path, details: { ...describeUnit(facility, number, blueprint), ...describeIdentity(path, blueprint) } }
}

/**
 * Make a Slot of a FacilityUse.
 * @param facility - the FacilityUse
 * @param unit - path of its IndividualFacilityUse, undefined for a Slot of the FacilityUse itself
 * @param blueprint - seller, venue, terms and content
 * @param occurrence - time and spaces
 */
export function makeSlot (
  facility: OpportunityGroup, unit: string | undefined, blueprint: Blueprint, occurrence: Occurrence
): Opportunity {
  const path = `${unit ?? facility.path}/slots/${occurrence.id}`
  const page = `${String(facility.details['url'])}/${occurrence.id}`
  return {
    path,
    type: 'Slot',
    seller: facility.seller,
    feed: FEEDS[unit === undefined ? 'FacilityUseSlot' : 'IndividualFacilityUseSlot'].path,
    group: facility.path,
    ...(unit !== undefined && { unit }),
    ...timesOf(occurrence),
    offers: facility.offers,
    details: { ...describeSlot(page, blueprint), ...describeIdentity(path, blueprint) },
    ...datasetOf(facility)
  }
}
