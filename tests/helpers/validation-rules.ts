import { isBooking, isFeed, isHealth, isOrdersFeed, isPage, type LocatedAnswer } from './validation-documents.ts'
import { type Json, newPageChecker, type PageChecker } from './validation.ts'

const RPDE = 'application/vnd.openactive.rpde+json; version=1'
const BOOKING = 'application/vnd.openactive.booking+json; version=1'
const PLAIN = 'application/json; charset=utf-8'

function contentTypeOf (located: LocatedAnswer): string {
  const { path, answer: { status } } = located
  if (isBooking(located)) return BOOKING
  if (status >= 400 || isHealth(located)) return PLAIN
  if (isFeed(located)) return RPDE
  if (path.startsWith('/api/identifiers/') && !located.answer.contentType.startsWith('text/html')) return 'application/ld+json; charset=utf-8'
  return path.endsWith('.svg') ? 'image/svg+xml' : 'text/html; charset=utf-8'
}

/** List the problems of an answer's content type, statusCode, instance and context. */
export function answerProblems (located: LocatedAnswer): string[] {
  const { answer: { status, contentType }, json } = located
  const expected = contentTypeOf(located)
  const isError = status >= 400 && !isHealth(located)
  return [
    ...(contentType === expected ? [] : [`is ${contentType}, not ${expected}`]),
    ...(isError && json?.['orderedItem'] === undefined && json?.['statusCode'] !== status ? [`says statusCode ${String(json?.['statusCode'])}`] : []),
    ...(json?.['instance'] === undefined || isUrl(json['instance'], located) ? [] : [`has the instance ${String(json['instance'])}`]),
    ...((isError || isBooking(located)) && !isPage(located) && json?.['@context'] === undefined ? ['has no @context'] : [])
  ]
}

/** Test whether a value is an absolute, correctly escaped URL of the simulator. */
function isUrl (value: unknown, { answer: { base } }: LocatedAnswer): boolean {
  return typeof value === 'string' && value.startsWith(base) && URL.canParse(value) && new URL(value).href === value
}

/** A time with a fraction of a second. */
const FRACTIONAL = /\d\d:\d\d:\d\d[.,]\d/

/**
 * List the problems of values that no document may contain.
 * @param value - a document or a part of one
 * @param path - JSON path of the value
 */
export function valueProblems (value: unknown, path = '$'): string[] {
  if (value === null) return [`${path} is null`]
  if (value === '') return [`${path} is empty`]
  if (typeof value === 'string') return FRACTIONAL.test(value) ? [`${path} has a fraction of a second`] : []
  if (typeof value !== 'object') return []
  if (Array.isArray(value) && value.length === 0) return [`${path} is empty`]
  if (Array.isArray(value)) return value.flatMap((part, index) => valueProblems(part, `${path}[${index}]`))
  return Object.entries(value).flatMap(([name, part]) => [
    ...(name === 'price' && !isPrice(part) ? [`${path}.price is no amount of money`] : []),
    ...valueProblems(part, `${path}.${name}`)
  ])
}

const isPrice = (value: unknown): boolean => typeof value === 'number' && value >= 0 && Math.round(value * 100) / 100 === value

/** Copy a page without the data of its items. */
export function frameOf (page: Json): Json {
  const { items, ...rest } = page
  const frames = (items as readonly Json[]).map(({ data, ...frame }) => frame)
  return { ...rest, ...(frames.length > 0 && { items: frames }) }
}

interface Walk {
  readonly checker: PageChecker
  readonly pages: number
  readonly next: unknown
  readonly complete: boolean
  /** Change number of each item so far. */
  readonly modified: Map<unknown, number>
}

interface RpdeItem { readonly id: unknown, readonly modified: number }

/** Test whether an item has changed since the walk passed it: a walk may then meet it again. */
const isUpdated = ({ id, modified }: RpdeItem, { modified: before }: Walk): boolean => modified > (before.get(id) ?? Infinity)

/** Checks pages with the RPDE validator: successive pages as one walk, any other page by itself. */
export class PageWalks {
  readonly #walks = new Map<string, Walk>()

  /**
   * Check a page.
   * @param reader - process and simulator of the page
   * @returns the messages of the validator
   */
  problems (located: LocatedAnswer, json: Json, reader: string): string[] {
    const { url, answer: { contentType, cacheControl, status } } = located
    // The checker knows the URLs of walks: no page links to one with parameters of the client's own.
    if ([...new URL(url).searchParams.keys()].some((name) => name !== 'afterChangeNumber')) return []
    const feed = `${reader} ${located.path}`
    const before = this.#walks.get(feed)
    const fresh: Walk = { checker: newPageChecker(), pages: 0, next: url, complete: false, modified: new Map() }
    const items = json['items'] as readonly RpdeItem[]
    const follows = before?.next === url && url.includes('?') && !items.some((item) => isUpdated(item, before))
    const { checker, pages, complete, modified } = follows ? before : fresh
    for (const item of items) modified.set(item.id, item.modified)
    this.#walks.set(feed, { checker, pages: pages + 1, next: json['next'], complete: complete || json['next'] === url, modified })
    const found = checker.validateRpdePage({
      url,
      json,
      pageIndex: pages,
      contentType,
      cacheControl,
      status,
      isInitialHarvestComplete: complete,
      isOrdersFeed: isOrdersFeed(located)
    })
    return found.map(({ message }) => message.split('\n', 1)[0] ?? '')
  }
}
