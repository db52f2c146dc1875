import { indexAfter } from '../../domain/feeds/change-numbers.ts'
import type { FeedItem } from '../store.ts'
import type { Row } from './entries.ts'

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
   * @returns the items after `cursor`, oldest change first: the same array until the feed changes, so that a reader can
   * keep what it has made of a page, or another page is read
   */
  page (feed: string, cursor: number | null, limit: number): readonly FeedItem[]
}

/** An item at its position in a feed. Only its newest position is live; outdated ones stay until a sweep. */
interface Entry { item: FeedItem, isLive: boolean, readonly feed: string }

/** A page that was read last. */
interface ReadPage { readonly cursor: number | null, readonly limit: number, readonly items: readonly FeedItem[] }

/** Entries in order of change number; `live` counts those that pages show. `last` is kept until the next change. */
interface Feed { entries: Entry[], live: number, last: ReadPage | undefined }

/** Sweep a feed only if it has more entries than this (count), so that a sweep costs little per change. */
const SWEEP_FROM = 1000

/** Create an index without items. Publish rows in order of their change numbers. */
export function createFeedIndex (): FeedIndex {
  const feeds = new Map<string, Feed>()
  /** Live entry of each item, by kind and id. */
  const live = new Map<string, Entry>()

  function feedOf (name: string): Feed {
    const known = feeds.get(name)
    if (known !== undefined) return known
    const created: Feed = { entries: [], live: 0, last: undefined }
    feeds.set(name, created)
    return created
  }

  function sweep (name: string): void {
    const feed = feedOf(name)
    if (feed.live === 0) feeds.delete(name)
    else if (feed.entries.length > SWEEP_FROM && feed.entries.length > 2 * feed.live) {
      feed.entries = feed.entries.filter(({ isLive }) => isLive)
    }
  }

  function enter (key: string, item: FeedItem, name: string): void {
    const feed = feedOf(name)
    const entry: Entry = { item, isLive: true, feed: name }
    feed.entries.push(entry)
    feed.live++
    feed.last = undefined
    live.set(key, entry)
  }

  function leave (entry: Entry): void {
    const feed = feedOf(entry.feed)
    entry.isLive = false
    feed.live--
    feed.last = undefined
  }

  return {
    publish ([kind, id, record, position]) {
      const key = `${kind} ${id}`
      const before = live.get(key)
      const item = record === null || position === undefined ? undefined : { kind, id, modified: position[1], record }
      if (item !== undefined && before !== undefined && item.modified === before.item.modified) {
        before.item = item
        feedOf(before.feed).last = undefined
        return
      }
      if (before !== undefined) leave(before)
      // A key that stays must not be deleted: a large map would be made anew after some thousand deletions.
      if (item !== undefined && position !== undefined) enter(key, item, position[0])
      else live.delete(key)
      if (before !== undefined) sweep(before.feed)
    },
    page (name, cursor, limit) {
      const feed = feeds.get(name)
      if (feed === undefined) return []
      const { entries, last } = feed
      if (last !== undefined && last.cursor === cursor && last.limit === limit) return last.items
      const items: FeedItem[] = []
      const from = cursor === null ? 0 : indexAfter(entries, cursor, ({ item }) => item.modified)
      for (let index = from; index < entries.length && items.length < limit; index++) {
        const entry = entries[index]
        if (entry?.isLive === true) items.push(entry.item)
      }
      feed.last = { cursor, limit, items }
      return items
    }
  }
}
