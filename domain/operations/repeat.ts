import { mayActFor } from '../checks/parties.ts'
import { withoutBarcodes } from '../checks/supported-request.ts'
import { canonicalNode } from '../protocol/json.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { Proposal } from '../records/order-proposal.ts'
import type { DeletedOrder, Order } from '../records/order.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { valid } from '../request/problem.ts'

/** Options that decide whether parts of a request mean something. */
interface Understanding {
  /** Whether barcodes of the broker enter the order. */
  readonly barcodes: boolean
  /** Whether the details of a Payment are reconciled. */
  readonly details: boolean
}

/** A request may have come under any of them. */
const UNDERSTANDINGS: readonly Understanding[] =
  [true, false].flatMap((barcodes) => [true, false].map((details) => ({ barcodes, details })))

/**
 * Make the digest that tells a repeated request of P or B from another one. It covers the properties that the
 * simulator understands. Items count by position and content, in any order; those without position by content alone.
 * @param request - body of P or B, without unknown properties
 * @param environment - digest of a text, and the options that decide what the simulator understands
 * @returns the digest; equal for requests with the same content
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#step-by-step-process-description}
 */
export function digestRequest (
  request: OrderRequest, { digest, rules }: Pick<Environment, 'digest' | 'rules'>
): string {
  return digest(contentOf(request, { barcodes: rules.brokerBarcodes, details: rules.paymentAccount !== null }))
}

function contentOf (request: OrderRequest, { barcodes, details }: Understanding): string {
  const { orderProposalVersion: version } = request
  const known = barcodes ? request : withoutBarcodes(request)
  return canonicalNode({
    ...(details ? known : withoutDetails(known)),
    // Two spellings of a version are one version: it ends with UUIDs.
    ...(typeof version === 'string' && { orderProposalVersion: version.toLowerCase() }),
    // Where barcodes count, a request without them is not one whose barcodes were ignored.
    ...(barcodes && { barcodes })
  })
}

/** @returns the request without the details of a Payment that mean nothing unless payments are reconciled */
function withoutDetails (request: OrderRequest): OrderRequest {
  const payment = valid(request.payment)
  // The account of a DynamicPayment binds P and B, reconciled or not.
  if (payment === undefined || payment['@type'] === 'DynamicPayment') return request
  const { name, accountId, paymentProviderId, ...kept } = payment
  return { ...request, payment: kept }
}

/**
 * Say whether a request of P or B repeats the one that made a record, under the options of now or of then.
 * @param record - the record of the UUID
 * @param call - the request as it came, and the caller
 * @param environment - digest of a text
 * @returns true for the same request of a caller that may act for the seller
 */
export function isRepeat<R extends Order | Proposal | DeletedOrder> (
  record: R, { request, caller }: Pick<OrderCall<OrderRequest>, 'request' | 'caller'>,
  { digest }: Pick<Environment, 'digest'>
): record is Exclude<R, DeletedOrder> {
  return 'digest' in record && mayActFor(caller, record) &&
    UNDERSTANDINGS.some((understanding) => digest(contentOf(request, understanding)) === record.digest)
}
