import type { ActionRequest } from '../../schemas/test-interface.ts'
import { accept, amend, reject, sendMessage } from '../approval/seller-answer.ts'
import { refuse } from '../protocol/errors.ts'
import { parseProposalIri } from '../protocol/ids.ts'
import { wrongId } from '../protocol/received.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { isOpen, type Proposal, proposalItems } from '../records/order-proposal.ts'
import { readAmendment } from './amendment.ts'
import { nameOfAction } from './action-name.ts'

/** An action of the test interface on an OrderProposal. */
interface ProposalAction { readonly request: ActionRequest, readonly proposal: Proposal }

type Simulate = (action: ProposalAction, context: OrderContext, environment: Environment) => Change[]

/** Actions of a seller on an OrderProposal. */
export const PROPOSAL_ACTIONS: Readonly<Record<string, Simulate>> = {
  SellerAcceptOrderProposalSimulateAction: ({ request, proposal }) => accept(requireOpen(proposal), noteAlone(request)),
  SellerAmendOrderProposalSimulateAction: ({ request, proposal }, context, environment) => {
    const open = requireOpen(proposal)
    const { orderedItem: amendedItems = [], orderSellerNote: note } = request.object
    const amendment = readAmendment({ proposal, amendedItems }, context, environment)
    return amend({ proposal: open, amendment, note }, environment)
  },
  SellerMessageOrderProposalSimulateAction: ({ request, proposal }) =>
    sendMessage(requireOpen(proposal), requireMessage(noteAlone(request), proposal)),
  SellerRejectOrderProposalSimulateAction: ({ request, proposal }, context, environment) =>
    reject({ proposal, status: 'SellerRejected', note: noteAlone(request) }, context, environment)
}

/** @returns whether an action is about an OrderProposal */
export function isProposalAction (request: ActionRequest): boolean {
  return Object.hasOwn(PROPOSAL_ACTIONS, nameOfAction(request))
}

/**
 * Find the OrderProposal of an action.
 * @param request - the action
 * @param base - base URL
 * @returns the UUID of the OrderProposal
 * @throws {OpenBookingError} if the object is not an OrderProposal of this system
 */
export function proposalOfAction ({ object }: ActionRequest, base: string): string {
  const uuid = parseProposalIri(base, object['@id'])
  return uuid ?? refuse(wrongId('object must have the @id of an OrderProposal of this system', object['@id'], base))
}

/**
 * Simulate an action of a seller on an OrderProposal.
 * @param action - the action and its OrderProposal
 * @param context - records of the OrderProposal and of the named Opportunities
 * @param environment - time, ids and rules
 * @returns the changes that follow
 * @throws {OpenBookingError} if the OrderProposal was rejected before, or the action has an excess property
 * @throws {BookingError} any error type of `readAmendment`
 * @see {@link https://openactive.io/test-interface/#simulating-actions}
 */
export function simulateProposalAction (
  action: ProposalAction, context: OrderContext, environment: Environment
): Change[] {
  const simulate = PROPOSAL_ACTIONS[nameOfAction(action.request)]
  if (simulate === undefined) throw new Error('This action is not about an order proposal')
  return simulate(action, context, environment)
}

/** @returns the note of an action that must not name items */
function noteAlone ({ object: { orderedItem, orderSellerNote } }: ActionRequest): string | undefined {
  if (orderedItem !== undefined) refuse('orderedItem must be omitted: only an amendment has items.')
  return orderSellerNote
}

/** @returns the message of a seller, which an offer of the OrderProposal must allow */
function requireMessage (note: string | undefined, proposal: Proposal): string {
  if (!anyRequires('OpenBookingMessageExchange', proposalItems(proposal))) {
    refuse('No offer of this order proposal has the requirement OpenBookingMessageExchange.')
  }
  return note ?? refuse('A message must have an orderSellerNote.')
}

/**
 * Require an OrderProposal that its seller can still accept or amend.
 * @throws {OpenBookingError} if it is rejected
 */
export function requireOpen (proposal: Proposal): Proposal {
  if (!isOpen(proposal)) refuse('This order proposal is rejected and cannot be changed.')
  return proposal
}
