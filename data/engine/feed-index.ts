import type { FeedItem } from '../store.ts'
import type { FeedPosition, Row } from './tables.ts'

/** The public feeds: durable records only, each once, in order of its last change. */
export interface FeedIndex {
  /**
   * Replace the item of a record.
   * @param row - a row that is durable; without record or position it removes the item
   */
  publish (row: Row): void
  /**
   * Read one page of a feed.
   * @param feed - name of the feed
   * @param cursor - last change number of the page before, null for the first page
   * @param limit - most items of a page (count)
   * @returns the items after `cursor`, oldest change first
   */
  page (feed: string, cursor: number | null, limit: number): FeedItem[]
}

/** Items in order of change number. Outdated ones stay until a sweep; pages skip them. `live` counts the others. */
interface Feed { items: FeedItem[], live: number }

/** Sweep a feed only if it has more items than this (count), so that a sweep costs little per change. */
const SWEEP_FROM = 1000

/** Create an index without items. Publish rows in order of their change numbers. */
export function createFeedIndex (): FeedIndex {
  const feeds = new Map<string, Feed>()
  /** Current position of each item, by kind and id. */
  const positions = new Map<string, FeedPosition>()

  const isLive = ({ kind, id, modified }: FeedItem): boolean => positions.get(`${kind} ${id}`)?.[1] === modified

  function feedOf (name: string): Feed {
    const known = feeds.get(name)
    if (known !== undefined) return known
    const created: Feed = { items: [], live: 0 }
    feeds.set(name, created)
    return created
  }

  function sweep (name: string): void {
    const feed = feedOf(name)
    if (feed.live === 0) feeds.delete(name)
    else if (feed.items.length > SWEEP_FROM && feed.items.length > 2 * feed.live) feed.items = feed.items.filter(isLive)
  }

  function enter (key: string, item: FeedItem, name: string): void {
    const feed = feedOf(name)
    feed.items.push(item)
    feed.live++
    positions.set(key, [name, item.modified])
  }

  function leave (key: string, [name]: FeedPosition): void {
    feedOf(name).live--
    positions.delete(key)
  }

  return {
    publish ([kind, id, record, position]) {
      const key = `${kind} ${id}`
      const before = positions.get(key)
      const item = record === null || position === undefined ? undefined : { kind, id, modified: position[1], record }
      if (item !== undefined && item.modified === before?.[1]) {
        const { items } = feedOf(before[0])
        items[firstAfter(items, item.modified - 1)] = item
        return
      }
      if (before !== undefined) leave(key, before)
      if (item !== undefined && position !== undefined) enter(key, item, position[0])
      if (before !== undefined) sweep(before[0])
    },
    page (name, cursor, limit) {
      const items = feeds.get(name)?.items ?? []
      const found: FeedItem[] = []
      for (let i = cursor === null ? 0 : firstAfter(items, cursor); i < items.length && found.length < limit; i++) {
        const item = items[i]
        if (item !== undefined && isLive(item)) found.push(item)
      }
      return found
    }
  }
}

/** @returns the index of the first item whose change number is greater than `cursor`. */
function firstAfter (items: readonly FeedItem[], cursor: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle]?.modified ?? Infinity) > cursor) high = middle
    else low = middle + 1
  }
  return low
}
