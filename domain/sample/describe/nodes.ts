import { BASE } from '../../protocol/ids.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { Concept } from '../../records/sample.ts'
import type { Seller } from '../../records/seller.ts'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  .map((day) => `https://schema.org/${day}`)
/** Days of the week as schema.org names them. */
export const WEEK = { all: DAYS, working: DAYS.slice(0, 5), weekend: DAYS.slice(5) } as const

/** @returns the `@id` of a venue or one of its rooms. */
export const placeId = (slug: string): string => `${BASE}/api/identifiers/places/${slug}`

/** @returns the `@id` of a person, the same wherever the person works. */
export const personId = (name: string): string =>
  `${BASE}/api/identifiers/people/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`

/** @returns the `@id` of something else that sample data describes, such as a course. */
export const thingId = (kind: string, slug: string): string => `${BASE}/api/identifiers/${kind}/${slug}`

/** @returns the URL of a page of the seller's own site. */
export const pageOf = (seller: Seller, ...parts: readonly string[]): string =>
  [String(seller.details['url']).replace(/\/$/, ''), ...parts].join('/')

/** Describe the picture of a programme, facility or venue. */
export const pictureOf = (slug: string): JsonObject =>
  ({ '@type': 'ImageObject', url: `${BASE}/pictures/${slug}.svg` })

/** Describe a Concept of an OpenActive vocabulary. */
export function concept (scheme: string, [id, prefLabel]: Concept): JsonObject {
  const inScheme = `https://openactive.io/${scheme}`
  return { '@type': 'Concept', '@id': `${inScheme}#${id}`, prefLabel, inScheme }
}

/**
 * Describe opening hours.
 * @param dayOfWeek - IRIs of the days
 * @param opens - time of the day, HH:MM
 * @param closes - time of the day, HH:MM
 */
export function openOn (dayOfWeek: readonly string[], opens: string, closes: string): JsonObject {
  return { '@type': 'OpeningHoursSpecification', dayOfWeek, opens, closes }
}
