import type { OrderRequest } from '../../schemas/order-request.ts'
import { putProposal } from '../approval/proposal-changes.ts'
import { firstEnd, withDeadlines } from '../approval/proposal-deadlines.ts'
import { answerAt } from '../approval/seller-answer.ts'
import { mayActFor } from '../checks/parties.ts'
import { requireNewOrder, requireType } from '../checks/preconditions.ts'
import { countByPath } from '../leasing/capacity.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { BookingError } from '../protocol/errors.ts'
import { canonical, type JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { type DeletedOrder, isDeleted } from '../records/order.ts'
import { proposalDocument } from '../rendering/proposal-document.ts'
import { type CheckedOrder, checkOrderRequest, checkPlacement, placedOrder } from './placement.ts'

/**
 * Answers P. The order of the checks: type, repeat, seller, broker, customer, items, need of approval, reconciliation, spaces, amount and payment.
 * Where spaces are leased, a proposal holds its spaces as long as it is open; where not, it only counts as one that asks for them.
 * @param uuid - UUID of the order, made by the broker
 * @returns 201 with the OrderProposal, of a repeated request too, or 409 with the OrderProposal whose items have errors
 * @throws BookingError of any type of the catalogue for P
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderproposal-creation-p}
 */
export function proposeOrder (
  uuid: string, request: OrderRequest, caller: Caller, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  requireType(request, 'OrderProposal')
  const digest = environment.digest(canonical(request))
  if (context.order === undefined && context.proposal !== undefined) return repeat(context.proposal, digest, caller, environment)
  requireNewOrder(context)
  const checked = checkOrderRequest('OrderProposal', uuid, request, caller, context, environment)
  if ('status' in checked) return checked
  requireNeedOfApproval(checked)
  requireNoNeedlessNote(checked)
  const totals = checkPlacement(checked, context, environment)

  const leased = replaceLease(context, leaseOf(uuid, checked, caller, environment.rules))
  const version = environment.newUuid()
  const proposal: Proposal = {
    partner: caller.partner,
    uuid,
    seller: checked.seller.path,
    digest,
    placed: placedOrder(checked, totals, leased),
    firstVersion: version,
    version,
    status: 'AwaitingSellerConfirmation',
    amended: {},
    totals,
    ...(request.orderCustomerNote && { customerNote: request.orderCustomerNote }),
    listed: false
  }
  const deadlines = { ends: firstEnd(checked.items), answers: answerAt(environment) }
  return { status: 201, body: proposalDocument(proposal, environment), changes: [...leased, putProposal(withDeadlines(proposal, deadlines))] }
}

function repeat (proposal: Proposal | DeletedOrder, digest: string, caller: Caller, environment: Environment): Decision<JsonObject> {
  if (isDeleted(proposal) || proposal.digest !== digest || !mayActFor(caller, proposal)) {
    throw new BookingError('OrderAlreadyExistsError', 'Another order proposal with this UUID already exists.')
  }
  return { status: 201, body: proposalDocument(proposal, environment), changes: [] }
}

function requireNeedOfApproval ({ items }: CheckedOrder): void {
  if (!anyRequires('OpenBookingApproval', items)) {
    throw new BookingError('OrderCreationFailedError', 'Nothing in this order has to be approved: book it by an Order.')
  }
}

function requireNoNeedlessNote ({ request, items }: CheckedOrder): void {
  if (request.orderCustomerNote !== undefined && !anyRequires('OpenBookingMessageExchange', items)) {
    throw new BookingError('OpenBookingError', 'orderCustomerNote can only be sent where an offer has the requirement OpenBookingMessageExchange.')
  }
}

function leaseOf (uuid: string, { seller, items }: CheckedOrder, { partner }: Caller, { leasing }: Rules): Lease {
  const spaces = countByPath(items.map(({ listing }) => listing.opportunity.path))
  return { partner, uuid, seller: seller.path, spaces, ...(leasing === 'none' && { unreserved: true }) }
}
