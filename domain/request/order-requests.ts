import {
  type AmountProperties, type BarcodeProperties, confirmationRequest, type ItemProperties, orderRequest,
  type OverrideProperties, type PaymentProperties, proposalRequest, quoteRequest, quoteTemplateRequest,
  type ResponseProperties
} from '../../schemas/requests/order-request.ts'
import type { BrokerProperties, OrganizationProperties, PersonProperties } from '../../schemas/requests/parties.ts'
import { refuse } from '../protocol/errors.ts'
import type { Reference } from '../protocol/ids.ts'
import type { Body } from './node.ts'
import { type OrderType, readBody, requireType } from './order-body.ts'
import { isProblem, type Problem } from './problem.ts'
import { createReader, type Reader } from './reader.ts'

/** An answer to a question of an intake form. */
export type IntakeFormResponse =
  Omit<ResponseProperties, 'value'> & { readonly value?: NonNullable<ResponseProperties['value']> | Problem }

/** The price of an item, as the broker names it. */
export type OfferOverride = OverrideProperties

/** An OrderItem of a request. */
export interface OrderItemRequest extends Pick<ItemProperties, '@type' | 'position'> {
  readonly acceptedOffer?: Reference | OfferOverride | Problem
  readonly orderedItem?: Reference | Problem
  readonly attendee?: PersonProperties | Problem
  readonly orderItemIntakeFormResponse?: ReadonlyArray<IntakeFormResponse | Problem> | Problem
  /** Barcodes of the broker. */
  readonly accessPass?: readonly BarcodeProperties[]
}

/** The payment of a request. The Payment of a quote has no identifier. */
export interface PaymentRequest extends Omit<PaymentProperties, '@type' | 'identifier'> {
  readonly '@type'?: 'Payment' | 'DynamicPayment'
  readonly identifier?: string | Problem
}

export type BrokerRequest = BrokerProperties
export type CustomerRequest = PersonProperties | OrganizationProperties

/**
 * A request of C1, C2, P or B with the known properties alone. Every value has the form that its schema demands, or is
 * a problem, which the operation reports when it comes to this property.
 */
export interface OrderRequest {
  readonly '@type': OrderType
  readonly brokerRole?: string | Problem
  readonly broker?: BrokerRequest | Problem
  readonly seller?: Reference | Problem
  readonly customer?: CustomerRequest | Problem
  readonly orderedItem?: readonly OrderItemRequest[]
  readonly payment?: PaymentRequest | Problem
  readonly orderProposalVersion?: string | Problem
  readonly orderCustomerNote?: string
  readonly totalPaymentDue?: AmountProperties | Problem
}

const readTemplate = createReader(quoteTemplateRequest)
const readIdentified = createReader(quoteRequest)
const readProposed = createReader(proposalRequest)
const readOrdered = createReader(orderRequest)
const readConfirmation = createReader(confirmationRequest)

/**
 * Read the body of C1.
 * @param body - any JSON object
 * @returns the request
 * @throws {UnexpectedOrderTypeError} if the body is no OrderQuote
 * @throws {OpenBookingError} if a value without an error type of its own is wrong
 */
export function readQuoteTemplate (body: Body): OrderRequest {
  return readOrderBody(body, 'OrderQuote', readTemplate)
}

/**
 * Read the body of C2.
 * @param body - any JSON object
 * @returns the request
 * @throws {UnexpectedOrderTypeError} if the body is no OrderQuote
 * @throws {OpenBookingError} if a value without an error type of its own is wrong
 */
export function readQuote (body: Body): OrderRequest {
  return readOrderBody(body, 'OrderQuote', readIdentified)
}

/**
 * Read the body of P.
 * @param body - any JSON object
 * @returns the request
 * @throws {UnexpectedOrderTypeError} if the body is no OrderProposal
 * @throws {OpenBookingError} if a value without an error type of its own is wrong
 */
export function readProposal (body: Body): OrderRequest {
  return readOrderBody(body, 'OrderProposal', readProposed)
}

/** Properties that B takes from the OrderProposal, so that a request with a version must omit them. */
const FROM_PROPOSAL = [
  'seller', 'broker', 'brokerRole', 'customer', 'orderedItem', 'totalPaymentDue', 'orderCustomerNote'
] as const

/**
 * Read the body of B. With an `orderProposalVersion`, it confirms an OrderProposal.
 * @param body - any JSON object
 * @returns the request
 * @throws {UnexpectedOrderTypeError} if the body is no Order
 * @throws {OpenBookingError} if a value without an error type of its own is wrong, or a request with a version repeats
 * a property of the OrderProposal
 */
export function readOrder (body: Body): OrderRequest {
  if (body['orderProposalVersion'] === undefined) return readOrderBody(body, 'Order', readOrdered)
  const request = readOrderBody(body, 'Order', readConfirmation)
  const excess = FROM_PROPOSAL.find((name) => body[name] !== undefined)
  // The error of a wrong version comes first.
  if (excess === undefined || isProblem(request.orderProposalVersion)) return request
  return refuse(
    `${excess} must be omitted: it is part of the order proposal. Send only orderProposalVersion and payment.`)
}

function readOrderBody (body: Body, type: OrderType, read: Reader): OrderRequest {
  requireType(body, type)
  return readBody<OrderRequest>(body, read)
}
