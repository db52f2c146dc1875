import { openFeedItem, ordersFeedItem, proposalsFeedItem } from '../../../domain/feeds/feed-items.ts'
import type { PageItem } from '../../../domain/feeds/rpde.ts'
import type { Change } from '../../../domain/records/change.ts'
import type { Simulator } from '../../index.ts'

/** An item as its feed shows it. */
export interface ShownItem extends PageItem { readonly state: 'updated' | 'deleted' }

/**
 * Find the item that a change has made in its feed.
 * @param change - a change that is durable
 * @returns the item as its feed shows it now, undefined if the change was not published
 */
export async function itemMadeBy (simulator: Simulator, change: Change | undefined): Promise<ShownItem | undefined> {
  if (change?.feed === undefined) return undefined
  const { rules } = simulator
  const base = simulator.baseUrl()
  const stored = (await simulator.feedPage(change.feed, null, Infinity))
    .findLast(({ kind, id }) => kind === change.kind && id === change.id)
  if (stored === undefined) return undefined
  const item = change.kind === 'opportunity'
    ? openFeedItem(stored, base, rules)
    : change.kind === 'order'
      ? ordersFeedItem(stored, { base, rules })
      : proposalsFeedItem(stored, { base, rules })
  return { state: item.data === undefined ? 'deleted' : 'updated', ...item }
}

/** @returns the `@id`s of the opportunities that changes publish, each once */
export function opportunitiesIn (changes: readonly Change[], base: string): string[] {
  const published = changes.filter(({ kind, feed }) => kind === 'opportunity' && feed !== undefined)
  return [...new Set(published.map(({ id }) => `${base}/${id}`))]
}
