import { refuseItem, requireItemId } from '../checks/item-ids.ts'
import { requireOrder } from '../checks/preconditions.ts'
import { announceOrder } from '../feeds/announce.ts'
import { releaseSpaces } from '../leasing/spaces.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { BookingError } from '../protocol/errors.ts'
import { isSameUuid } from '../protocol/ids.ts'
import { before } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Change, Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import {
  type BookedItem, isCancelled, type ItemOfOrder, orderItems, type ItemState, type Order
} from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { withoutLateNotice } from '../rendering/access.ts'
import type { OrderPatch } from '../request/patch-requests.ts'
import { errorOf, isProblem } from '../request/problem.ts'

const CANCELLED = 'https://openactive.io/CustomerCancelled'

/**
 * Answer Order Cancellation (U): cancel all named items or none. Order of the checks: status, form of the item ids,
 * UUID of the item ids, the order, its items, then the cancellation terms of each item.
 * @param call - UUID, body and caller
 * @param context - the Order and the current Opportunities
 * @param environment - time, base URL and rules
 * @returns 204; items that are cancelled already count as done, and the feed announces nothing if nothing changes
 * @throws {BookingError} any error type that the cancellation can have
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-cancellation}
 */
export function cancelItems (
  { uuid, request, caller }: OrderCall<OrderPatch>,
  context: Pick<OrderContext, 'order' | 'records'>,
  environment: Environment
): Decision<undefined> {
  const wanted = requireItemIds(uuid, request, environment.base)
  const order = requireOrder(context.order, caller)
  const items = orderItems(order)
  const unknown = [...wanted].find((id) => !items.some(({ item }) => item.id === id))
  if (unknown !== undefined) refuseItem(uuid, { uuid, id: unknown }, environment.base)
  const open = items.filter(({ item, state }) => wanted.has(item.id) && !isCancelled(state))
  for (const item of open) requireCancellable(item, environment.now)
  const cancelled: Cancellation = {
    order,
    items: open.map(({ item }) => item),
    state: { status: 'CustomerCancelled' }
  }
  return { status: 204, body: undefined, changes: cancelOrderItems(cancelled, context.records, environment.rules) }
}

function requireItemIds (uuid: string, { orderedItem }: OrderPatch, base: string): Set<string> {
  for (const [index, { orderItemStatus: status }] of orderedItem.entries()) {
    if (isProblem(status)) throw errorOf(status)
    if (status === undefined) {
      throw new BookingError('PatchNotAllowedOnPropertyError',
        `orderedItem[${index}].orderItemStatus must be ${CANCELLED}; received nothing.`)
    }
  }
  const ids = orderedItem.map(({ '@id': id }, index) => requireItemId(id, `orderedItem[${index}].@id`, base))
  const foreign = ids.find((parsed) => !isSameUuid(parsed.uuid, uuid))
  if (foreign !== undefined) refuseItem(uuid, foreign, base)
  return new Set(ids.map(({ id }) => id))
}

const REASONS = {
  'taken up': 'This item cannot be cancelled: its attendee is marked as attended or absent.',
  started: 'This item can no longer be cancelled: its opportunity has started.',
  never: 'This item cannot be cancelled: its offer does not allow it.',
  'too late': 'This item can no longer be cancelled: its cancellation window has closed.'
}

/**
 * Judge an item by the cancellation terms of its booked Offer.
 * @param item - an item of an Order
 * @param now - current time
 * @returns the reason against a cancellation by the customer, undefined if the customer may cancel
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#cancellation-after-b}
 */
export function cancellationProblem ({ item, state }: ItemOfOrder, now: Date): keyof typeof REASONS | undefined {
  const { offer, orderedItem: { opportunity: { start } } } = item
  if (state.status !== 'OrderItemConfirmed') return 'taken up'
  if (!offer.fullRefund) return 'never'
  if (start !== undefined && new Date(start) <= now) return 'started'
  const { latestCancellationBeforeStart: window } = offer
  return start !== undefined && window !== undefined && before(start, window) <= now ? 'too late' : undefined
}

function requireCancellable (item: ItemOfOrder, now: Date): void {
  const reason = cancellationProblem(item, now)
  if (reason !== undefined) throw new BookingError('CancellationNotPermittedError', REASONS[reason])
}

/** A cancellation of several items of one Order. */
export interface Cancellation {
  readonly order: Order
  /** Items to cancel; without items nothing happens. */
  readonly items: readonly BookedItem[]
  /** New state of these items. */
  readonly state: ItemState
}

/**
 * Cancel items of an Order: release their spaces, lower the totals and announce the Order in the orders feed.
 * @param cancellation - the Order, its items to cancel and their new state
 * @param records - the current Opportunities
 * @param rules - sellers
 * @returns the changes of Opportunities and Order
 * @throws {BookingError} SellerNotFoundError if the seller of the Order no longer exists
 */
export function cancelOrderItems (
  { order, items, state: newState }: Cancellation, records: OpportunityIndex, rules: Pick<Rules, 'sellers'>
): Change[] {
  if (items.length === 0) return []
  const ids = new Set(items.map(({ id }) => id))
  const all = orderItems(order)
  const states = all.map(({ item, state }) =>
    ids.has(item.id) ? withoutLateNotice({ ...state, ...newState }, item) : state)
  const remaining = orderItems({ ...order, items: states }).filter(({ state }) => !isCancelled(state))
  const { taxMode } = requireSeller(rules, order.seller)
  const pricing = { taxMode, basis: order.totals.basis }
  const totals = calculateTotals(remaining.map(({ item }) => item), all.map(({ item }) => item), pricing)
  return [...releaseSpaces(items, records), announceOrder({ ...order, items: states, totals })]
}
