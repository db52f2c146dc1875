import { orderPatch } from '../requests/order-patch.ts'
import { confirmationRequest, orderRequest, quoteRequest, quoteTemplateRequest } from '../requests/order-request.ts'
import { order, orderProposal, orderQuote, refusedOrder, refusedOrderQuote } from '../responses/order.ts'
import { ordersPage } from '../responses/rpde.ts'
import {
  BODY, DETAILS, EVERY, ITEMS, LOCATION, OF_ORDER, ORDERS, PATH, PLACING, SPACES, STAGE, STORED
} from './booking-errors.ts'
import * as examples from './booking-examples.ts'
import type { Operation } from './operation.ts'

/** The answers of C1 and C2. */
const QUOTED = {
  200: { description: 'The OrderQuote', schema: orderQuote },
  409: { description: 'The OrderQuote with the errors of its items', schema: refusedOrderQuote }
} as const

/** The stages of a booking without approval, and the orders feed. */
export const BOOKING = {
  C1: {
    ...STAGE,
    summary: 'C1: quote without a customer',
    description: 'Prices the items, and leases their spaces unless the option leasing says otherwise.',
    request: quoteTemplateRequest,
    examples: { quote: examples.quoteTemplate },
    parameters: { uuid: '{uuid}' },
    answers: QUOTED,
    errors: [...ORDERS, 'TemporarilyUnableToProduceOrderQuoteError'],
    itemErrors: [...ITEMS, ...SPACES],
    problems: STORED
  },
  C2: {
    ...STAGE,
    summary: 'C2: quote with a customer',
    description: 'Prices the items, leases their spaces, and asks for details of attendees.',
    request: quoteRequest,
    examples: { quote: examples.quote },
    parameters: { uuid: '{uuid}' },
    answers: QUOTED,
    errors: [...ORDERS, 'IncompleteCustomerDetailsError', 'TemporarilyUnableToProduceOrderQuoteError'],
    itemErrors: [...ITEMS, ...SPACES, ...DETAILS],
    problems: STORED
  },
  B: {
    ...STAGE,
    summary: 'B: book',
    description: 'Books the items, or with orderProposalVersion a proposal that its seller has accepted.',
    request: { anyOf: [orderRequest, confirmationRequest] },
    examples: { order: examples.order },
    parameters: { uuid: '{uuid}' },
    answers: {
      201: {
        description: 'The Order; also for a repeat of the same request',
        schema: order,
        headers: LOCATION,
        links: {
          status: { operationId: 'orderStatus', parameters: OF_ORDER },
          cancel: { operationId: 'U', parameters: OF_ORDER, requestBody: examples.linkedCancellation },
          delete: { operationId: 'deleteOrder', parameters: OF_ORDER }
        }
      },
      409: { description: 'The Order with the errors of its items', schema: refusedOrder }
    },
    errors: [...PLACING, 'UnknownOrderError', 'OrderProposalVersionOutdatedError'],
    itemErrors: [...ITEMS, ...DETAILS],
    problems: STORED
  },
  orderStatus: {
    ...STAGE,
    summary: 'Order Status',
    description: 'The current Order, OrderProposal or leased OrderQuote of a UUID.',
    parameters: { uuid: '{uuid}' },
    answers: {
      200: {
        description: 'The Order, OrderProposal or OrderQuote',
        schema: { anyOf: [order, orderProposal, refusedOrderQuote] }
      }
    },
    errors: [...EVERY, 'UnknownOrderError'],
    problems: PATH
  },
  quoteStatus: {
    ...STAGE,
    summary: 'A leased OrderQuote',
    description: 'Answers the `@id` of an OrderQuote while it leases spaces.',
    parameters: { uuid: '{uuid}' },
    answers: { 200: { description: 'The OrderQuote', schema: refusedOrderQuote } },
    errors: [...EVERY, 'UnknownOrderError'],
    problems: PATH
  },
  ordersFeed: {
    ...STAGE,
    summary: 'Orders feed',
    description: 'Changes of the Orders of the booking partner (RPDE), across all sellers.',
    answers: { 200: { description: 'A page', schema: ordersPage } },
    errors: EVERY,
    problems: PATH
  },
  U: {
    ...STAGE,
    summary: 'U: cancel items of an Order',
    request: orderPatch,
    examples: { cancellation: examples.cancellation },
    parameters: { uuid: '{uuid}' },
    answers: { 204: { description: 'The items are cancelled; the orders feed shows the refund' } },
    errors: [
      ...EVERY, 'UnexpectedOrderTypeError', 'PatchContainsExcessivePropertiesError', 'PatchNotAllowedOnPropertyError',
      'OrderItemIdInvalidError', 'OrderItemNotWithinOrderError', 'UnknownOrderError', 'CancellationNotPermittedError',
      'TemporarilyUnableToUpdateOrderError'
    ],
    problems: BODY
  },
  deleteOrder: {
    ...STAGE,
    summary: 'Order Deletion',
    description: 'Forgets an Order or OrderProposal and everything about its customer.',
    parameters: { uuid: '{uuid}' },
    answers: { 204: { description: 'The Order is deleted' } },
    errors: [...EVERY, 'UnknownOrderError', 'TemporarilyUnableToDeleteOrderError'],
    problems: PATH
  },
  deleteQuote: {
    ...STAGE,
    summary: 'OrderQuote Deletion',
    description: 'Ends a lease.',
    parameters: { uuid: '{uuid}' },
    answers: { 204: { description: 'There is no such lease any more' } },
    errors: [...EVERY, 'TemporarilyUnableToDeleteOrderError'],
    problems: PATH
  }
} as const satisfies Readonly<Record<string, Operation>>
