import { mayActFor } from '../checks/parties.ts'
import { canonicalNode } from '../protocol/json.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { Proposal } from '../records/order-proposal.ts'
import type { DeletedOrder, Order } from '../records/order.ts'
import type { OrderRequest } from '../request/order-requests.ts'

/**
 * Make the digest that tells a repeated request of P or B from another one. It covers the properties that the
 * simulator understands. Items count by position and content, in any order; those without position by content alone.
 * @param request - body of P or B, without unknown properties
 * @param environment - digest of a text
 * @returns the digest; equal for requests with the same content
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#step-by-step-process-description}
 */
export function digestRequest (request: OrderRequest, { digest }: Pick<Environment, 'digest'>): string {
  const { orderProposalVersion: version } = request
  // Two spellings of a version are one version: it ends with UUIDs.
  const isSpelled = typeof version === 'string'
  return digest(canonicalNode(isSpelled ? { ...request, orderProposalVersion: version.toLowerCase() } : request))
}

/**
 * Say whether a request of P or B repeats the one that made a record.
 * @param record - the record of the UUID
 * @param request - digest of the request, and the caller
 * @returns true for the same request of a caller that may act for the seller
 */
export function isRepeat<R extends Order | Proposal | DeletedOrder> (
  record: R, { digest, caller }: { readonly digest: string, readonly caller: Caller }
): record is Exclude<R, DeletedOrder> {
  return 'digest' in record && record.digest === digest && mayActFor(caller, record)
}
