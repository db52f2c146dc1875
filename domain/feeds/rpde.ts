import { refuse } from '../protocol/errors.ts'
import { LICENCE } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'

/** Maximum items of a page (count). */
export const PAGE_SIZE = 500

/** Cache lifetimes (seconds): a page with items never changes its `next`, the last page is soon out of date. */
const PAGE_SECONDS = 3600
const LAST_PAGE_SECONDS = 8

/** @returns the cache lifetime of a page (seconds) */
export const cacheSeconds = (isLast: boolean): number => isLast ? LAST_PAGE_SECONDS : PAGE_SECONDS

/** A page ends with the item that reaches this length (UTF-16 code units). */
const PAGE_LENGTH = 4_000_000

/** The position of a page in its feed. */
export interface Position {
  /** Change number, or timestamp, that the page follows; null for the first page. */
  readonly cursor: number | null
  /** Id of the item at this timestamp, empty for the first page; missing in the order of change numbers. */
  readonly afterId?: string
}

/** Query parameters of a feed page. */
interface PageQuery {
  readonly afterChangeNumber?: string | undefined
  readonly afterTimestamp?: string | undefined
  readonly afterId?: string | undefined
}

/**
 * Read the position of a page. Change numbers are microseconds that no two items share, so they serve as timestamps,
 * and an id decides nothing more.
 * @param query - query parameters: digits and an id
 * @param rules - order of the items
 * @throws {OpenBookingError} if a number is too large, or the parameters are not those of the order by timestamps
 */
export function positionOf (query: PageQuery, { feedOrder }: Pick<Rules, 'feedOrder'>): Position {
  const { afterChangeNumber, afterTimestamp, afterId } = query
  if (feedOrder === 'change-number') return { cursor: cursorOf('afterChangeNumber', afterChangeNumber) }
  if (afterChangeNumber !== undefined || (afterTimestamp === undefined) !== (afterId === undefined)) {
    refuse('The position must be afterTimestamp with afterId: this system orders feeds by timestamps. Use the next ' +
      'link of the feed.')
  }
  return { cursor: cursorOf('afterTimestamp', afterTimestamp), afterId: afterId ?? '' }
}

function cursorOf (name: string, text: string | undefined): number | null {
  const cursor = Number(text ?? 0)
  if (!Number.isSafeInteger(cursor)) refuse(`${name} is too large. Use the next link of the feed.`)
  return cursor === 0 ? null : cursor
}

/**
 * Read the query parameter `limit`, a wish of the reader for smaller pages.
 * @param text - digits of a number above 0, undefined if the parameter is missing
 * @returns the most items of the page (count), undefined for as many as a page may have
 * @see {@link https://openactive.io/realtime-paged-data-exchange/}
 */
export function limitOf (text: string | undefined): number | undefined {
  return text === undefined ? undefined : Math.min(Number(text), PAGE_SIZE)
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
export interface PageRequest extends Position {
  /** Absolute URL of the feed without a query. */
  readonly feedUrl: string
  /** Most items of the page (count) that the reader asked for; links repeat it. */
  readonly limit?: number | undefined
  /** Whether the feed is open data and states its licence. */
  readonly open: boolean
  /** Change number that the next page follows, null for the first page; by default that of the last item. */
  readonly next?: number | null
}

/** @returns the JSON text of an item. */
export function itemText ({ kind, id, modified, data }: PageItem): string {
  const state = data === undefined ? 'deleted' : 'updated'
  return JSON.stringify({ state, kind, id, modified, ...(data && { data }) })
}

/**
 * Build the entity tag of a page. Items only ever leave a page or join its end, so the first and last change number and
 * the count tell two states of a page apart, and no item need be rendered to compare them.
 * @param stored - stored items that the page may contain, by change number; an array that never changes
 * @param request - feed and cursor
 * @param version - version of this package, which renders the items
 * @param coding - content coding of the answer, undefined for none
 * @returns a strong entity tag (RFC 9110, section 8.8.3)
 */
export function pageTag (
  stored: ReadonlyArray<{ readonly modified: number, readonly record: object }>,
  { feedUrl, cursor, afterId, limit }: PageRequest,
  version: string,
  coding?: string
): string {
  // Links differ by the order of the feed, which the first page does not name.
  const order = afterId === undefined ? '' : 'timestamp'
  const parts = [version, feedUrl, order, cursor ?? '', limit ?? ''].map(encodeURIComponent)
  const tag = [...parts, summaryOf(stored), ...(coding === undefined ? [] : [coding])]
  return `"${tag.join(';')}"`
}

/** Summaries of stored pages, as long as a store keeps the page. */
const summaries = new WeakMap<object, string>()

function summaryOf (stored: Parameters<typeof pageTag>[0]): string {
  const known = summaries.get(stored)
  if (known !== undefined) return known
  const [first, last] = [stored[0]?.modified ?? '', stored.at(-1)?.modified ?? '']
  // Items of a deleted dataset are shown as deleted before they move.
  const deleted = stored.filter(({ record }) => 'deleted' in record).length
  const summary = [first, last, stored.length, deleted].join(';')
  summaries.set(stored, summary)
  return summary
}

/**
 * Render a page of a feed. An empty page links to itself, any other page to the items after its last one. A page ends
 * before the last of its items where they are large, so that no response grows without limit.
 * @param stored - stored items that the page may contain, by change number
 * @param textOf - gives the JSON text of a stored item
 * @param request - feed and cursor
 * @returns the page as JSON text, put together from the texts of its items
 * @see {@link https://openactive.io/realtime-paged-data-exchange/}
 */
export function rpdePage<T extends { readonly modified: number, readonly id: string }> (
  stored: readonly T[], textOf: (item: T) => string, request: PageRequest
): string {
  const { feedUrl, cursor, limit, open, next: decided } = request
  const texts: string[] = []
  let after = cursor
  let length = 0
  for (const item of stored) {
    if (length >= PAGE_LENGTH) break
    const text = textOf(item)
    texts.push(text)
    length += text.length
    after = item.modified
  }
  if (decided !== undefined) after = decided
  const query = [
    ...(after === null ? [] : positionQuery(after, stored, request)),
    ...(limit === undefined ? [] : [`limit=${limit}`])
  ]
  const next = [feedUrl, ...(query.length === 0 ? [] : [query.join('&')])].join('?')
  const licence = open ? `,"license":${JSON.stringify(LICENCE)}` : ''
  return `{"next":${JSON.stringify(next)},"items":[${texts.join()}]${licence}}`
}

/** @returns the query parameters of a position: that of an item, or of the page itself */
function positionQuery (
  after: number, stored: ReadonlyArray<{ readonly modified: number, readonly id: string }>, { afterId }: PageRequest
): string[] {
  if (afterId === undefined) return [`afterChangeNumber=${after}`]
  const [id = afterId] = stored.find(({ modified }) => modified === after)?.id.split(' ', 1) ?? []
  return [`afterTimestamp=${after}`, `afterId=${encodeURIComponent(id)}`]
}
