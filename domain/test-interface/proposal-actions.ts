import type { ActionRequest } from '../../schemas/test-interface.ts'
import { accept, amend, reject } from '../approval/seller-answer.ts'
import { BookingError } from '../protocol/errors.ts'
import { parseProposalIri } from '../protocol/ids.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderContext } from '../records/order-context.ts'
import { isOpen, type Proposal } from '../records/order-proposal.ts'
import { readAmendment } from './amendment.ts'
import { nameOfAction } from './order-actions.ts'

type ProposalAction = (request: ActionRequest, proposal: Proposal, context: OrderContext, environment: Environment) => Change[]

/** What a seller can be made to do with an OrderProposal. */
const ACTIONS: Readonly<Record<string, ProposalAction>> = {
  SellerAcceptOrderProposalSimulateAction: (request, proposal) => accept(requireOpen(proposal), noteAlone(request)),
  SellerAmendOrderProposalSimulateAction: (request, proposal, context, environment) =>
    amend(requireOpen(proposal), readAmendment(request, proposal, context, environment), environment, request.object.orderSellerNote),
  SellerRejectOrderProposalSimulateAction: (request, proposal, context, environment) =>
    reject(proposal, 'SellerRejected', context, environment, noteAlone(request))
}

/** @returns whether an action is about an OrderProposal. */
export const isProposalAction = (request: ActionRequest): boolean => Object.hasOwn(ACTIONS, nameOfAction(request))

/**
 * @returns the UUID of the OrderProposal that an action is about
 * @throws OpenBookingError if it is about nothing that can be acted upon
 */
export function proposalOfAction ({ object }: ActionRequest, base: string): string {
  const uuid = parseProposalIri(base, object['@id'])
  if (uuid === undefined) throw new BookingError('OpenBookingError', 'object must have the @id of an OrderProposal of this system.')
  return uuid
}

/**
 * Does what a seller would do with an OrderProposal.
 * @throws OpenBookingError if it was rejected before, or as `readAmendment` says
 * @see {@link https://openactive.io/test-interface/#simulating-actions}
 */
export function simulateProposalAction (request: ActionRequest, proposal: Proposal, context: OrderContext, environment: Environment): Change[] {
  const action = ACTIONS[nameOfAction(request)]
  if (action === undefined) throw new Error('This action is not about an order proposal')
  return action(request, proposal, context, environment)
}

/** @returns what the seller says, who says nothing about items. */
function noteAlone ({ object: { orderedItem, orderSellerNote } }: ActionRequest): string | undefined {
  if (orderedItem !== undefined) throw new BookingError('OpenBookingError', 'orderedItem is only for an amendment.')
  return orderSellerNote
}

function requireOpen (proposal: Proposal): Proposal {
  if (!isOpen(proposal)) throw new BookingError('OpenBookingError', 'This order proposal was rejected already.')
  return proposal
}
