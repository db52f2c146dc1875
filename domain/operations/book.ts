import type { OrderRequest } from '../../schemas/order-request.ts'
import { mayActFor } from '../checks/parties.ts'
import { requireNewOrder, requireType } from '../checks/preconditions.ts'
import { dropLease } from '../leasing/lease-changes.ts'
import { BookingError } from '../protocol/errors.ts'
import { canonical, type JsonObject } from '../protocol/json.ts'
import type { Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { isDeleted } from '../records/order.ts'
import { bookedDocument } from '../rendering/booked-order-document.ts'
import { bookProposal } from './book-proposal.ts'
import { checkOrderRequest, checkPlacement, confirmOrder, placedOrder, bookSpaces } from './placement.ts'

/**
 * Answers B. The order of the checks: type, repeat, seller, broker, customer, items, reconciliation, spaces, amount and payment.
 * With an `orderProposalVersion` it is B of the flow with approval, where all but the payment is that of the proposal.
 * @param uuid - UUID of the order, made by the broker
 * @returns 201 with the Order, of a repeated request too, or 409 with the Order whose items have errors
 * @throws BookingError of any type of the catalogue for B
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-creation-b}
 */
export function bookOrder (
  uuid: string, request: OrderRequest, caller: Caller, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  requireType(request, 'Order')
  const digest = environment.digest(canonical(request))
  if (context.order !== undefined) return repeat(context.order, digest, caller, environment)
  if (request.orderProposalVersion !== undefined) {
    return bookProposal({ uuid, digest, request, version: request.orderProposalVersion }, caller, context, environment)
  }
  requireNewOrder(context)
  const checked = checkOrderRequest('Order', uuid, request, caller, context, environment)
  if ('status' in checked) return checked
  if (anyRequires('OpenBookingApproval', checked.items)) {
    throw new BookingError('OrderCreationFailedError', 'The seller has to approve this order first: send an OrderProposal.')
  }
  const totals = checkPlacement(checked, context, environment)

  const moved = bookSpaces(checked.items, context)
  const key = { partner: caller.partner, uuid, seller: checked.seller.path, digest }
  const { order, change } = confirmOrder(key, placedOrder(checked, totals, moved), environment)
  return { status: 201, body: bookedDocument(order, environment), changes: [...moved, change, ...(context.lease ? [dropLease(context.lease)] : [])] }
}

function repeat (order: NonNullable<OrderContext['order']>, digest: string, caller: Caller, environment: Environment): Decision<JsonObject> {
  if (isDeleted(order) || order.digest !== digest || !mayActFor(caller, order)) {
    throw new BookingError('OrderAlreadyExistsError', 'Another order with this UUID already exists.')
  }
  return { status: 201, body: bookedDocument(order, environment), changes: [] }
}
