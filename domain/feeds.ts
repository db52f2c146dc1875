import { groupInFeed, opportunityInFeed } from './listing.ts'
import { FEEDS } from './make-opportunity.ts'
import { orderInFeed } from './order-view.ts'
import type { PageItem } from './rpde.ts'
import { type Rules, sellerAt } from './rules.ts'
import { isDeleted, type Kind, type Opportunity, type OpportunityGroup, type Records } from './state.ts'

/** An open feed and how the dataset site names it. */
export interface OpenFeed { readonly path: string, readonly identifier: string, readonly name: string, readonly additionalType: string }

const oa = (type: string): string => `https://openactive.io/${type}`

/** The open feeds. A Slot names what it belongs to, so both kinds of slot have a feed of their own. */
export const OPEN_FEEDS: readonly OpenFeed[] = [
  { path: FEEDS.SessionSeries, identifier: 'SessionSeries', name: 'Session series', additionalType: oa('SessionSeries') },
  { path: FEEDS.ScheduledSession, identifier: 'ScheduledSession', name: 'Scheduled sessions', additionalType: oa('ScheduledSession') },
  { path: FEEDS.FacilityUse, identifier: 'FacilityUse', name: 'Facilities', additionalType: oa('FacilityUse') },
  { path: FEEDS.FacilityUseSlot, identifier: 'FacilityUseSlot', name: 'Slots of facilities', additionalType: oa('Slot') },
  { path: FEEDS.IndividualFacilityUseSlot, identifier: 'IndividualFacilityUseSlot', name: 'Slots of individual facilities', additionalType: oa('Slot') }
]

interface Stored { readonly kind: Kind, readonly modified: number, readonly record: Records[Kind] }

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
