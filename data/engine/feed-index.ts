import type { FeedItem } from '../store.ts'
import type { FeedPosition, Row } from './tables.ts'

/** The feeds as their readers may see them: durable items only, each once, in order of its last change. */
export interface FeedIndex {
  /** Shows a row that is durable now, in the place of what was there; a row without a place, or of nothing, takes that out. */
  publish (row: Row): void
  /** @returns items after `cursor` (a change number, or null for the start), oldest change first; at most `limit` (count). */
  page (feed: string, cursor: number | null, limit: number): FeedItem[]
}

/** Items in order of change number; those that were changed again or dropped since are passed over, and swept out in time. */
interface Feed { items: FeedItem[], live: number }

/** A feed with fewer items than this is not swept, so that sweeping costs little per change. */
const SWEEP_FROM = 1000

/** Makes feeds without items. Rows have to come in order of their change numbers. */
export function createFeedIndex (): FeedIndex {
  const feeds = new Map<string, Feed>()
  /** Where each item is now, by kind and id. */
  const places = new Map<string, FeedPosition>()

  const isLive = ({ kind, id, modified }: FeedItem): boolean => places.get(`${kind} ${id}`)?.[1] === modified

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
    places.set(key, [name, item.modified])
  }

  function leave (key: string, [name]: FeedPosition): void {
    feedOf(name).live--
    places.delete(key)
  }

  return {
    publish ([kind, id, record, place]) {
      const key = `${kind} ${id}`
      const before = places.get(key)
      const item = record === null || place === undefined ? undefined : { kind, id, modified: place[1], record }
      if (item !== undefined && item.modified === before?.[1]) {
        const { items } = feedOf(before[0])
        items[firstAfter(items, item.modified - 1)] = item
        return
      }
      if (before !== undefined) leave(key, before)
      if (item !== undefined && place !== undefined) enter(key, item, place[0])
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
