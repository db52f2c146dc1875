import type { ActionRequest } from '../../schemas/test-interface.ts'
import { BookingError, refuse } from '../protocol/errors.ts'
import { parseOrderIri } from '../protocol/ids.ts'
import { wrongId } from '../protocol/received.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isDeleted, type Order } from '../records/order.ts'
import { newChannel, newPasses } from '../rendering/access.ts'
import { nameOfAction } from './action-name.ts'
import { laterCopy } from './replacement.ts'
import { cancelForSeller, type ItemUpdate, replaceableItems, replaceItems, updateItems } from './seller-updates.ts'

type OrderAction = (order: Order, records: OpportunityIndex, environment: Environment) => Change[]

/** Cancel all items that are not cancelled. */
const cancelAll = (message?: string): OrderAction => (order, records, environment) =>
  cancelForSeller({ order }, message, records, environment)

/** Update all items that are not cancelled. */
const updateAll = (update: ItemUpdate): OrderAction => (order, _records, environment) =>
  updateItems({ order }, update, environment)

/** Replace the Opportunity of the first item that can be replaced. */
const replaceFirst: OrderAction = (order, records, environment) => {
  const replaced = replaceableItems({ order }, records).slice(0, 1)
    .map((item) => [item, laterCopy(item, environment.newId)] as const)
  return replaceItems(order, replaced, records, environment)
}

/** New access details of an item. */
export const ACCESS_UPDATES = {
  code: ({ access }, newId) => ({ access: { ...access, code: newId() } }),
  pass: ({ access }, newId) => ({ access: { ...access, ...newPasses(newId) } }),
  channel: ({ access, orderedItem: { opportunity } }, newId) =>
    opportunity.online === true ? { access: { ...access, channel: newChannel(newId) } } : {},
  reference: (_item, newId) => ({ reference: newId() })
} as const satisfies Readonly<Record<string, ItemUpdate>>

/** Actions of a seller on an Order. */
export const ORDER_ACTIONS: Readonly<Record<string, OrderAction>> = {
  SellerRequestedCancellationSimulateAction: cancelAll(),
  SellerRequestedCancellationWithMessageSimulateAction: cancelAll('We are sorry: this session cannot take place.'),
  ReplacementSimulateAction: replaceFirst,
  CustomerNoticeSimulateAction: updateAll(() => ({ customerNotice: 'Please come ten minutes early.' })),
  AccessCodeUpdateSimulateAction: updateAll(ACCESS_UPDATES.code),
  AccessPassUpdateSimulateAction: updateAll(ACCESS_UPDATES.pass),
  AccessChannelUpdateSimulateAction: updateAll(ACCESS_UPDATES.channel),
  AttendeeAttendedSimulateAction: updateAll(() => ({ status: 'AttendeeAttended' })),
  AttendeeAbsentSimulateAction: updateAll(() => ({ status: 'AttendeeAbsent' }))
}

/**
 * Find the Order of an action.
 * @param request - the action
 * @param base - base URL
 * @returns the UUID of the Order
 * @throws {OpenBookingError} if the object is not an Order of this system
 */
export function orderOfAction ({ object }: ActionRequest, base: string): string {
  const uuid = parseOrderIri(base, object['@id'])
  return uuid ?? refuse(wrongId('object must have the @id of an Order of this system', object['@id'], base))
}

/**
 * Find the record of an action. Without credentials, its UUID must belong to one booking partner alone.
 * @param records - records with the UUID, of the caller or, without credentials, of all booking partners
 * @returns the record, undefined if there is none
 * @throws {OpenBookingError} with status 409 if several booking partners have such a record
 */
export function onlyOneOf<T extends Order | Proposal> (records: ReadonlyArray<T | DeletedOrder>): T | undefined {
  const orders = records.filter((order): order is T => !isDeleted(order))
  if (orders.length > 1) {
    throw new BookingError('OpenBookingError',
      'Several booking partners have an order with this UUID. Send the credentials of one of them.', 409)
  }
  return orders[0]
}

/** An action of the test interface on an Order. */
export interface ActionOnOrder { readonly request: ActionRequest, readonly order: Order }

/**
 * Simulate an action of a seller on an Order.
 * @param action - the action and its Order
 * @param records - current Opportunities
 * @param environment - time, ids and rules
 * @returns the changes that follow
 * @see {@link https://openactive.io/test-interface/#simulating-actions}
 */
export function simulateOrderAction (
  { request, order }: ActionOnOrder, records: OpportunityIndex, environment: Environment
): Change[] {
  const action = ORDER_ACTIONS[nameOfAction(request)]
  if (action === undefined) throw new Error('This action is not about an order')
  return action(order, records, environment)
}
