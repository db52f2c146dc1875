import { BookingError, refuse } from '../protocol/errors.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Caller } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isDeleted, type Order } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { mayActFor } from './parties.ts'

/**
 * Require that no order was deleted under a UUID, which is never used again.
 * @param order - the record of the UUID
 * @throws {OrderAlreadyExistsError} if it is deleted
 */
export function requireNotDeleted (order: Order | DeletedOrder): asserts order is Order {
  if (!isDeleted(order)) return
  throw new BookingError('OrderAlreadyExistsError',
    'An order with this UUID was deleted, and its UUID stays in use. Choose another UUID.')
}

/**
 * Require an unused UUID. A deleted record and an order of the classic API use their UUID, too.
 * @param context - records of the UUID
 * @throws {OrderAlreadyExistsError} if the UUID is an Order or an OrderProposal
 */
export function requireNewOrder (
  { order, proposal, classic }: Pick<OrderContext, 'order' | 'proposal' | 'classic'>
): void {
  if (order !== undefined) requireNotDeleted(order)
  if (order !== undefined || classic !== undefined) {
    throw new BookingError('OrderAlreadyExistsError', 'An order with this UUID already exists. Choose another UUID.')
  }
  if (proposal !== undefined) {
    throw new BookingError('OrderAlreadyExistsError',
      'An order proposal with this UUID already exists. Choose another UUID.')
  }
}

/**
 * Require that a lease belongs to the Seller of the request.
 * @param seller - Seller of the request
 * @param lease - lease of the UUID
 * @throws {OrderAlreadyExistsError} if the lease belongs to another Seller
 */
export function requireLeaseOf (seller: Seller, lease: Lease | undefined): void {
  if (lease === undefined || lease.seller === seller.path) return
  throw new BookingError('OrderAlreadyExistsError', 'This UUID is in use for another seller. Choose another UUID.')
}

/**
 * Require an Order of the caller, also a deleted one.
 * @param order - the record of the UUID
 * @param caller - booking partner and Seller of the credentials
 * @returns the Order, or the key of a deleted Order
 * @throws {UnknownOrderError} if there is no such Order for this caller
 */
export function requireKnownOrder (order: Order | DeletedOrder | undefined, caller: Caller): Order | DeletedOrder {
  if (order === undefined || !mayActFor(caller, order)) {
    throw new BookingError('UnknownOrderError', 'There is no order with this UUID.')
  }
  return order
}

/**
 * Require an Order of the caller.
 * @param order - the record of the UUID
 * @param caller - booking partner and Seller of the credentials
 * @returns the Order
 * @throws {UnknownOrderError} if there is no such Order for this caller, or it is deleted
 */
export function requireOrder (order: Order | DeletedOrder | undefined, caller: Caller): Order {
  const known = requireKnownOrder(order, caller)
  if (isDeleted(known)) throw new BookingError('UnknownOrderError', 'The order with this UUID was deleted.')
  return known
}

/**
 * Require an OrderProposal of the caller that has not become an Order.
 * @param proposal - the record of the UUID
 * @param caller - booking partner and Seller of the credentials
 * @returns the OrderProposal
 * @throws {UnknownOrderError} if there is no such OrderProposal for this caller
 */
export function requireProposal (proposal: Proposal | DeletedOrder | undefined, caller: Caller): Proposal {
  if (proposal === undefined || isDeleted(proposal) || !mayActFor(caller, proposal)) {
    throw new BookingError('UnknownOrderError', 'There is no order proposal with this UUID.')
  }
  return proposal
}

/**
 * Refuse an order with too many items. It limits new requests alone: a lower limit does not concern what is stored.
 * @param request - request of C1, C2, P or B
 * @param rules - the most items
 * @throws {OpenBookingError} if there are more
 */
export function requireFewItems (
  { orderedItem = [] }: OrderRequest, { maxOrderItems }: Pick<Rules, 'maxOrderItems'>
): void {
  if (orderedItem.length <= maxOrderItems) return
  refuse(`An order may have at most ${maxOrderItems} items; this one has ${orderedItem.length}. Divide it.`)
}
