import { putProposal } from '../approval/proposal-changes.ts'
import { reject } from '../approval/seller-answer.ts'
import { requireProposal } from '../checks/preconditions.ts'
import { BookingError } from '../protocol/errors.ts'
import type { Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { proposalItems, type Proposal } from '../records/order-proposal.ts'
import type { ProposalPatch } from '../request/patch-requests.ts'
import { errorOf, isProblem } from '../request/problem.ts'

/**
 * Answer OrderProposal Update (U): the customer rejects a proposal or sends the seller a note.
 * Order of the checks: status, the proposal.
 * @param call - UUID, body and caller
 * @param context - records of the UUID
 * @param environment - time and rules
 * @returns 204; the feed announces nothing if nothing changes
 * @throws {PatchNotAllowedOnPropertyError} if the status is not CustomerRejected, or no offer takes messages
 * @throws {OpenBookingError} if there is neither a status nor a note
 * @throws {UnknownOrderError} if there is no such OrderProposal for this caller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderproposal-update}
 */
export function updateProposal (
  { request, caller }: OrderCall<ProposalPatch>, context: OrderContext, environment: Environment
): Decision<undefined> {
  const { orderProposalStatus: status, orderCustomerNote: note } = request
  if (isProblem(status)) throw errorOf(status)
  if (status === undefined && note === undefined) {
    throw new BookingError('OpenBookingError', 'The update must have orderProposalStatus or orderCustomerNote.')
  }
  const proposal = requireProposal(context.proposal, caller)
  if (status === undefined) requireMessages(proposal)
  const noted: Proposal = note === undefined ? proposal : { ...proposal, customerNote: note }
  const rejection = status === undefined
    ? []
    : reject({ proposal: noted, status: 'CustomerRejected' }, context, environment)
  const changes = rejection.length === 0 && note !== undefined ? [putProposal(noted)] : rejection
  return { status: 204, body: undefined, changes }
}

/** A note without a rejection needs an offer that takes messages. */
function requireMessages (proposal: Proposal): void {
  if (!anyRequires('OpenBookingMessageExchange', proposalItems(proposal))) {
    throw new BookingError('PatchNotAllowedOnPropertyError',
      'orderCustomerNote needs a rejection, or an offer with the requirement OpenBookingMessageExchange.')
  }
}
