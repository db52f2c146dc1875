import { inSteps, nextTurn } from '../../../data/in-steps.ts'
import type { FeedItem } from '../../../data/store.ts'
import { ControlError } from '../../../domain/control/control-error.ts'
import { type FeedReader, readersOf } from '../../../domain/control/view/feed-readers.ts'
import { openFeedText, ordersFeedItem, proposalsFeedItem } from '../../../domain/feeds/feed-items.ts'
import { ordersFeedOf, proposalsFeedOf } from '../../../domain/feeds/feed-names.ts'
import { openFeeds } from '../../../domain/feeds/open-feeds.ts'
import { itemText, PAGE_SIZE, rpdePage } from '../../../domain/feeds/rpde.ts'
import { bookingUrl, feedUrl } from '../../../domain/protocol/ids.ts'
import type { JsonObject } from '../../../domain/protocol/json.ts'
import { received } from '../../../domain/protocol/received.ts'
import { isDeleted } from '../../../domain/records/order.ts'
import type { FeedPageQuery } from '../../../schemas/control/lists.ts'
import type { Simulator } from '../../index.ts'

/** A feed, as brokers and their developers see it. */
export interface FeedSummary {
  /** End of its address. */
  readonly feed: string
  readonly url: string
  /** Booking partner to which the feed belongs; missing for an open feed. */
  readonly partner?: string
  readonly items: number
  /** Items without data (count). */
  readonly deleted: number
  /** Change number of its newest item; missing for an empty feed. */
  readonly newest?: number
  readonly readers: readonly FeedReader[]
}

/** A page of a feed, and where the other pages begin. */
export interface FeedPage {
  readonly page: { readonly next: string, readonly items: readonly JsonObject[], readonly license?: string }
  /** Change number that each page of this size follows; null for the first page. */
  readonly pages: ReadonlyArray<number | null>
}

/** A feed with its name in the store, and the text of its items. */
interface Source {
  readonly feed: string
  readonly url: string
  readonly partner?: string
  readonly stored: string
  readonly textOf: (item: FeedItem) => string
}

/** List every feed, with the position of each of its readers, as far as the request log reaches. */
export async function feeds (simulator: Simulator): Promise<{ readonly items: readonly FeedSummary[] }> {
  const log = simulator.requestLog.kept()
  const items: FeedSummary[] = []
  for (const { feed, url, partner, stored } of sourcesOf(simulator)) {
    // A feed may have all records of a simulator.
    await nextTurn()
    const all = await simulator.feedPage(stored, null, Infinity)
    const newest = all.at(-1)?.modified
    let deleted = 0
    await inSteps(all, ({ record }) => { if (isDeleted(record)) deleted++ })
    items.push({
      feed,
      url,
      ...(partner !== undefined && { partner }),
      items: all.length,
      deleted,
      ...(newest !== undefined && { newest }),
      readers: readersOf(log, feed, partner, all)
    })
  }
  return { items }
}

/**
 * Show a page of a feed, as a broker gets it without a fault.
 * @throws {ControlError} with status 404 for an unknown feed or booking partner
 */
export async function feedPage (
  simulator: Simulator, { feed, partner, afterChangeNumber = 0, limit = PAGE_SIZE }: FeedPageQuery
): Promise<FeedPage> {
  const source = requireSource(sourcesOf(simulator), feed, partner)
  const all = await simulator.feedPage(source.stored, null, Infinity)
  const cursor = afterChangeNumber === 0 ? null : afterChangeNumber
  const first = all.findIndex(({ modified }) => modified > afterChangeNumber)
  const items = first === -1 ? [] : all.slice(first, first + limit)
  const text = rpdePage(items, source.textOf, {
    feedUrl: source.url,
    cursor,
    ...(simulator.rules.feedOrder === 'timestamp' && { afterId: '' }),
    limit: limit === PAGE_SIZE ? undefined : limit,
    open: source.partner === undefined
  })
  const starts = all.filter((_item, index) => (index + 1) % limit === 0 && index + 1 < all.length)
  return {
    page: JSON.parse(text) as FeedPage['page'],
    pages: [null, ...starts.map(({ modified }) => modified)]
  }
}

function sourcesOf (simulator: Simulator): Source[] {
  const { rules, bookingPartners } = simulator
  const base = simulator.baseUrl()
  const rendering = { base, rules }
  const open = openFeeds(rules.types).map(({ path }): Source => ({
    feed: path, url: feedUrl(base, path), stored: path, textOf: (item) => openFeedText(item, base, rules)
  }))
  const owned = bookingPartners.all().flatMap(({ id: partner }): Source[] => [
    {
      feed: 'orders-rpde',
      url: `${bookingUrl(base)}/orders-rpde`,
      partner,
      stored: ordersFeedOf(partner),
      textOf: (item) => itemText(ordersFeedItem(item, rendering))
    },
    {
      feed: 'order-proposals-rpde',
      url: `${bookingUrl(base)}/order-proposals-rpde`,
      partner,
      stored: proposalsFeedOf(partner),
      textOf: (item) => itemText(proposalsFeedItem(item, rendering))
    }
  ])
  return [...open, ...owned]
}

function requireSource (sources: readonly Source[], feed: string, partner: string | undefined): Source {
  const named = sources.filter((source) => source.feed === feed)
  if (named.length === 0) {
    const names = [...new Set(sources.map((source) => source.feed))].join(', ')
    throw new ControlError(404, `There is no feed ${received(feed)}. The feeds are ${names}.`, '/feed')
  }
  const found = named.find((source) => source.partner === partner)
  if (found !== undefined) return found
  const remedy = named[0]?.partner === undefined
    ? 'An open feed belongs to no booking partner: leave partner out.'
    : 'Each booking partner has its own: name one of GET /simulator/partners as partner.'
  throw new ControlError(404, `There is no feed ${feed} of ${received(partner)}. ${remedy}`, '/partner')
}
