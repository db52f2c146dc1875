import type { FeedItem, Store } from '../../data/store.ts'
import type { Fault } from '../../domain/control/faults/match-faults.ts'
import { ordersFeedOf, proposalsFeedOf } from '../../domain/feeds/feed-names.ts'
import { openFeeds } from '../../domain/feeds/open-feeds.ts'
import { PAGE_SIZE } from '../../domain/feeds/rpde.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Partner } from '../../domain/records/partner.ts'
import type { RequestFault } from '../../schemas/control/faults.ts'
import type { Transact } from '../transact.ts'

export type { FeedItem } from '../../data/store.ts'

/** Most items of an unordered page (count): their text is far below the length at which a page ends. */
const UNORDERED_SIZE = 50

/** A request for a page of a feed, and its faults. */
export interface PageRead {
  /** Name of the feed in the store. */
  readonly feed: string
  /** Change number that the page follows, null for the first page. */
  readonly cursor: number | null
  /** Most items (count) that the reader asked for. */
  readonly limit?: number | undefined
  readonly faults: readonly Fault[]
}

/** The stored items of a page. */
export interface StoredPage {
  readonly items: readonly FeedItem[]
  /** Change number that the next page follows, where a fault decides it; null for the first page. */
  readonly next?: number | null
  /** Whether a fault decides the page, so that nobody must cache it. */
  readonly isFaulty: boolean
}

interface Feeds extends Pick<Store, 'feedPage'> { readonly transact: Transact }

/** Read one page of a feed, as the faults of its request make it. */
export async function readPage (
  feeds: Feeds, { feed, cursor, limit: wanted = PAGE_SIZE, faults }: PageRead
): Promise<StoredPage> {
  if (faults.length === 0) return { items: await feeds.feedPage(feed, cursor, wanted), isFaulty: false }
  const effect = <E extends keyof RequestFault>(name: E): RequestFault[E] | undefined =>
    faults.find(({ effects }) => effects[name] !== undefined)?.effects[name]
  const isUnordered = effect('unordered') !== undefined
  const stuckAt = Math.min(...faults.map(({ stuckAt = Infinity }) => stuckAt))
  const limit = Math.min(effect('pageSize') ?? PAGE_SIZE, isUnordered ? UNORDERED_SIZE : PAGE_SIZE, wanted)
  const items = (await feeds.feedPage(feed, cursor, limit)).filter(({ modified }) => modified <= stuckAt)
  const [first] = items
  const skip = effect('gaps') ?? (effect('repeatItem') === undefined ? undefined : 0)
  if (first !== undefined && skip !== undefined) await repeatItem(feeds, first, { feed, skip })
  const last = items.at(-1)?.modified ?? cursor
  const next = effect('repeatPage') !== undefined ? cursor : isUnordered ? last : undefined
  return {
    items: isUnordered ? [...items].reverse() : items,
    ...(next !== undefined && { next }),
    isFaulty: true
  }
}

/** Move an item to the end of its feed, as a change without effect does. */
async function repeatItem (
  { transact }: Feeds, { kind, id }: FeedItem, { feed, skip }: Required<Pick<Change, 'feed' | 'skip'>>
): Promise<void> {
  await transact(async (tx) => {
    const record = await tx.get(kind, id)
    return { changes: record === undefined ? [] : [{ kind, id, record, feed, skip } as Change] }
  })
}

/**
 * Find the newest change number of some feeds.
 * @param feeds - names of the feeds in the store
 */
export async function newestChange ({ feedPage }: Pick<Store, 'feedPage'>, feeds: readonly string[]): Promise<number> {
  const pages = await Promise.all(feeds.map(async (feed) => await feedPage(feed, null, Infinity)))
  return Math.max(0, ...pages.map((items) => items.at(-1)?.modified ?? 0))
}

/** @returns the names of all feeds in the store */
export function feedNames (rules: Rules, partners: ReadonlyArray<Pick<Partner, 'id'>>): string[] {
  return [
    ...openFeeds(rules.types).map(({ path }) => path),
    ...partners.flatMap(({ id }) => [ordersFeedOf(id), proposalsFeedOf(id)])
  ]
}
