import { refuse } from '../protocol/errors.ts'
import { LICENCE } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'

/** Maximum items of a page (count). */
export const PAGE_SIZE = 500

/**
 * Read the query parameter `afterChangeNumber`.
 * @param text - digits, undefined if the parameter is missing
 * @returns the change number that the page follows, null for the first page
 * @throws {OpenBookingError} if the number is too large
 */
export function cursorOf (text: string | undefined): number | null {
  const cursor = Number(text ?? 0)
  if (!Number.isSafeInteger(cursor)) refuse('afterChangeNumber is too large. Use the next link of the feed.')
  return cursor === 0 ? null : cursor
}

/** An item of a page; without `data` it is deleted. */
export interface PageItem {
  readonly kind: string
  readonly id: string
  /** Change number. */
  readonly modified: number
  readonly data?: JsonObject
}

/** A request for a page of a feed. */
export interface PageRequest {
  /** Absolute URL of the feed without a query. */
  readonly feedUrl: string
  /** Change number that the page follows, null for the first page. */
  readonly cursor: number | null
  /** Whether the feed is open data and states its licence. */
  readonly open: boolean
}

/**
 * Render a page of a feed. An empty page links to itself, any other page to the items after its last one.
 * @param items - items of the page, by change number
 * @param request - feed and cursor
 * @returns the page
 * @see {@link https://openactive.io/realtime-paged-data-exchange/}
 */
export function rpdePage (items: readonly PageItem[], { feedUrl, cursor, open }: PageRequest): JsonObject {
  const after = items.at(-1)?.modified ?? cursor
  return {
    next: after === null ? feedUrl : `${feedUrl}?afterChangeNumber=${after}`,
    items: items.map(rpdeItem),
    ...(open && { license: LICENCE })
  }
}

function rpdeItem ({ kind, id, modified, data }: PageItem): JsonObject {
  return { state: data === undefined ? 'deleted' : 'updated', kind, id, modified, ...(data && { data }) }
}
