import { requireNewOrder, requireNotDeleted } from '../checks/preconditions.ts'
import { supportedRequest } from '../checks/supported-request.ts'
import { dropLease } from '../leasing/lease-changes.ts'
import { BookingError } from '../protocol/errors.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { bookedDocument } from '../rendering/booked-order-document.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { bookProposal } from './book-proposal.ts'
import { bookSpaces, checkOrderRequest, checkPlacement, confirmOrder, placedOrder } from './placement.ts'
import { digestRequest, isRepeat } from './repeat.ts'

/**
 * Answer B. Order of the checks: repeat, seller, broker, customer, items, reconciliation, spaces, amount,
 * payment. With an `orderProposalVersion`, B belongs to the flow with approval: `bookProposal` answers it.
 * @param given - UUID, body and caller
 * @param context - records of the UUID and of the named Opportunities
 * @param environment - time, ids and rules
 * @returns 201 with the Order, also for a repeated request, or 409 with the Order that shows the errors of its items
 * @throws {BookingError} any error type that B can have
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-creation-b}
 */
export function bookOrder (
  given: OrderCall<OrderRequest>, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  // An order stays as it was booked, under other options, too.
  if (context.order !== undefined && isRepeat(context.order, given, environment)) {
    return { status: 201, body: bookedDocument(context.order, environment), changes: [] }
  }
  const request = supportedRequest(given.request, environment.rules)
  const call = { ...given, request }
  const { uuid, caller } = call
  if (context.order !== undefined) {
    requireNotDeleted(context.order)
    throw new BookingError('OrderAlreadyExistsError',
      'An order with this UUID already exists, and this request does not repeat the one that made it. ' +
      'Choose another UUID.')
  }
  const digest = digestRequest(request, environment)
  if (request.orderProposalVersion !== undefined) {
    return bookProposal({ ...call, digest }, context, environment)
  }
  requireNewOrder(context)
  const checked = checkOrderRequest({ ...call, type: 'Order' }, context, environment)
  if ('status' in checked) return checked
  if (anyRequires('OpenBookingApproval', checked.items)) {
    throw new BookingError('OrderCreationFailedError',
      'The seller must approve this order first. Send an OrderProposal.')
  }
  const totals = checkPlacement(checked, context, environment)

  const spaceChanges = bookSpaces(checked.items, context)
  const key = { partner: caller.partner, uuid, seller: checked.seller.path, digest }
  const placed = placedOrder(checked, totals, spaceChanges, environment)
  const { order, change } = confirmOrder(key, placed, environment)
  return {
    status: 201,
    body: bookedDocument(order, environment),
    changes: [...spaceChanges, change, ...(context.lease ? [dropLease(context.lease)] : [])]
  }
}
