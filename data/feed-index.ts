import type { FeedItem } from './store.ts'
import type { Row } from './tables.ts'

/** The feeds as their readers may see them: durable items only, each once, in order of its last change. */
export interface FeedIndex {
  publish (row: Row): void
  page (feed: string, cursor: number | null, limit: number): FeedItem[]
}

interface Feed { items: FeedItem[], latest: Map<string, number> }

export function createFeedIndex (): FeedIndex {
  const feeds = new Map<string, Feed>()
  /** The feed that holds a record now, by kind and id. */
  const homes = new Map<string, string>()

  function forget (feedName: string, key: string): void {
    const feed = feeds.get(feedName)
    feed?.latest.delete(key)
    homes.delete(key)
  }

  function add (key: string, item: FeedItem, feedName: string): void {
    const feed: Feed = feeds.get(feedName) ?? { items: [], latest: new Map() }
    feeds.set(feedName, feed)
    feed.items.push(item)
    feed.latest.set(key, item.modified)
    homes.set(key, feedName)
    if (feed.items.length > 1000 && feed.items.length > 2 * feed.latest.size) {
      feed.items = feed.items.filter((kept) => isLatest(feed, kept))
    }
  }

  return {
    publish ([kind, id, record, place]) {
      const key = `${kind} ${id}`
      const home = homes.get(key)
      if (home !== undefined && home !== place?.[0]) forget(home, key)
      if (record === null || place === undefined) return
      const [feed, modified] = place
      if (feeds.get(feed)?.latest.get(key) !== modified) add(key, { kind, id, modified, record }, feed)
    },
    page (feedName, cursor, limit) {
      const feed = feeds.get(feedName)
      if (feed === undefined) return []
      const found: FeedItem[] = []
      for (let i = cursor === null ? 0 : firstAfter(feed.items, cursor); i < feed.items.length && found.length < limit; i++) {
        const item = feed.items[i]
        if (item !== undefined && isLatest(feed, item)) found.push(item)
      }
      return found
    }
  }
}

function isLatest (feed: Feed, item: FeedItem): boolean {
  return feed.latest.get(`${item.kind} ${item.id}`) === item.modified
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
