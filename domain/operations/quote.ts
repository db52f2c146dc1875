import { addMinutes } from 'date-fns'
import { allotItems } from '../checks/allotment.ts'
import { checkDetails } from '../checks/details.ts'
import { assessItems, isBookable } from '../checks/order-items.ts'
import { authorisedSeller, mayActFor, requireBroker, requireCustomer } from '../checks/parties.ts'
import { requireLeaseOf, requireNewOrder } from '../checks/preconditions.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { capCounts, countSpaces, type SpaceCounts } from '../leasing/spaces.ts'
import { checkReconciliation, echoReconciliation } from '../pricing/payment.ts'
import { orderQuotePath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { orderDocument } from '../rendering/order-document.ts'
import { type Draft, orderParts } from '../rendering/order-draft.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { valid } from '../request/problem.ts'

/** C1 is a quote without a customer, C2 a quote with one. */
export type QuoteStage = 'C1' | 'C2'

/** A call of C1 or C2. */
export interface QuoteCall extends OrderCall<OrderRequest> { readonly stage: QuoteStage }

/**
 * Answer C1 and C2. Order of the checks: UUID, seller, broker, customer, items, payment.
 * A quote replaces the lease of its UUID; a refused quote leaves that lease unchanged.
 * @param call - stage, UUID, body and caller
 * @param context - records of the UUID and of the named Opportunities
 * @param environment - time, ids and rules
 * @returns 200 with the OrderQuote, or 409 with the OrderQuote that shows the errors of its items
 * @throws {BookingError} any error type that C1 or C2 can have
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderquote-creation-c1}
 */
export function quoteOrder (call: QuoteCall, context: OrderContext, environment: Environment): Decision<JsonObject> {
  const { stage, uuid, request, caller } = call
  requireNewOrder(context)
  const seller = authorisedSeller(request, caller, environment)
  requireLeaseOf(seller, context.lease)
  const role = requireBroker(request)
  if (stage === 'C2') requireCustomer(request, role)
  const assessed = assessItems({ request, seller }, context, environment)
  const items = allotItems(stage === 'C2' ? checkDetails(assessed, environment.base) : assessed, context.lease)
  const draft: Draft =
    { '@type': 'OrderQuote', path: orderQuotePath(uuid), request, role, seller, items, lease: context.lease }
  if (!items.every(isBookable)) {
    return { status: 409, body: quoteDocument({ stage, draft, lease: undefined }, environment), changes: [] }
  }
  checkReconciliation(request.payment, environment.rules)

  const lease = leaseAfter(call, draft, environment)
  return {
    status: 200,
    body: quoteDocument({ stage, draft, lease }, environment),
    changes: replaceLease(context, lease)
  }
}

/**
 * Where C1 leases nothing, it only returns the spaces that an earlier C2 leased beyond the new items.
 * @returns the lease after the quote, undefined without one
 */
function leaseAfter (
  { stage, uuid, caller }: QuoteCall, { seller, items, lease }: Draft, { now, rules }: Environment
): Lease | undefined {
  const spaces = countSpaces(items)
  if (rules.leasing === 'none') return undefined
  if (rules.leasing === 'named' && stage === 'C1') return lease && capLease(lease, spaces)
  const expires = isoInstant(addMinutes(now, rules.leaseMinutes))
  return { partner: caller.partner, uuid, seller: seller.path, expires, spaces }
}

/** @returns the lease without spaces beyond `wanted` (counts), undefined if no space is left */
function capLease (lease: Lease, wanted: SpaceCounts): Lease | undefined {
  const spaces = capCounts(lease.spaces, wanted)
  return Object.keys(spaces).length === 0 ? undefined : { ...lease, spaces }
}

interface Quote { readonly stage: QuoteStage, readonly draft: Draft, readonly lease: Lease | undefined }

function quoteDocument ({ stage, draft, lease }: Quote, environment: Environment): JsonObject {
  const { customer, ...parts } = orderParts(draft, environment.base)
  const payment = valid(draft.request.payment)
  return orderDocument({
    ...parts,
    ...(stage === 'C2' && { customer }),
    payment: parts.totals.dueMinor > 0 && payment ? echoReconciliation(payment, environment.rules) : undefined
  }, {
    ...(lease?.expires !== undefined && { lease: { '@type': 'Lease', leaseExpires: lease.expires } }),
    orderRequiresApproval: anyRequires('OpenBookingApproval', draft.items)
  }, environment)
}

/**
 * Answer OrderQuote Deletion: release the lease of a UUID. Orders, OrderProposals and their leases stay.
 * @param call - caller; only its own leases are released
 * @param context - records of the UUID
 * @returns 204, also without a lease
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderquote-deletion}
 */
export function deleteQuote (
  { caller }: Pick<OrderCall<unknown>, 'caller'>, context: OrderContext
): Decision<undefined> {
  const { lease, proposal, classic } = context
  const isQuote = lease !== undefined && proposal === undefined && classic === undefined && mayActFor(caller, lease)
  return { status: 204, body: undefined, changes: isQuote ? replaceLease(context, undefined) : [] }
}
