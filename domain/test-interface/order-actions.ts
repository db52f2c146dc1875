import { CLIENT_HEADER } from '../../schemas/header-names.ts'
import type { ActionRequest } from '../../schemas/test-interface.ts'
import { announceOrder } from '../feeds/announce.ts'
import { cancelOrderItems } from '../operations/cancel.ts'
import { BookingError } from '../protocol/errors.ts'
import { parseOrderIri } from '../protocol/ids.ts'
import type { Change } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import type { Proposal } from '../records/order-proposal.ts'
import {
  type DeletedOrder, isCancelled, isDeleted, type ItemOfOrder, orderItems, type ItemState, type Order
} from '../records/order.ts'
import { newChannel } from '../rendering/access.ts'
import { isReplaceable, replace } from './replacement.ts'

type OrderAction = (order: Order, records: OpportunityIndex, environment: Environment) => Change[]

const cancelAll = (state: ItemState): OrderAction => (order, records, { rules }) => {
  const items = orderItems(order).filter((item) => !isCancelled(item.state)).map(({ item }) => item)
  return cancelOrderItems({ order, items, state }, records, rules)
}

/** Changes what is not cancelled, without a bearing on spaces or totals. Nothing is announced if nothing is new. */
const updateAll = (change: (item: ItemOfOrder['item'], newId: () => string) => Partial<ItemState>): OrderAction => (order, _records, { newId }) => {
  const items = orderItems(order).map(({ item, state }) => isCancelled(state) ? state : { ...state, ...change(item, newId) })
  return JSON.stringify(items) === JSON.stringify(order.items) ? [] : [announceOrder({ ...order, items })]
}

const replaceFirst: OrderAction = (order, records, { newId }) => {
  const items = orderItems(order)
  const chosen = items.find((one) => isReplaceable(one, records))
  if (chosen === undefined) return []
  const { purchase, changes } = replace(chosen, records, newId)
  return [...changes, announceOrder({ ...order, items: items.map((one) => one === chosen ? { ...one.state, purchase } : one.state) })]
}

/** What a seller can be made to do with an Order. */
const ORDER_ACTIONS: Readonly<Record<string, OrderAction>> = {
  SellerRequestedCancellationSimulateAction: cancelAll({ status: 'SellerCancelled' }),
  SellerRequestedCancellationWithMessageSimulateAction: cancelAll({ status: 'SellerCancelled', cancellationMessage: 'We are sorry: this can not take place.' }),
  ReplacementSimulateAction: replaceFirst,
  CustomerNoticeSimulateAction: updateAll(() => ({ customerNotice: 'Please come ten minutes early.' })),
  AccessCodeUpdateSimulateAction: updateAll(({ access }, newId) => ({ access: { ...access, code: newId() } })),
  AccessPassUpdateSimulateAction: updateAll(({ access }, newId) => ({ access: { ...access, pass: newId() } })),
  AccessChannelUpdateSimulateAction: updateAll(({ access }, newId) => access.channel === undefined ? {} : { access: { ...access, channel: newChannel(newId) } }),
  AttendeeAttendedSimulateAction: updateAll(() => ({ status: 'AttendeeAttended' })),
  AttendeeAbsentSimulateAction: updateAll(() => ({ status: 'AttendeeAbsent' }))
}

/** @returns the name of an action without its namespace. */
export function nameOfAction ({ '@type': type }: ActionRequest): string {
  return type.replace(/^(?:test:|https:\/\/openactive\.io\/test-interface#)/, '')
}

/**
 * @returns the UUID of the Order that an action is about
 * @throws OpenBookingError if it is about nothing that can be acted upon
 */
export function orderOfAction ({ object }: ActionRequest, base: string): string {
  const uuid = parseOrderIri(base, object['@id'])
  if (uuid === undefined) throw new BookingError('OpenBookingError', 'object must have the @id of an Order of this system.')
  return uuid
}

/** Who comes without credentials may act for every seller; what is found says for which booking partner. */
export const ANYBODY: Caller = { partner: '', seller: null }

/**
 * What an action means. Without credentials, its UUID must belong to one booking partner alone.
 * @param found - all that is stored under the UUID, of the caller or, without one, of everybody
 * @throws OpenBookingError (409) if the UUID means several orders
 */
export function onlyOneOf<T extends Order | Proposal> (found: ReadonlyArray<T | DeletedOrder>): T | undefined {
  const orders = found.filter((order): order is T => !isDeleted(order))
  if (orders.length > 1) {
    throw new BookingError('OpenBookingError', `Several booking partners have an order of this UUID: say which by the header ${CLIENT_HEADER}.`, 409)
  }
  return orders[0]
}

/**
 * Does what a seller would do with an Order.
 * @throws OpenBookingError for an action that is not known
 * @see {@link https://openactive.io/test-interface/#simulating-actions}
 */
export function simulateOrderAction (
  { request, order }: { readonly request: ActionRequest, readonly order: Order }, records: OpportunityIndex, environment: Environment
): Change[] {
  const name = nameOfAction(request)
  const action = Object.hasOwn(ORDER_ACTIONS, name) ? ORDER_ACTIONS[name] : undefined
  if (action === undefined) throw new BookingError('OpenBookingError', 'This action can not be simulated here.')
  return action(order, records, environment)
}
