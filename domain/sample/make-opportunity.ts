import { addHours, addMinutes } from 'date-fns'
import { FEEDS, GROUP_FEEDS } from '../feeds/open-feeds.ts'
import { ANY_TIME, isoInstant } from '../protocol/time.ts'
import type { FacilityUnit, Opportunity, OpportunityGroup, Spaces, OfferTerms } from '../records/opportunity.ts'
import type { Facility, Programme } from '../records/sample.ts'
import { describeFacility, describeSlot, describeUnit } from './describe/describe-places.ts'
import { describeProgramme, describeSchedule, describeSession } from './describe/describe-programmes.ts'
import { describeIdentity, describeOffer } from './describe/describe-terms.ts'
import type { Setting } from './describe/richness.ts'
import { offerOf } from './offer-terms.ts'

/** What is to be made. */
export interface Blueprint extends Setting {
  /** Unique among what is made of this type: letters, digits and hyphens. */
  readonly id: string
  readonly terms: OfferTerms
  /** IndividualFacilityUses of a facility (count). */
  readonly units?: number
  readonly dataset?: string
}

/** When a bookable Opportunity is and how many spaces it has. */
export interface Occurrence { readonly id: string, readonly start: Date, readonly minutes: number, readonly spaces: Spaces }

/** @returns when the first of several begins; without any, when the catalogue says. */
export const beginOf = ({ hour }: Programme, [first]: readonly Occurrence[]): Date => first?.start ?? addHours(ANY_TIME, hour)

/** @returns a path below the identifiers of this system. */
export const identifiers = (type: string, ...parts: readonly string[]): string => ['api/identifiers', type, ...parts].join('/')
/** @returns the mark of a test dataset, where there is one. */
export const datasetOf = ({ dataset }: { readonly dataset?: string }): { dataset?: string } => dataset === undefined ? {} : { dataset }

/** @returns a SessionSeries of a programme, whose sessions begin at the same time of the day as the first. */
export function makeSeries (programme: Programme, blueprint: Blueprint, begins: Date): OpportunityGroup {
  const path = identifiers('session-series', blueprint.id)
  const details = describeProgramme(programme, blueprint)
  return {
    path,
    type: 'SessionSeries',
    seller: blueprint.seller.path,
    feed: GROUP_FEEDS.SessionSeries.path,
    offers: [offerOf(path, blueprint.terms, describeOffer(blueprint.terms, String(details['url']), blueprint))],
    details: { ...details, ...describeSchedule(begins, programme.minutes, 'P1D', blueprint), ...describeIdentity(path, blueprint) },
    ...datasetOf(blueprint)
  }
}

/** @returns a session of a SessionSeries. */
export function makeSession (programme: Programme, series: OpportunityGroup, blueprint: Blueprint, occurrence: Occurrence): Opportunity {
  const path = `${series.path.replace('session-series', 'scheduled-sessions')}/events/${occurrence.id}`
  return {
    path,
    type: 'ScheduledSession',
    seller: series.seller,
    feed: FEEDS.ScheduledSession.path,
    group: series.path,
    ...timesOf(occurrence),
    ...(blueprint.online && { online: true }),
    offers: series.offers,
    details: { ...describeSession(programme, `${String(series.details['url'])}/${occurrence.id}`, blueprint), ...describeIdentity(path, blueprint) },
    ...datasetOf(series)
  }
}

/** @returns when an Opportunity is, as it is stored. */
export function timesOf ({ start, minutes, spaces }: Occurrence): Pick<Opportunity, 'start' | 'end' | 'spaces'> {
  return { start: isoInstant(start), end: isoInstant(addMinutes(start, minutes)), spaces }
}

/** @returns a FacilityUse, whose slots hang on it directly unless it has units. */
export function makeFacility (facility: Facility, blueprint: Blueprint): OpportunityGroup {
  const path = identifiers('facility-uses', blueprint.id)
  const details = describeFacility(facility, blueprint)
  const { units = 0 } = blueprint
  const unitNumbers = Array.from({ length: units }, (_, index) => index + 1)
  return {
    path,
    type: 'FacilityUse',
    seller: blueprint.seller.path,
    feed: GROUP_FEEDS.FacilityUse.path,
    offers: [offerOf(path, blueprint.terms, describeOffer(blueprint.terms, String(details['url']), blueprint))],
    ...(units > 0 && { units: unitNumbers.map((number) => makeUnit(facility, number, `${path}/individual-facility-uses/${number}`, blueprint)) }),
    details: { ...details, ...describeIdentity(path, blueprint) },
    ...datasetOf(blueprint)
  }
}

function makeUnit (facility: Facility, number: number, path: string, blueprint: Blueprint): FacilityUnit {
  return { path, details: { ...describeUnit(facility, number, blueprint), ...describeIdentity(path, blueprint) } }
}

/**
 * @returns a Slot of a FacilityUse
 * @param unit - path of the IndividualFacilityUse that it is a slot of, undefined for one of the FacilityUse itself
 */
export function makeSlot (facility: OpportunityGroup, unit: string | undefined, blueprint: Blueprint, occurrence: Occurrence): Opportunity {
  const path = `${unit ?? facility.path}/slots/${occurrence.id}`
  return {
    path,
    type: 'Slot',
    seller: facility.seller,
    feed: FEEDS[unit === undefined ? 'FacilityUseSlot' : 'IndividualFacilityUseSlot'].path,
    group: facility.path,
    ...(unit !== undefined && { unit }),
    ...timesOf(occurrence),
    offers: facility.offers,
    details: { ...describeSlot(`${String(facility.details['url'])}/${occurrence.id}`, blueprint), ...describeIdentity(path, blueprint) },
    ...datasetOf(facility)
  }
}
