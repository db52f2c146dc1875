import { addMinutes } from 'date-fns'
import { BASE, offerPath } from './ids.ts'
import type { JsonObject } from './json.ts'
import type { Facility, Programme, Venue } from './sample-catalogue.ts'
import type { Offer, Opportunity, OpportunityGroup, Seller, Spaces } from './state.ts'
import { isoInstant } from './time.ts'

/** What an Offer asks for. */
export type Terms = Omit<Offer, 'path' | 'name' | 'currency' | 'details'>

export const FEEDS = {
  SessionSeries: 'session-series',
  ScheduledSession: 'scheduled-sessions',
  FacilityUse: 'facility-uses',
  FacilityUseSlot: 'facility-use-slots',
  IndividualFacilityUseSlot: 'individual-facility-use-slots'
} as const

const ADULTS: JsonObject = { '@type': 'QuantitativeValue', minValue: 16, maxValue: 100 }

function offerOf (holder: string, terms: Terms): Offer {
  const name = terms.priceMinor === 0 ? 'Free place' : 'Adult'
  return { ...terms, path: offerPath(holder, 0), name, currency: 'GBP', details: { ageRestriction: { '@type': 'QuantitativeValue', minValue: 16 } } }
}

/** Where and by whom a SessionSeries or FacilityUse is offered. */
export interface Setting { readonly id: string, readonly seller: Seller, readonly venue: Venue, readonly terms: Terms, readonly dataset?: string }

const pageOf = (seller: Seller, ...parts: readonly string[]): string => [String(seller.details['url']).replace(/\/$/, ''), ...parts].join('/')
const imageAt = (url: string): JsonObject => ({ '@type': 'ImageObject', url })

/** @returns a SessionSeries of a programme. */
export function makeSeries (programme: Programme, { id, seller, venue, terms, dataset }: Setting): OpportunityGroup {
  const path = `api/identifiers/session-series/${id}`
  return {
    path,
    type: 'SessionSeries',
    seller: seller.path,
    feed: FEEDS.SessionSeries,
    offers: [offerOf(path, terms)],
    details: {
      url: pageOf(seller, 'classes', programme.slug),
      name: programme.name,
      description: programme.description,
      image: [imageAt(pageOf(seller, 'images', `${programme.slug}.jpg`))],
      activity: [concept('activity-list', programme.activity)],
      location: placeOf(venue, seller),
      level: [programme.level],
      ...sessionDetails(programme, terms),
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      eventSchedule: [{ '@type': 'PartialSchedule', startTime: clock(programme.hour, 0), endTime: clock(programme.hour, programme.minutes), repeatFrequency: 'P1D' }]
    },
    ...(dataset !== undefined && { dataset })
  }
}

/** What a reader of the session alone wants to know, too. */
function sessionDetails ({ leader }: Programme, { priceMinor }: Terms): JsonObject {
  return {
    leader: [{ '@type': 'Person', name: leader }],
    ageRange: ADULTS,
    genderRestriction: 'https://openactive.io/NoRestriction',
    eventStatus: 'https://schema.org/EventScheduled',
    ...(priceMinor === 0 && { isAccessibleForFree: true })
  }
}

/** When a bookable Opportunity is and how many places it has. */
export interface Occurrence { readonly id: string, readonly start: Date, readonly minutes: number, readonly spaces: Spaces }

/** @returns a session of a SessionSeries. */
export function makeSession (programme: Programme, series: OpportunityGroup, terms: Terms, { id, start, minutes, spaces }: Occurrence): Opportunity {
  return {
    path: `${series.path.replace('session-series', 'scheduled-sessions')}/events/${id}`,
    type: 'ScheduledSession',
    seller: series.seller,
    feed: FEEDS.ScheduledSession,
    group: series.path,
    start: isoInstant(start),
    end: isoInstant(addMinutes(start, minutes)),
    spaces,
    offers: series.offers,
    details: { url: `${String(series.details['url'])}/${id}`, ...sessionDetails(programme, terms) },
    ...(series.dataset !== undefined && { dataset: series.dataset })
  }
}

/**
 * @returns a FacilityUse
 * @param units - how many IndividualFacilityUses it has (count), 0 if its slots hang on it directly
 */
export function makeFacility (facility: Facility, units: number, { id, seller, venue, terms, dataset }: Setting): OpportunityGroup {
  const path = `api/identifiers/facility-uses/${id}`
  const unitNumbers = Array.from({ length: units }, (_, index) => index + 1)
  return {
    path,
    type: 'FacilityUse',
    seller: seller.path,
    feed: FEEDS.FacilityUse,
    offers: [offerOf(path, terms)],
    ...(units > 0 && { units: unitNumbers.map((number) => ({ path: `${path}/individual-facility-uses/${number}`, details: { name: `${facility.unit} ${number}` } })) }),
    details: {
      url: pageOf(seller, 'facilities', facility.slug),
      name: facility.name,
      description: facility.description,
      image: [imageAt(pageOf(seller, 'images', `${facility.slug}.jpg`))],
      facilityType: [concept('facility-types', facility.type)],
      location: placeOf(venue, seller),
      hoursAvailable: openEveryDay('06:00', '23:00')
    },
    ...(dataset !== undefined && { dataset })
  }
}

/**
 * @returns a Slot of a FacilityUse
 * @param unit - path of the IndividualFacilityUse that it is a slot of, undefined for one of the FacilityUse itself
 */
export function makeSlot (facility: OpportunityGroup, unit: string | undefined, { id, start, minutes, spaces }: Occurrence): Opportunity {
  return {
    path: `${unit ?? facility.path}/slots/${id}`,
    type: 'Slot',
    seller: facility.seller,
    feed: unit === undefined ? FEEDS.FacilityUseSlot : FEEDS.IndividualFacilityUseSlot,
    group: facility.path,
    ...(unit !== undefined && { unit }),
    start: isoInstant(start),
    end: isoInstant(addMinutes(start, minutes)),
    spaces,
    offers: facility.offers,
    details: {},
    ...(facility.dataset !== undefined && { dataset: facility.dataset })
  }
}

function concept (scheme: string, [id, prefLabel]: readonly [string, string]): JsonObject {
  return { '@type': 'Concept', '@id': `https://openactive.io/${scheme}#${id}`, prefLabel, inScheme: `https://openactive.io/${scheme}` }
}

function placeOf (venue: Venue, seller: Seller): JsonObject {
  return {
    '@type': 'Place',
    '@id': `${BASE}/api/identifiers/places/${venue.slug}`,
    name: venue.name,
    description: venue.description,
    url: pageOf(seller, 'centres', venue.slug),
    telephone: venue.telephone,
    image: [imageAt(pageOf(seller, 'images', `${venue.slug}.jpg`))],
    address: {
      '@type': 'PostalAddress',
      streetAddress: venue.street,
      addressLocality: venue.town,
      addressRegion: venue.region,
      postalCode: venue.postcode,
      addressCountry: 'GB'
    },
    geo: { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude },
    openingHoursSpecification: openEveryDay('06:00', '23:00'),
    amenityFeature: [
      { '@type': 'ChangingFacilities', name: 'Changing Facilities', value: true },
      { '@type': 'Showers', name: 'Showers', value: true }
    ]
  }
}

function openEveryDay (opens: string, closes: string): JsonObject[] {
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  return [{ '@type': 'OpeningHoursSpecification', dayOfWeek: days.map((day) => `https://schema.org/${day}`), opens, closes }]
}

function clock (hour: number, minutes: number): string {
  return isoInstant(new Date(Date.UTC(2000, 0, 1, hour, minutes))).slice(11, 16)
}
