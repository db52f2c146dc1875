import { putProposal } from '../approval/proposal-changes.ts'
import { withDeadlines } from '../approval/proposal-deadlines.ts'
import { answerAt } from '../approval/seller-answer.ts'
import { requireNewOrder } from '../checks/preconditions.ts'
import { supportedRequest } from '../checks/supported-request.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { countSpaces } from '../leasing/spaces.ts'
import { BookingError } from '../protocol/errors.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { firstEnd, type Proposal } from '../records/order-proposal.ts'
import { proposalDocument } from '../rendering/proposal-document.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { type CheckedOrder, checkOrderRequest, checkPlacement, placedOrder } from './placement.ts'
import { digestRequest, isRepeat } from './repeat.ts'

/**
 * Answer P. Order of the checks: repeat, seller, broker, customer, items, need of approval, reconciliation,
 * spaces, amount, payment. With leasing, an open OrderProposal leases its spaces; without, it only counts as asking for
 * them.
 * @param given - UUID, body and caller
 * @param context - records of the UUID and of the named Opportunities
 * @param environment - time, ids and rules
 * @returns 201 with the OrderProposal, also for a repeated request, or 409 with the OrderProposal that shows the errors
 * of its items
 * @throws {BookingError} any error type that P can have
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderproposal-creation-p}
 */
export function proposeOrder (
  given: OrderCall<OrderRequest>, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const known = context.order === undefined ? context.proposal : undefined
  // An order proposal stays as it was placed, under other options, too.
  if (known !== undefined && isRepeat(known, given, environment)) {
    return { status: 201, body: proposalDocument(known, environment), changes: [] }
  }
  const request = supportedRequest(given.request, environment.rules)
  const call = { ...given, request }
  const { uuid, caller } = call
  if (known !== undefined) {
    throw new BookingError('OrderAlreadyExistsError',
      'An order proposal with this UUID already exists, and this request does not repeat the one that made it. ' +
      'Choose another UUID.')
  }
  requireNewOrder(context)
  const checked = checkOrderRequest({ ...call, type: 'OrderProposal' }, context, environment)
  if ('status' in checked) return checked
  requireNeedOfApproval(checked)
  requireNoNeedlessNote(checked)
  const totals = checkPlacement(checked, context, environment)

  const lease = leaseOf(call, checked, environment.rules)
  const leaseChanges = replaceLease(context, lease)
  const version = environment.newUuid()
  const proposal: Proposal = {
    partner: caller.partner,
    uuid,
    seller: checked.seller.path,
    digest: digestRequest(request, environment),
    placed: { ...placedOrder(checked, totals, leaseChanges, environment), orderNumber: environment.newId() },
    firstVersion: version,
    version,
    status: 'AwaitingSellerConfirmation',
    amended: {},
    totals,
    leases: lease.unreserved !== true,
    ...(request.orderCustomerNote && { customerNote: request.orderCustomerNote }),
    listed: false
  }
  const deadlines = { ends: firstEnd(checked.items), answers: answerAt(environment) }
  return {
    status: 201,
    body: proposalDocument(proposal, environment),
    changes: [...leaseChanges, putProposal(withDeadlines(proposal, deadlines))]
  }
}

function requireNeedOfApproval ({ items }: CheckedOrder): void {
  if (!anyRequires('OpenBookingApproval', items)) {
    throw new BookingError('OrderCreationFailedError', 'No item of this order needs approval. Send an Order instead.')
  }
}

function requireNoNeedlessNote ({ request, items }: CheckedOrder): void {
  if (request.orderCustomerNote !== undefined && !anyRequires('OpenBookingMessageExchange', items)) {
    throw new BookingError('OpenBookingError',
      'orderCustomerNote must be omitted: no offer of this order has the requirement OpenBookingMessageExchange.')
  }
}

function leaseOf (
  { uuid, caller }: OrderCall<OrderRequest>, { seller, items }: CheckedOrder, { leasing }: Rules
): Lease {
  return {
    partner: caller.partner,
    uuid,
    seller: seller.path,
    spaces: countSpaces(items),
    ...(leasing === 'none' && { unreserved: true })
  }
}
