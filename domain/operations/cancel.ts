import type { OrderPatch } from '../../schemas/order-patch.ts'
import { requireNoExcess, requireOrder, requireType } from '../checks/preconditions.ts'
import { announceOrder } from '../feeds/announce.ts'
import { releaseSpaces } from '../leasing/spaces.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { BookingError } from '../protocol/errors.ts'
import { orderPath, parseOrderItemIri } from '../protocol/ids.ts'
import { before } from '../protocol/time.ts'
import type { Change, Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import {
  type BookedItem, isCancelled, type ItemOfOrder, orderItems, type ItemState, type Order
} from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'

const CANCELLED = 'https://openactive.io/CustomerCancelled'
const ORDER_PROPERTIES = ['@context', '@type', '@id', 'orderedItem']
const ITEM_PROPERTIES = ['@type', '@id', 'orderItemStatus']

/**
 * Answers Order Cancellation (U). The order of the checks: type, excess properties, status, form of the item ids, their order,
 * the order itself, its items, then for each item whether it may be cancelled. All items are cancelled, or none.
 * @param uuid - UUID of the order
 * @param patch - what the broker sent
 * @returns 204; items cancelled before are done already, and nothing is announced when nothing changes
 * @throws BookingError of any type of the catalogue for the cancellation
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-cancellation}
 */
export function cancelItems (
  uuid: string, patch: OrderPatch, caller: Caller, context: Pick<OrderContext, 'order' | 'records'>, environment: Environment
): Decision<undefined> {
  requireType(patch, 'Order')
  requirePatch(patch, `${environment.base}/${orderPath(uuid)}`)
  const wanted = requireItemIds(uuid, patch, environment.base)
  const order = requireOrder(context.order, caller)
  const items = orderItems(order)
  if ([...wanted].some((id) => !items.some(({ item }) => item.id === id))) {
    throw new BookingError('OrderItemNotWithinOrderError', 'An item of the request is not part of this order.')
  }
  const open = items.filter(({ item, state }) => wanted.has(item.id) && !isCancelled(state))
  for (const item of open) requireCancellable(item, environment.now)
  return { status: 204, body: undefined, changes: cancelOrderItems(order, open.map(({ item }) => item), { status: 'CustomerCancelled' }, context.records, environment) }
}

function requirePatch (patch: OrderPatch, orderIri: string): void {
  requireNoExcess(patch, ORDER_PROPERTIES)
  for (const item of patch.orderedItem ?? []) requireNoExcess(item, ITEM_PROPERTIES)
  if (patch['@id'] !== undefined && patch['@id'] !== orderIri) {
    throw new BookingError('PatchContainsExcessivePropertiesError', 'The property "@id" of a cancellation can only be that of the order.')
  }
}

function requireItemIds (uuid: string, { orderedItem = [] }: OrderPatch, base: string): Set<string> {
  if (orderedItem.length === 0) throw new BookingError('OpenBookingError', 'orderedItem must name the items to cancel.')
  if (orderedItem.some(({ orderItemStatus }) => orderItemStatus !== CANCELLED)) {
    throw new BookingError('PatchNotAllowedOnPropertyError', `orderItemStatus can only be set to ${CANCELLED}.`)
  }
  const ids = orderedItem.map((item) => {
    const parsed = parseOrderItemIri(base, item['@id'] ?? '')
    if (parsed === undefined) throw new BookingError('OrderItemIdInvalidError', 'The @id of an item is no id of an order item of this system.')
    return parsed
  })
  if (ids.some((parsed) => parsed.uuid !== uuid)) {
    throw new BookingError('OrderItemNotWithinOrderError', 'An item of the request belongs to another order.')
  }
  return new Set(ids.map(({ id }) => id))
}

const REASONS = {
  'taken up': 'This booking was already taken up.',
  started: 'This booking can not be cancelled any more: it has started.',
  never: 'This booking can not be cancelled by the customer.',
  'too late': 'The time in which this booking could be cancelled is over.'
}

/**
 * @returns why the customer can not cancel an item, undefined if that is possible
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#cancellation-after-b}
 */
export function cancellationProblem ({ item, state }: ItemOfOrder, now: Date): keyof typeof REASONS | undefined {
  const { offer, listing: { opportunity: { start } } } = item
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

/**
 * Cancels items of an order: their spaces are free again, the totals fall, and the order appears in the orders feed.
 * @param cancelled - which items; without any, nothing happens
 * @param change - what they become
 */
export function cancelOrderItems (
  order: Order, cancelled: readonly BookedItem[], change: ItemState, records: OpportunityIndex, { rules }: Pick<Environment, 'rules'>
): Change[] {
  if (cancelled.length === 0) return []
  const ids = cancelled.map(({ id }) => id)
  const items = orderItems(order).map(({ item, state }) => ids.includes(item.id) ? { ...state, ...change } : state)
  const left = orderItems({ ...order, items }).filter(({ state }) => !isCancelled(state)).map(({ item }) => item)
  const totals = calculateTotals(left, orderItems(order).map(({ item }) => item.offer), requireSeller(rules, order.seller).taxMode)
  return [...releaseSpaces(cancelled, records), announceOrder({ ...order, items, totals })]
}
