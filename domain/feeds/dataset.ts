import { bookingUrl, feedUrl, LICENCE, openApiUrl, RPDE_MEDIA_TYPE, siteUrl } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Environment } from '../records/environment.ts'
import { type OpenFeed, openFeeds } from './open-feeds.ts'

/** Time of the first publication of the dataset. */
const DATE_PUBLISHED = '2026-11-21T00:00:00Z'

/** The document of the specification, where the software serves none of itself. */
const SPECIFIED_API = 'https://www.openactive.io/open-booking-api/EditorsDraft/swagger.json'

interface Software { readonly version: string, readonly hasDocs: boolean }

/**
 * Render the Dataset document that the dataset site embeds.
 * @param environment - base URL, time and rules
 * @param software - version, and whether the software serves an OpenAPI document of itself
 * @returns the Dataset document
 * @see {@link https://openactive.io/dataset-api-discovery/EditorsDraft/}
 */
export function datasetDocument (
  { base, now, rules }: Pick<Environment, 'base' | 'now' | 'rules'>, { version, hasDocs }: Software
): JsonObject {
  const site = siteUrl(base)
  return {
    '@context': ['https://schema.org/', 'https://openactive.io/'],
    '@type': 'Dataset',
    '@id': site,
    url: site,
    name: 'Open Booking Simulator Sample Data',
    description:
      'Sessions, facilities, events, courses and videos of invented operators, for the development of booking apps.',
    keywords: [
      'Sessions', 'Facilities', 'Events', 'Courses', 'Activities', 'Sports', 'Physical Activity', 'OpenActive'
    ],
    license: LICENCE,
    discussionUrl: rules.discussionUrl ?? `${site}#discussion`,
    documentation: 'https://developer.openactive.io/',
    inLanguage: ['en-GB'],
    schemaVersion: 'https://openactive.io/modelling-opportunity-data/2.0/',
    datePublished: DATE_PUBLISHED,
    dateModified: `${isoInstant(now).slice(0, 10)}T00:00:00Z`,
    backgroundImage: { '@type': 'ImageObject', url: `${site}/background.svg` },
    publisher: publisher(site, rules),
    bookingService: { '@type': 'BookingService', name: 'Open Booking Simulator', url: site, softwareVersion: version },
    accessService: accessService(base, rules, hasDocs ? openApiUrl(base) : SPECIFIED_API),
    distribution: openFeeds(rules.types).map((feed) => distribution(feed, base))
  }
}

function publisher (site: string, { publisher: name }: Pick<Rules, 'publisher'>): JsonObject {
  return {
    '@type': 'Organization',
    name,
    legalName: name,
    url: site,
    logo: { '@type': 'ImageObject', url: `${site}/logo.svg` }
  }
}

function accessService (
  base: string, { hasOpenId }: Pick<Rules, 'hasOpenId'>, endpointDescription: string
): JsonObject {
  const site = siteUrl(base)
  return {
    '@type': 'WebAPI',
    name: 'Open Booking API',
    description: 'Quote, book and cancel the opportunities of this dataset.',
    documentation: `${site}#booking`,
    termsOfService: `${site}#terms`,
    endpointUrl: bookingUrl(base),
    conformsTo: ['https://openactive.io/open-booking-api/EditorsDraft/'],
    endpointDescription,
    landingPage: site,
    ...(hasOpenId && { authenticationAuthority: `${base}/openid` })
  }
}

function distribution ({ path, identifier, name, additionalType }: OpenFeed, base: string): JsonObject {
  return {
    '@type': 'DataDownload',
    identifier,
    name,
    additionalType,
    encodingFormat: RPDE_MEDIA_TYPE,
    contentUrl: feedUrl(base, path)
  }
}
