import { BookingError } from '../protocol/errors.ts'
import type { Caller } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isDeleted, type Order } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { mayActFor } from './parties.ts'

/** @throws UnexpectedOrderTypeError unless the request is of the type of its endpoint */
export function requireType (request: { readonly '@type'?: unknown }, type: 'OrderQuote' | 'OrderProposal' | 'Order'): void {
  if (request['@type'] !== type) throw new BookingError('UnexpectedOrderTypeError', `@type must be ${type} here.`)
}

/** @throws OrderAlreadyExistsError if the UUID already is an order or a proposal, even a deleted one, by the calls of the older simulator, too */
export function requireNewOrder ({ order, proposal, classic }: Pick<OrderContext, 'order' | 'proposal' | 'classic'>): void {
  if (order !== undefined || classic !== undefined) throw new BookingError('OrderAlreadyExistsError', 'An order with this UUID already exists.')
  if (proposal !== undefined) throw new BookingError('OrderAlreadyExistsError', 'An order proposal with this UUID already exists.')
}

/** @throws OrderAlreadyExistsError if spaces are leased under the UUID for another seller */
export function requireLeaseOf (seller: Seller, lease: Lease | undefined): void {
  if (lease !== undefined && lease.seller !== seller.path) throw new BookingError('OrderAlreadyExistsError', 'This UUID is in use for another seller.')
}

/**
 * @returns what is stored of an order, even if that is no more than its key
 * @throws UnknownOrderError unless it is an order of this caller
 */
export function requireKnownOrder (order: Order | DeletedOrder | undefined, caller: Caller): Order | DeletedOrder {
  if (order === undefined || !mayActFor(caller, order)) throw new BookingError('UnknownOrderError', 'There is no order with this UUID.')
  return order
}

/** @throws UnknownOrderError unless there is such an order for this caller */
export function requireOrder (order: Order | DeletedOrder | undefined, caller: Caller): Order {
  const known = requireKnownOrder(order, caller)
  if (isDeleted(known)) throw new BookingError('UnknownOrderError', 'This order was deleted.')
  return known
}

/** @throws UnknownOrderError unless there is such a proposal for this caller, which did not become an order yet */
export function requireProposal (proposal: Proposal | DeletedOrder | undefined, caller: Caller): Proposal {
  if (proposal === undefined || isDeleted(proposal) || !mayActFor(caller, proposal)) {
    throw new BookingError('UnknownOrderError', 'There is no order proposal with this UUID.')
  }
  return proposal
}

/**
 * @param permitted - names of the properties that a PATCH may have, beside extensions with a prefix of their own
 * @throws PatchContainsExcessivePropertiesError
 */
export function requireNoExcess (node: object, permitted: readonly string[]): void {
  const excess = Object.keys(node).find((name) => !permitted.includes(name) && !/^[a-z][\w-]*:/i.test(name))
  if (excess === undefined) return
  const which = /^[\w@:.-]{1,100}$/.test(excess) ? `The property "${excess}"` : 'A property of this name'
  throw new BookingError('PatchContainsExcessivePropertiesError', `${which} can not be part of this update.`)
}
