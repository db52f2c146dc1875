import { proposalPatch } from '../requests/order-patch.ts'
import { proposalRequest } from '../requests/order-request.ts'
import { orderProposal, refusedOrderProposal } from '../responses/order.ts'
import { orderProposalsPage } from '../responses/rpde.ts'
import { BODY, DETAILS, EVERY, ITEMS, LOCATION, OF_ORDER, PATH, PLACING, STAGE, STORED } from './booking-errors.ts'
import * as examples from './booking-examples.ts'
import type { Operation } from './operation.ts'

/** The stages of a booking with approval, and the feed of order proposals. */
export const PROPOSALS = {
  P: {
    ...STAGE,
    summary: 'P: propose an order',
    description: 'Asks the seller to approve an order.',
    request: proposalRequest,
    examples: { proposal: examples.proposal },
    parameters: { uuid: '{proposal}' },
    answers: {
      201: {
        description: 'The OrderProposal; also for a repeat of the same request',
        schema: orderProposal,
        headers: LOCATION,
        links: { book: { operationId: 'B', parameters: OF_ORDER, requestBody: examples.confirmation } }
      },
      409: { description: 'The OrderProposal with the errors of its items', schema: refusedOrderProposal }
    },
    errors: PLACING,
    itemErrors: [...ITEMS, ...DETAILS],
    problems: STORED
  },
  proposalStatus: {
    ...STAGE,
    summary: 'An OrderProposal',
    description: 'Answers the `@id` of an OrderProposal until B.',
    parameters: { uuid: '{proposal}' },
    answers: { 200: { description: 'The OrderProposal in its latest version', schema: orderProposal } },
    errors: [...EVERY, 'UnknownOrderError'],
    problems: PATH
  },
  proposalVersion: {
    ...STAGE,
    summary: 'A version of an OrderProposal',
    description: 'Answers an `orderProposalVersion`: the first and the latest are kept.',
    parameters: { uuid: '{proposal}', version: '{version}' },
    answers: { 200: { description: 'The OrderProposal in this version', schema: orderProposal } },
    errors: [...EVERY, 'UnknownOrderError'],
    problems: PATH
  },
  orderProposalsFeed: {
    ...STAGE,
    summary: 'Feed of order proposals',
    description: 'Changes of the OrderProposals of the booking partner (RPDE), across all sellers.',
    answers: { 200: { description: 'A page', schema: orderProposalsPage } },
    errors: EVERY,
    problems: PATH
  },
  updateProposal: {
    ...STAGE,
    summary: 'U: reject an OrderProposal',
    request: proposalPatch,
    examples: { rejection: examples.rejection },
    parameters: { uuid: '{proposal}' },
    answers: { 204: { description: 'The OrderProposal is updated' } },
    errors: [
      ...EVERY, 'UnexpectedOrderTypeError', 'PatchContainsExcessivePropertiesError', 'PatchNotAllowedOnPropertyError',
      'UnknownOrderError', 'TemporarilyUnableToUpdateOrderError'
    ],
    problems: BODY
  }
} as const satisfies Readonly<Record<string, Operation>>
