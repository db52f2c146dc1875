import type { Rules } from '../records/booking-rules.ts'
import type { Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import { isDeleted, isWithdrawn } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'
import { requireSeller } from '../records/seller.ts'
import { groupInFeed, opportunityInFeed } from '../rendering/opportunity-document.ts'
import type { Rendering } from '../rendering/order-document.ts'
import { orderInFeed } from '../rendering/order-in-feed.ts'
import { proposalInFeed } from '../rendering/proposal-document.ts'
import type { PageItem } from './rpde.ts'

interface Stored { readonly modified: number, readonly record: Records[keyof Records] }

/** Renders a stored item of an open feed. */
export function openFeedItem ({ modified, record }: Stored, base: string, rules: Rules): PageItem {
  const item = record as Records['opportunity']
  const common = { kind: item.type, id: item.path, modified }
  return isDeleted(item) ? common : { ...common, data: dataOf(item, base, rules) }
}

function dataOf (item: Opportunity | OpportunityGroup, base: string, rules: Rules): NonNullable<PageItem['data']> {
  return 'spaces' in item ? opportunityInFeed(item, requireSeller(rules, item.seller), base) : groupInFeed(item, requireSeller(rules, item.seller), base)
}

/** Renders a stored item of an orders feed. */
export function ordersFeedItem ({ modified, record }: Stored, rendering: Rendering): PageItem {
  const order = record as Records['order']
  const common = { kind: 'Order', id: order.uuid, modified }
  return isDeleted(order) || isWithdrawn(order) ? common : { ...common, data: orderInFeed(order, rendering) }
}

/** Renders a stored item of a feed of order proposals. */
export function proposalsFeedItem ({ modified, record }: Stored, rendering: Rendering): PageItem {
  const proposal = record as Records['proposal']
  const common = { kind: 'OrderProposal', id: proposal.uuid, modified }
  return isDeleted(proposal) || isWithdrawn(proposal) ? common : { ...common, data: proposalInFeed(proposal, rendering) }
}
