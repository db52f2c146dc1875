import { mayActFor } from '../checks/parties.ts'
import { withoutBarcodes } from '../checks/supported-request.ts'
import { canonicalNode } from '../protocol/json.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { Proposal } from '../records/order-proposal.ts'
import type { DeletedOrder, Order } from '../records/order.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { valid } from '../request/problem.ts'

/**
 * Make the digest that tells a repeated request of P or B from another one. It covers the properties that the
 * simulator understands. Items count by position and content, in any order; those without position by content alone.
 * @param request - body of P or B, without unknown properties, as this system supports it
 * @param environment - digest of a text, and whether payments are reconciled
 * @returns the digest; equal for requests with the same content
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#step-by-step-process-description}
 */
export function digestRequest (request: OrderRequest, environment: Pick<Environment, 'digest' | 'rules'>): string {
  return digestOf(environment.rules.paymentAccount === null ? withoutDetails(request) : request, environment)
}

function digestOf (request: OrderRequest, { digest }: Pick<Environment, 'digest'>): string {
  const { orderProposalVersion: version } = request
  // Two spellings of a version are one version: it ends with UUIDs.
  const isSpelled = typeof version === 'string'
  return digest(canonicalNode(isSpelled ? { ...request, orderProposalVersion: version.toLowerCase() } : request))
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
  environment: Pick<Environment, 'digest'>
): record is Exclude<R, DeletedOrder> {
  if (!('digest' in record) || !mayActFor(caller, record)) return false
  // Options may have hidden barcodes and details of the payment then, or hide them now.
  return [request, withoutBarcodes(request)].flatMap((one) => [one, withoutDetails(one)])
    .some((one) => digestOf(one, environment) === record.digest)
}
