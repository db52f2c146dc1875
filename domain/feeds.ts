import { addHours } from 'date-fns'
import type { Change } from './changes.ts'
import { oa } from './ids.ts'
import { groupInFeed, opportunityInFeed } from './listing.ts'
import { FEEDS } from './make-opportunity.ts'
import { orderInFeed } from './order-view.ts'
import type { PageItem } from './rpde.ts'
import { type Rules, sellerAt } from './rules.ts'
import { isDeleted, type Opportunity, type OpportunityGroup, type Records, type Tombstone } from './state.ts'
import { isoInstant } from './time.ts'

/** An open feed and how the dataset site names it. */
export interface OpenFeed { readonly path: string, readonly identifier: string, readonly name: string, readonly additionalType: string }

/** The open feeds. A Slot names what it belongs to, so both kinds of slot have a feed of their own. */
export const OPEN_FEEDS: readonly OpenFeed[] = [
  { path: FEEDS.SessionSeries, identifier: 'SessionSeries', name: 'Session series', additionalType: oa('SessionSeries') },
  { path: FEEDS.ScheduledSession, identifier: 'ScheduledSession', name: 'Scheduled sessions', additionalType: oa('ScheduledSession') },
  { path: FEEDS.FacilityUse, identifier: 'FacilityUse', name: 'Facilities', additionalType: oa('FacilityUse') },
  { path: FEEDS.FacilityUseSlot, identifier: 'FacilityUseSlot', name: 'Slots of facilities', additionalType: oa('Slot') },
  { path: FEEDS.IndividualFacilityUseSlot, identifier: 'IndividualFacilityUseSlot', name: 'Slots of individual facilities', additionalType: oa('Slot') }
]

interface Stored { readonly modified: number, readonly record: Records[keyof Records] }

/** Renders a stored item of an open feed. */
export function openFeedItem ({ modified, record }: Stored, base: string, rules: Rules): PageItem {
  const item = record as Records['opportunity']
  const common = { kind: item.type, id: item.path, modified }
  return isDeleted(item) ? common : { ...common, data: dataOf(item, base, rules) }
}

function dataOf (item: Opportunity | OpportunityGroup, base: string, rules: Rules): NonNullable<PageItem['data']> {
  return 'spaces' in item ? opportunityInFeed(item, base) : groupInFeed(item, sellerAt(rules, item.seller), base)
}

/** Renders a stored item of an orders feed. */
export function ordersFeedItem ({ modified, record }: Stored, base: string): PageItem {
  const order = record as Records['order']
  const common = { kind: 'Order', id: order.uuid, modified }
  return isDeleted(order) ? common : { ...common, data: orderInFeed(order, base) }
}

/** @returns the name of a booking partner's own orders feed. */
export const ordersFeedOf = (partner: string): string => `orders ${partner}`

/** RPDE keeps what was deleted for seven days. */
const TOMBSTONE_HOURS = 7 * 24

/** Takes an item out of its feed, which shows it as deleted until the retention of RPDE is over. */
export function bury ({ path, type, feed }: Opportunity | OpportunityGroup, now: Date): Change {
  const record: Tombstone = { path, type, deleted: true, expires: isoInstant(addHours(now, TOMBSTONE_HOURS)) }
  return { kind: 'opportunity', id: path, record, feed }
}
