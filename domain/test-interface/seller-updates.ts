import equal from 'fast-deep-equal'
import { announceOrder } from '../feeds/announce.ts'
import { cancelOrderItems } from '../operations/cancel.ts'
import { calculateTotals } from '../pricing/totals.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import {
  type BookedItem, isCancelled, type ItemOfOrder, type ItemState, type Order, orderItems
} from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { awaitsChannel, fittingAccess, LATE_CHANNEL, withoutLateNotice } from '../rendering/access.ts'
import { isReplaceable, moveSpaces, type Replacement } from './replacement.ts'

/** An Order, and the ids of the items that its seller acts on; without ids, all of them. */
export interface OrderOfSeller {
  readonly order: Order
  readonly chosen?: ReadonlySet<string> | undefined
}

/** @returns the items that the seller acts on, in the order of the Order, cancelled ones left out */
export function openItems ({ order, chosen }: OrderOfSeller): ItemOfOrder[] {
  return orderItems(order).filter(({ item, state }) => !isCancelled(state) && (chosen?.has(item.id) ?? true))
}

/**
 * Cancel items for the seller.
 * @param scope - the Order and its items
 * @param message - reason for the customer
 * @param records - current Opportunities
 * @param environment - rules
 * @returns the changes; none if all of the items are cancelled already
 * @see Open Booking API, "Cancellation, replacement, refund calculation and notification"
 */
export function cancelForSeller (
  scope: OrderOfSeller, message: string | undefined, records: OpportunityIndex, environment: Pick<Environment, 'rules'>
): Change[] {
  const items = openItems(scope).map(({ item }) => item)
  const state = {
    status: 'SellerCancelled', ...(message !== undefined && { cancellationMessage: message })
  } as const satisfies ItemState
  return cancelOrderItems({ order: scope.order, items, state }, records, environment.rules)
}

/** The new properties of an item's state. */
export type ItemUpdate = (item: BookedItem, newId: () => string) => Partial<ItemState>

/**
 * Update items, and announce the Order if it changes. Spaces and totals stay.
 * @param scope - the Order and its items
 * @param update - gives the new properties of an item
 * @param environment - source of ids
 */
export function updateItems (
  scope: OrderOfSeller, update: ItemUpdate, environment: Pick<Environment, 'newId'>
): Change[] {
  const { order } = scope
  const open = new Set(openItems(scope).map(({ item }) => item.id))
  const updated = orderItems(order).map(({ item, state }) =>
    open.has(item.id) ? { ...state, ...update(item, environment.newId) } : state)
  const items = settled(order, updated)
  return equal(items, order.items) ? [] : [announceOrder({ ...order, items })]
}

/** @returns states of items without notices about channels that have come, or are not to come any more */
function settled ({ booked }: Order, items: readonly ItemState[]): ItemState[] {
  return orderItems({ booked, items }).map(({ item, state }) => withoutLateNotice(state, item))
}

/** @returns the open items whose Opportunities can be replaced */
export const replaceableItems = (scope: OrderOfSeller, records: OpportunityIndex): ItemOfOrder[] =>
  openItems(scope).filter((item) => isReplaceable(item, records))

/** A replacement, perhaps with a message of the seller about it. */
export type ExplainedReplacement = Replacement & Pick<ItemState, 'customerNotice'>

/**
 * Replace the Opportunities of items. The totals follow, for a replacement may be cheaper, and so does the access, for
 * it may take place elsewhere.
 * @param order - the Order
 * @param replaced - items that can be replaced, and their replacements
 * @param records - current Opportunities
 * @param environment - sellers, and source of ids
 * @returns the changes; none without an item
 */
export function replaceItems (
  order: Order,
  replaced: ReadonlyArray<readonly [ItemOfOrder, ExplainedReplacement]>,
  records: OpportunityIndex,
  { rules, newId }: Pick<Environment, 'rules' | 'newId'>
): Change[] {
  if (replaced.length === 0) return []
  const updates = new Map(replaced.map(([{ item }, { purchase, customerNotice }]) => {
    const access = fittingAccess({ ...item, ...purchase }, newId)
    const notice = customerNotice ?? (awaitsChannel({ access, ...purchase }) ? LATE_CHANNEL : undefined)
    return [item.id, { purchase, access, ...(notice !== undefined && { customerNotice: notice }) }]
  }))
  const items = settled(order, orderItems(order).map(({ item, state }) => ({ ...state, ...updates.get(item.id) })))
  const all = orderItems({ ...order, items })
  const counted = all.filter(({ state }) => !isCancelled(state)).map(({ item }) => item)
  const { taxMode } = requireSeller(rules, order.seller)
  const totals = calculateTotals(counted, all.map(({ item }) => item), { taxMode, basis: order.totals.basis })
  return [...moveSpaces(replaced, records), announceOrder({ ...order, items, totals })]
}
