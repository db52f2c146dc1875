import { bookingUrl, feedUrl, LICENCE, RPDE_MEDIA_TYPE, siteUrl } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Environment } from '../records/environment.ts'
import { openFeeds } from './open-feeds.ts'

/** When this dataset was first described. */
const DATE_PUBLISHED = '2026-11-21T00:00:00Z'

/**
 * The description of the dataset that dataset sites embed.
 * @param version - version of the software
 * @see {@link https://openactive.io/dataset-api-discovery/EditorsDraft/}
 */
export function datasetDocument ({ base, now, rules }: Pick<Environment, 'base' | 'now' | 'rules'>, version: string): JsonObject {
  const site = siteUrl(base)
  return {
    '@context': ['https://schema.org/', 'https://openactive.io/'],
    '@type': 'Dataset',
    '@id': site,
    url: site,
    name: 'Open Booking Simulator Sample Data',
    description: 'Sessions, facilities, events, courses and videos of invented operators, to develop and test booking apps with.',
    keywords: ['Sessions', 'Facilities', 'Events', 'Courses', 'Activities', 'Sports', 'Physical Activity', 'OpenActive'],
    license: LICENCE,
    discussionUrl: 'https://github.com/openactive/open-booking-api/issues',
    documentation: 'https://developer.openactive.io/',
    inLanguage: ['en-GB'],
    schemaVersion: 'https://openactive.io/modelling-opportunity-data/2.0/',
    datePublished: DATE_PUBLISHED,
    dateModified: `${isoInstant(now).slice(0, 10)}T00:00:00Z`,
    backgroundImage: { '@type': 'ImageObject', url: `${site}/background.svg` },
    publisher: {
      '@type': 'Organization',
      name: 'Open Booking Simulator',
      legalName: 'Open Booking Simulator',
      url: site,
      logo: { '@type': 'ImageObject', url: `${site}/logo.svg` }
    },
    bookingService: { '@type': 'BookingService', name: 'Open Booking Simulator', url: site, softwareVersion: version },
    accessService: {
      '@type': 'WebAPI',
      name: 'Open Booking API',
      description: 'Quote, book and cancel the opportunities of this dataset.',
      documentation: 'https://openactive.io/open-booking-api/EditorsDraft/',
      termsOfService: `${site}#terms`,
      endpointUrl: bookingUrl(base),
      conformsTo: ['https://openactive.io/open-booking-api/EditorsDraft/'],
      endpointDescription: 'https://www.openactive.io/open-booking-api/EditorsDraft/swagger.json',
      landingPage: site,
      ...(rules.hasOpenId && { authenticationAuthority: `${base}/openid` })
    },
    distribution: openFeeds(rules.types).map(({ path, identifier, name, additionalType }) => ({
      '@type': 'DataDownload',
      identifier,
      name,
      additionalType,
      encodingFormat: RPDE_MEDIA_TYPE,
      contentUrl: feedUrl(base, path)
    }))
  }
}
