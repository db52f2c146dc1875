import type { FeedReader } from '../../client/types.ts'

/** Readers by the change number of the last item that they have on a page. */
export interface Positions {
  readonly byItem: ReadonlyMap<number, readonly FeedReader[]>
  /** Readers that go on with the first item of the page. */
  readonly before: readonly FeedReader[]
}

/**
 * Place the readers of a feed on one of its pages.
 * @param readers - readers with the change number that their last request follows
 * @param items - items of the page, by change number
 * @param start - change number that the page follows, null for the first page
 * @param isLast - whether no page follows
 */
export function positionsOn (
  readers: readonly FeedReader[], items: ReadonlyArray<{ readonly modified: number }>, start: number | null,
  isLast: boolean
): Positions {
  const byItem = new Map<number, readonly FeedReader[]>()
  const before: FeedReader[] = []
  const newest = items.at(-1)?.modified ?? 0
  for (const reader of readers) {
    const at = reader.afterChangeNumber ?? 0
    if (at > newest && !isLast) continue
    const item = items.findLast(({ modified }) => modified <= at)
    if (item !== undefined) byItem.set(item.modified, [...byItem.get(item.modified) ?? [], reader])
    // The number that the page follows is the last item of the page before.
    else if (start === null || at > start) before.push(reader)
  }
  return { byItem, before }
}

/** @returns the name of a reader */
export const readerName = ({ partner, agent = '' }: FeedReader): string => partner ?? agent
