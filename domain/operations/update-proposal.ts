import type { ProposalPatch } from '../../schemas/order-patch.ts'
import { putProposal } from '../approval/proposal-changes.ts'
import { reject } from '../approval/seller-answer.ts'
import { requireNoExcess, requireProposal, requireType } from '../checks/preconditions.ts'
import { BookingError } from '../protocol/errors.ts'
import type { Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { proposalItems, type Proposal } from '../records/order-proposal.ts'

const REJECTED = 'https://openactive.io/CustomerRejected'
const PROPERTIES = ['@context', '@type', 'orderProposalStatus', 'orderCustomerNote']

/**
 * Answers OrderProposal Update (U): the customer rejects a proposal, or says something to the seller.
 * The order of the checks: type, excess properties, status, the proposal itself.
 * @returns 204; nothing is announced when nothing changes
 * @throws UnexpectedOrderTypeError, PatchContainsExcessivePropertiesError, PatchNotAllowedOnPropertyError, UnknownOrderError, OpenBookingError
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderproposal-update}
 */
export function updateProposal (patch: ProposalPatch, caller: Caller, context: OrderContext, environment: Environment): Decision<undefined> {
  requireType(patch, 'OrderProposal')
  requireNoExcess(patch, PROPERTIES)
  const { orderProposalStatus: status, orderCustomerNote: note } = patch
  if (status !== undefined && status !== REJECTED) {
    throw new BookingError('PatchNotAllowedOnPropertyError', `orderProposalStatus can only be set to ${REJECTED}.`)
  }
  if (status === undefined && note === undefined) throw new BookingError('OpenBookingError', 'The update has neither orderProposalStatus nor orderCustomerNote.')
  const proposal = requireProposal(context.proposal, caller)
  if (status === undefined) requireMessages(proposal)
  const noted: Proposal = note === undefined ? proposal : { ...proposal, customerNote: note }
  const rejection = status === undefined ? [] : reject(noted, 'CustomerRejected', context, environment)
  const changes = rejection.length === 0 && note !== undefined ? [putProposal(noted)] : rejection
  return { status: 204, body: undefined, changes }
}

/** Who rejects may say why; otherwise the offers have to say that messages are welcome. */
function requireMessages (proposal: Proposal): void {
  if (!anyRequires('OpenBookingMessageExchange', proposalItems(proposal))) {
    throw new BookingError('PatchNotAllowedOnPropertyError', 'orderCustomerNote can only be sent with a rejection, or where an offer has the requirement OpenBookingMessageExchange.')
  }
}
