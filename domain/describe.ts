import { BASE } from './ids.ts'
import type { JsonObject } from './json.ts'
import type { Facility, Programme, Venue } from './sample-catalogue.ts'
import type { Seller } from './state.ts'
import { isoInstant } from './time.ts'

/** How much a description says. */
export type Richness = 'minimal' | 'realistic' | 'golden'

/** Where, by whom and in how many words something is offered. */
export interface Setting { readonly seller: Seller, readonly venue: Venue, readonly richness: Richness, readonly online: boolean, readonly isFree: boolean }

const ADULTS: JsonObject = { '@type': 'QuantitativeValue', minValue: 16, maxValue: 100 }

/** What the model requires; all else is left out of a minimal description. */
const REQUIRED = ['url', 'name', 'activity', 'facilityType', 'location', 'eventSchedule', 'eventAttendanceMode', 'isAccessibleForFree', 'address', 'workFeatured']

const pageOf = (seller: Seller, ...parts: readonly string[]): string => [String(seller.details['url']).replace(/\/$/, ''), ...parts].join('/')
const pictureOf = (slug: string): JsonObject => ({ '@type': 'ImageObject', url: `${BASE}/pictures/${slug}.svg` })
const soFar = ({ richness }: Setting, details: JsonObject): JsonObject =>
  richness === 'minimal' ? Object.fromEntries(Object.entries(details).filter(([name]) => REQUIRED.includes(name))) : details

/** Describes a SessionSeries or an event of any kind. */
export function describeProgramme (programme: Programme, setting: Setting): JsonObject {
  const { seller, venue, online } = setting
  return soFar(setting, {
    url: pageOf(seller, programme.section, programme.slug),
    name: programme.name,
    description: programme.description,
    image: [pictureOf(programme.slug)],
    activity: [concept('activity-list', programme.activity)],
    ...(!online && { location: describePlace(venue, setting) }),
    level: [programme.level],
    eventAttendanceMode: `https://schema.org/${online ? 'Online' : 'Offline'}EventAttendanceMode`,
    ...describeSession(programme, setting)
  })
}

/** Describes what a reader of a single session wants to know, too. */
export function describeSession ({ leader }: Programme, setting: Setting): JsonObject {
  return soFar(setting, {
    leader: [{ '@type': 'Person', name: leader }],
    ageRange: ADULTS,
    genderRestriction: 'https://openactive.io/NoRestriction',
    eventStatus: 'https://schema.org/EventScheduled',
    ...(setting.isFree && { isAccessibleForFree: true })
  })
}

/** @returns when something takes place again and again. */
export function describeSchedule ({ hour, minutes }: Programme, repeatFrequency: string): JsonObject {
  return { eventSchedule: [{ '@type': 'PartialSchedule', startTime: clock(hour, 0), endTime: clock(hour, minutes), repeatFrequency }] }
}

/** Describes a FacilityUse. */
export function describeFacility (facility: Facility, setting: Setting): JsonObject {
  return soFar(setting, {
    url: pageOf(setting.seller, 'facilities', facility.slug),
    name: facility.name,
    description: facility.description,
    image: [pictureOf(facility.slug)],
    facilityType: [concept('facility-types', facility.type)],
    location: describePlace(setting.venue, setting),
    hoursAvailable: openEveryDay('06:00', '23:00')
  })
}

/** Describes a Place. */
export function describePlace (venue: Venue, setting: Pick<Setting, 'seller' | 'richness'>): JsonObject {
  const address = {
    '@type': 'PostalAddress',
    streetAddress: venue.street,
    addressLocality: venue.town,
    addressRegion: venue.region,
    postalCode: venue.postcode,
    addressCountry: 'GB'
  }
  const named = { '@type': 'Place', '@id': `${BASE}/api/identifiers/places/${venue.slug}`, name: venue.name, address }
  if (setting.richness === 'minimal') return named
  return {
    ...named,
    description: venue.description,
    url: pageOf(setting.seller, 'centres', venue.slug),
    telephone: venue.telephone,
    image: [pictureOf(venue.slug)],
    geo: { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude },
    openingHoursSpecification: openEveryDay('06:00', '23:00'),
    amenityFeature: [
      { '@type': 'ChangingFacilities', name: 'Changing Facilities', value: true },
      { '@type': 'Showers', name: 'Showers', value: true }
    ]
  }
}

function concept (scheme: string, [id, prefLabel]: readonly [string, string]): JsonObject {
  return { '@type': 'Concept', '@id': `https://openactive.io/${scheme}#${id}`, prefLabel, inScheme: `https://openactive.io/${scheme}` }
}

function openEveryDay (opens: string, closes: string): JsonObject[] {
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  return [{ '@type': 'OpeningHoursSpecification', dayOfWeek: days.map((day) => `https://schema.org/${day}`), opens, closes }]
}

function clock (hour: number, minutes: number): string {
  return isoInstant(new Date(Date.UTC(2000, 0, 1, hour, minutes))).slice(11, 16)
}
