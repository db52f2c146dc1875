import type { JsonObject } from '../../protocol/json.ts'
import type { Facility, Venue } from '../../records/sample.ts'
import { goldenFacility, goldenPlace, goldenUnit } from './golden-places.ts'
import { concept, openOn, pageOf, pictureOf, placeId, WEEK } from './nodes.ts'
import { byRichness, type Setting } from './richness.ts'

/** Describe a FacilityUse. */
export function describeFacility (facility: Facility, setting: Setting): JsonObject {
  return byRichness(setting, {
    url: pageOf(setting.seller, 'facilities', facility.slug),
    name: facility.name,
    facilityType: [concept('facility-types', facility.type)],
    location: describePlace(setting.venue, setting, facility.slug)
  }, {
    description: facility.description,
    image: [pictureOf(facility.slug)],
    hoursAvailable: [openOn(WEEK.all, '06:00', '23:00')]
  }, () => goldenFacility(facility, setting))
}

/** Describe an IndividualFacilityUse by its number, 1 or more. */
export function describeUnit (facility: Facility, number: number, setting: Setting): JsonObject {
  return byRichness(setting, { name: `${facility.unit} ${number}` }, {}, () => goldenUnit(facility, number, setting))
}

/**
 * Describe a Slot.
 * @param url - URL of the seller's page about the Slot
 * @param setting - richness of the description
 */
export function describeSlot (url: string, setting: Setting): JsonObject {
  return byRichness(setting, {}, {}, () => ({ url }))
}

/**
 * Describe a Place.
 * @param venue - the venue
 * @param setting - seller, richness and content
 * @param slug - the programme or facility at the Place; golden descriptions name its room
 */
export function describePlace (
  venue: Venue, setting: Pick<Setting, 'seller' | 'richness' | 'content'>, slug?: string
): JsonObject {
  const least = { '@type': 'Place', '@id': placeId(venue.slug), name: venue.name, address: addressOf(venue) }
  const usual = {
    description: venue.description,
    url: pageOf(setting.seller, 'centres', venue.slug),
    telephone: venue.telephone,
    image: [pictureOf(venue.slug)],
    geo: { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude },
    openingHoursSpecification: [openOn(WEEK.all, '06:00', '23:00')],
    amenityFeature: [
      { '@type': 'ChangingFacilities', name: 'Changing Facilities', value: true },
      { '@type': 'Showers', name: 'Showers', value: true }
    ]
  }
  return byRichness(setting, least, usual, () => goldenPlace({ ...least, ...usual }, venue, setting, slug))
}

function addressOf (venue: Venue): JsonObject {
  return {
    '@type': 'PostalAddress',
    streetAddress: venue.street,
    addressLocality: venue.town,
    addressRegion: venue.region,
    postalCode: venue.postcode,
    addressCountry: 'GB'
  }
}
