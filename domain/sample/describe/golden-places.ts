import { FACILITY_ADVICE, PROGRAMME_ADVICE, VENUE_ADVICE } from '../../../data/sample/golden.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { Facility, Venue } from '../../records/sample.ts'
import type { Seller } from '../../records/seller.ts'
import { gallery, goldenAdvice } from './golden-events.ts'
import { openOn, pageOf, placeId, WEEK } from './nodes.ts'
import type { Setting } from './richness.ts'

/** What golden descriptions of facilities and places say beyond the realistic ones, or in more words. */

const HOURS = [openOn(WEEK.working, '05:30', '23:30'), openOn(WEEK.weekend, '06:00', '23:00')]
/** Longer than otherwise: what is booked is never found closed. A description knows no today, so the years are written down. */
const SPECIAL_HOURS = ([['Thursday', 2026], ['Friday', 2027], ['Sunday', 2028]] as const).map(([day, year]): JsonObject =>
  ({ ...openOn([`https://schema.org/${day}`], '05:00', '23:59'), validFrom: `${year}-12-31`, validThrough: `${year}-12-31` }))

/** Every amenity that the model has a type for, and two that it has not. */
const AMENITIES = [
  ['ChangingFacilities', 'Changing Facilities'], ['Showers', 'Showers'], ['Lockers', 'Lockers'], ['Towels', 'Towels'], ['Toilets', 'Toilets'],
  ['BabyChanging', 'Baby Changing'], ['Creche', 'Creche'], ['Parking', 'Parking'],
  ['LocationFeatureSpecification', 'Café'], ['LocationFeatureSpecification', 'Step-free Entrance']
] as const

/** @returns a FacilityUse. */
export function goldenFacility ({ slug }: Facility, { venue }: Setting): JsonObject {
  const advice = FACILITY_ADVICE[slug]
  return { image: gallery(slug, venue.slug), ...(advice && goldenAdvice(advice)), hoursAvailable: HOURS }
}

/** @returns an IndividualFacilityUse. */
export function goldenUnit ({ slug }: Facility, number: number, { seller }: Setting): JsonObject {
  const description = FACILITY_ADVICE[slug]?.units[(number - 1) % 2]
  return { url: pageOf(seller, 'facilities', slug, String(number)), ...(description && { description }), image: gallery(slug) }
}

/**
 * @param place - the realistic description
 * @param slug - the programme or facility that is in it; without one, the place is not told apart into rooms
 * @returns a Place: a room that is contained in it, if it is known which
 */
export function goldenPlace (place: JsonObject, venue: Venue, seller: Seller, slug?: string): JsonObject {
  const advice = VENUE_ADVICE[venue.slug]
  const whole = {
    ...place,
    image: gallery(venue.slug),
    email: String(seller.details['email']).replace(/^[^@]*/, venue.slug),
    identifier: code('site', venue),
    openingHoursSpecification: HOURS,
    specialOpeningHoursSpecification: SPECIAL_HOURS,
    amenityFeature: AMENITIES.map(([type, name]) => ({ '@type': type, name, value: advice?.without.includes(name) !== true }))
  }
  const kind = (PROGRAMME_ADVICE[slug ?? ''] ?? FACILITY_ADVICE[slug ?? ''])?.room
  const room = kind === undefined ? undefined : advice?.rooms[kind]
  if (kind === undefined || room === undefined) return whole
  return {
    ...whole,
    '@id': placeId(`${venue.slug}-${kind}`),
    name: `${room.name}, ${venue.name}`,
    description: room.description,
    identifier: code(kind, venue),
    containedInPlace: whole
  }
}

const code = (propertyID: string, { postcode }: Venue): JsonObject[] =>
  [{ '@type': 'PropertyValue', name: 'Code', propertyID, value: `${postcode} ${propertyID}`.replaceAll(' ', '-').toUpperCase() }]
