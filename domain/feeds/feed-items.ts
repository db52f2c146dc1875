import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import { isDeleted, isWithdrawn } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'
import { requireSeller } from '../records/seller.ts'
import { groupInFeed, opportunityInFeed } from '../rendering/opportunity-document.ts'
import type { Rendering } from '../rendering/order-document.ts'
import { orderInFeed } from '../rendering/order-in-feed.ts'
import { proposalInFeed } from '../rendering/proposal-document.ts'
import { itemText, type PageItem } from './rpde.ts'

/** A stored item of a feed with its change number. */
interface StoredItem { readonly modified: number, readonly record: Records[keyof Records] }

/**
 * Render a stored item of an open feed.
 * @param stored - the item
 * @param base - base URL
 * @param rules - sellers
 * @returns the item of a page
 * @throws {SellerNotFoundError} if the Seller no longer exists
 */
export function openFeedItem ({ modified, record }: StoredItem, base: string, rules: Rules): PageItem {
  const item = record as Records['opportunity']
  const common = { kind: item.type, id: item.path, modified }
  return isDeleted(item) ? common : { ...common, data: opportunityData(item, base, rules) }
}

interface Rendered { readonly modified: number, readonly base: string, readonly rules: Rules, readonly text: string }

/** Records never change, so each is rendered once, however often its page is read. */
const rendered = new WeakMap<object, Rendered>()

/** Render a stored item of an open feed as JSON text; parameters and errors are those of `openFeedItem`. */
export function openFeedText (stored: StoredItem, base: string, rules: Rules): string {
  const { modified, record } = stored
  const known = rendered.get(record)
  if (known?.modified === modified && known.base === base && known.rules === rules) return known.text
  const text = itemText(openFeedItem(stored, base, rules))
  rendered.set(record, { modified, base, rules, text })
  return text
}

function opportunityData (item: Opportunity | OpportunityGroup, base: string, rules: Rules): JsonObject {
  const seller = requireSeller(rules, item.seller)
  return 'spaces' in item ? opportunityInFeed(item, seller, base) : groupInFeed(item, seller, base)
}

/**
 * Render a stored item of an orders feed.
 * @param stored - the item
 * @param rendering - base URL and rules
 * @returns the item of a page; deleted if its seller withholds its consent
 */
export function ordersFeedItem ({ modified, record }: StoredItem, rendering: Rendering): PageItem {
  const order = record as Records['order']
  const common = { kind: 'Order', id: order.uuid, modified }
  return isDeleted(order) || isWithdrawn(order)
    ? common
    : { ...common, data: orderInFeed(order, rendering) }
}

/**
 * Render a stored item of a feed of order proposals.
 * @param stored - the item
 * @param rendering - base URL and rules
 * @returns the item of a page; deleted if its seller withholds its consent
 */
export function proposalsFeedItem ({ modified, record }: StoredItem, rendering: Rendering): PageItem {
  const proposal = record as Records['proposal']
  const common = { kind: 'OrderProposal', id: proposal.uuid, modified }
  return isDeleted(proposal) || isWithdrawn(proposal)
    ? common
    : { ...common, data: proposalInFeed(proposal, rendering) }
}
