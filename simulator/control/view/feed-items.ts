import { ordersFeedOf, proposalsFeedOf } from '../../../domain/feeds/feed-names.ts'
import { orderKey } from '../../../domain/records/order.ts'
import type { FeedItemsQuery } from '../../../schemas/control/lists.ts'
import { loadByUuid } from '../../load.ts'
import type { Simulator } from '../../index.ts'
import { itemMadeBy, type ShownItem } from '../act/published.ts'

/** An item in a feed of a booking partner. */
export interface PartnerItem extends ShownItem {
  readonly partner: string
  readonly feed: 'orders' | 'order-proposals'
}

/** Show an order, or order proposal, as the feeds of its booking partner show it now; a feed may not show it at all. */
export async function feedItems (
  simulator: Simulator, { order, partner }: FeedItemsQuery
): Promise<{ readonly items: readonly PartnerItem[] }> {
  const uuid = simulator.spellUuid(order, partner)
  const owner = partner === undefined ? undefined : { partner }
  const [orders, proposals] = await simulator.read(async (reader) =>
    [await loadByUuid(reader, 'order', uuid, owner), await loadByUuid(reader, 'proposal', uuid, owner)] as const)
  const changes = [
    ...orders.map((record) => ({
      kind: 'order', id: orderKey(record.partner, uuid), record, feed: ordersFeedOf(record.partner)
    } as const)),
    ...proposals.map((record) => ({
      kind: 'proposal', id: orderKey(record.partner, uuid), record, feed: proposalsFeedOf(record.partner)
    } as const))
  ]
  const items: PartnerItem[] = []
  for (const change of changes) {
    const item = await itemMadeBy(simulator, change)
    const feed = change.kind === 'order' ? 'orders' : 'order-proposals'
    if (item !== undefined) items.push({ partner: change.record.partner, feed, ...item })
  }
  return { items }
}
