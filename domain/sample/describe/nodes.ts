import { BASE } from '../../protocol/ids.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { Seller } from '../../records/seller.ts'

/** What descriptions are put together from. */

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((day) => `https://schema.org/${day}`)
export const WEEK = { all: DAYS, working: DAYS.slice(0, 5), weekend: DAYS.slice(5) } as const

/** @returns the `@id` of a venue or of a room in it. */
export const placeId = (slug: string): string => `${BASE}/api/identifiers/places/${slug}`

/** @returns the address of a page of the seller's own site. */
export const pageOf = (seller: Seller, ...parts: readonly string[]): string => [String(seller.details['url']).replace(/\/$/, ''), ...parts].join('/')

/** @returns the picture of a programme, facility or venue. */
export const pictureOf = (slug: string): JsonObject => ({ '@type': 'ImageObject', url: `${BASE}/pictures/${slug}.svg` })

/** @returns a Concept of a controlled vocabulary of OpenActive. */
export function concept (scheme: string, [id, prefLabel]: readonly [string, string]): JsonObject {
  return { '@type': 'Concept', '@id': `https://openactive.io/${scheme}#${id}`, prefLabel, inScheme: `https://openactive.io/${scheme}` }
}

/** @returns when something is open on some days of the week. */
export function openOn (dayOfWeek: readonly string[], opens: string, closes: string): JsonObject {
  return { '@type': 'OpeningHoursSpecification', dayOfWeek, opens, closes }
}
