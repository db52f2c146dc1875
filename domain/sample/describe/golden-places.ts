import type { JsonObject } from '../../protocol/json.ts'
import type { Facility, Room, Venue, VenueAdvice } from '../../records/sample.ts'
import { gallery, goldenAdvice } from './golden-advice.ts'
import { openOn, pageOf, placeId, WEEK } from './nodes.ts'
import type { Setting } from './richness.ts'

// Properties that golden descriptions of facilities and places add to realistic ones, or replace.

const HOURS = [openOn(WEEK.working, '05:30', '23:30'), openOn(WEEK.weekend, '06:00', '23:00')]

const NEW_YEARS_EVES = [['Thursday', 2026], ['Friday', 2027], ['Sunday', 2028]] as const
/** Longer than the usual hours, so that no slot is outside them. The years are fixed: a description has no today. */
const SPECIAL_HOURS = NEW_YEARS_EVES.map(([day, year]): JsonObject => ({
  ...openOn([`https://schema.org/${day}`], '05:00', '23:59'),
  validFrom: `${year}-12-31`,
  validThrough: `${year}-12-31`
}))

/** All amenities with a type in the model, and two without. */
const AMENITIES = [
  ['ChangingFacilities', 'Changing Facilities'], ['Showers', 'Showers'], ['Lockers', 'Lockers'], ['Towels', 'Towels'],
  ['Toilets', 'Toilets'], ['BabyChanging', 'Baby Changing'], ['Creche', 'Creche'], ['Parking', 'Parking'],
  ['LocationFeatureSpecification', 'Café'], ['LocationFeatureSpecification', 'Step-free Entrance']
] as const

/** Describe a FacilityUse. */
export function goldenFacility ({ slug }: Facility, { venue, content }: Setting): JsonObject {
  const advice = content.facilityAdvice[slug]
  return {
    image: gallery(content, slug, venue.slug),
    ...(advice && goldenAdvice(advice, content)),
    hoursAvailable: HOURS
  }
}

/** Describe an IndividualFacilityUse by its number, 1 or more. */
export function goldenUnit ({ slug }: Facility, number: number, { seller, content }: Setting): JsonObject {
  const description = content.facilityAdvice[slug]?.units[(number - 1) % 2]
  return {
    url: pageOf(seller, 'facilities', slug, String(number)),
    ...(description && { description }),
    image: gallery(content, slug)
  }
}

/**
 * Describe a Place.
 * @param place - its realistic description
 * @param venue - the venue
 * @param setting - seller and content
 * @param slug - the programme or facility at the Place; without one, the Place is the whole venue
 * @returns the room of the programme or facility, contained in the venue, or the venue
 */
export function goldenPlace (
  place: JsonObject, venue: Venue, setting: Pick<Setting, 'seller' | 'content'>, slug = ''
): JsonObject {
  const { programmeAdvice, facilityAdvice, venueAdvice } = setting.content
  const advice = venueAdvice[venue.slug]
  const whole = { ...place, ...wholeVenue(venue, advice, setting) }
  const kind = (programmeAdvice[slug] ?? facilityAdvice[slug])?.room
  const room = kind === undefined ? undefined : advice?.rooms[kind]
  return kind === undefined || room === undefined ? whole : { ...whole, ...roomIn(whole, venue, kind, room) }
}

function wholeVenue (
  venue: Venue, advice: VenueAdvice | undefined, { seller, content }: Pick<Setting, 'seller' | 'content'>
): JsonObject {
  const amenity = ([type, name]: typeof AMENITIES[number]): JsonObject =>
    ({ '@type': type, name, value: advice?.without.includes(name) !== true })
  return {
    image: gallery(content, venue.slug),
    email: String(seller.details['email']).replace(/^[^@]*/, venue.slug),
    identifier: code('site', venue),
    openingHoursSpecification: HOURS,
    specialOpeningHoursSpecification: SPECIAL_HOURS,
    amenityFeature: AMENITIES.map(amenity)
  }
}

function roomIn (whole: JsonObject, venue: Venue, kind: string, { name, description }: Room): JsonObject {
  return {
    '@id': placeId(`${venue.slug}-${kind}`),
    name: `${name}, ${venue.name}`,
    description,
    identifier: code(kind, venue),
    containedInPlace: whole
  }
}

const code = (propertyID: string, { postcode }: Venue): JsonObject[] => {
  const value = `${postcode} ${propertyID}`.replaceAll(' ', '-').toUpperCase()
  return [{ '@type': 'PropertyValue', name: 'Code', propertyID, value }]
}
