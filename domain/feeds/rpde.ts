import { BookingError } from '../protocol/errors.ts'
import { LICENCE } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'

/** Most items of a page (count). */
export const PAGE_SIZE = 500

/**
 * @param text - the query parameter `afterChangeNumber`: digits, or undefined
 * @returns the change number after which a page begins, null for the first page
 */
export function cursorOf (text: string | undefined): number | null {
  const cursor = Number(text ?? 0)
  if (!Number.isSafeInteger(cursor)) throw new BookingError('OpenBookingError', 'afterChangeNumber is too large.')
  return cursor === 0 ? null : cursor
}

/** An item as a page shows it: without `data` it is deleted. */
export interface PageItem { readonly kind: string, readonly id: string, readonly modified: number, readonly data?: JsonObject }

/** What is asked of a feed. */
export interface PageRequest {
  /** Absolute URL of the feed without a query. */
  readonly feedUrl: string
  /** Change number after which the page begins, null for the first page. */
  readonly cursor: number | null
  /** Whether the feed is open data, which says its licence. */
  readonly open: boolean
}

/**
 * Renders a page of a feed. An empty page links to itself, any other to what comes after its last item.
 * @see {@link https://openactive.io/realtime-paged-data-exchange/}
 */
export function rpdePage (items: readonly PageItem[], { feedUrl, cursor, open }: PageRequest): JsonObject {
  const after = items.at(-1)?.modified ?? cursor
  return {
    next: after === null ? feedUrl : `${feedUrl}?afterChangeNumber=${after}`,
    items: items.map(({ kind, id, modified, data }) => ({ state: data === undefined ? 'deleted' : 'updated', kind, id, modified, ...(data && { data }) })),
    ...(open && { license: LICENCE })
  }
}
