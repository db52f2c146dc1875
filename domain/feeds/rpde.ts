import { refuse } from '../protocol/errors.ts'
import { LICENCE } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'

/** Maximum items of a page (count). */
export const PAGE_SIZE = 500

/** A page ends with the item that reaches this length (UTF-16 code units). */
const PAGE_LENGTH = 4_000_000

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
 * Render a page of a feed. An empty page links to itself, any other page to the items after its last one. A page ends
 * before the last of its items where they are large, so that no response grows without limit.
 * @param stored - stored items that the page may contain, by change number
 * @param render - renders a stored item
 * @param request - feed and cursor
 * @returns the page as JSON text, put together from the texts of its items
 * @see {@link https://openactive.io/realtime-paged-data-exchange/}
 */
export function rpdePage<T> (
  stored: readonly T[], render: (item: T) => PageItem, { feedUrl, cursor, open }: PageRequest
): string {
  const texts: string[] = []
  let after = cursor
  let length = 0
  for (const item of stored) {
    if (length >= PAGE_LENGTH) break
    const rendered = render(item)
    const text = JSON.stringify(rpdeItem(rendered))
    texts.push(text)
    length += text.length
    after = rendered.modified
  }
  const next = after === null ? feedUrl : `${feedUrl}?afterChangeNumber=${after}`
  const licence = open ? `,"license":${JSON.stringify(LICENCE)}` : ''
  return `{"next":${JSON.stringify(next)},"items":[${texts.join()}]${licence}}`
}

function rpdeItem ({ kind, id, modified, data }: PageItem): JsonObject {
  return { state: data === undefined ? 'deleted' : 'updated', kind, id, modified, ...(data && { data }) }
}
