import { addMinutes } from 'date-fns'
import type { OrderRequest } from '../../schemas/order-request.ts'
import { allotItems } from '../checks/allotment.ts'
import { checkDetails } from '../checks/details.ts'
import { type AssessedItem, assessItems, isBookable } from '../checks/order-items.ts'
import { authorisedSeller, requireBroker, requireCustomer, mayActFor } from '../checks/parties.ts'
import { requireLeaseOf, requireNewOrder, requireType } from '../checks/preconditions.ts'
import { countByPath } from '../leasing/capacity.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { capCounts, type SpaceCounts } from '../leasing/spaces.ts'
import { checkReconciliation, echoReconciliation } from '../pricing/payment.ts'
import { orderQuotePath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { Seller } from '../records/seller.ts'
import { orderDocument } from '../rendering/order-document.ts'
import { type Draft, orderParts } from '../rendering/order-draft.ts'

/** C1 is a quote without a customer, C2 one with. */
export type QuoteStage = 'C1' | 'C2'

/**
 * Answers C1 and C2. The order of the checks is that of the specification: type, UUID, seller, broker, customer, items, payment.
 * A quote replaces what was leased under its UUID; one that is refused leaves it was.
 * @param stage - which of the two
 * @param uuid - UUID of the order, made by the broker
 * @returns 200 with the OrderQuote, or 409 with the OrderQuote whose items have errors
 * @throws BookingError of any type of the catalogue for C1 and C2
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderquote-creation-c1}
 */
export function quoteOrder (
  stage: QuoteStage, uuid: string, request: OrderRequest, caller: Caller, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  requireType(request, 'OrderQuote')
  requireNewOrder(context)
  const seller = authorisedSeller(request, caller, environment)
  requireLeaseOf(seller, context.lease)
  const role = requireBroker(request)
  if (stage === 'C2') requireCustomer(request, role)
  const assessed = assessItems(request, seller, context, environment)
  const items = allotItems(stage === 'C2' ? checkDetails(assessed, environment.base) : assessed, context.lease)
  const draft: Draft = { '@type': 'OrderQuote', path: orderQuotePath(uuid), request, role, seller, items, lease: context.lease }
  const render = (more: JsonObject): JsonObject => quoteDocument(stage, draft, more, environment)
  if (!items.every(isBookable)) return { status: 409, body: render({}), changes: [] }
  checkReconciliation(request.payment, environment.rules)

  const lease = leaseFor(stage, uuid, caller, seller, items, context.lease, environment)
  const body = render(lease?.expires === undefined ? {} : { lease: { '@type': 'Lease', leaseExpires: lease.expires } })
  return { status: 200, body, changes: replaceLease(context, lease) }
}

/** What is leased once the quote is made. Where C1 leases nothing, it can only give back what an earlier C2 holds beyond the new items. */
function leaseFor (
  stage: QuoteStage, uuid: string, { partner }: Caller, seller: Seller, items: readonly AssessedItem[], held: Lease | undefined, { now, rules }: Environment
): Lease | undefined {
  const spaces = countByPath(items.flatMap(({ listing }) => listing?.opportunity.path ?? []))
  if (rules.leasing === 'none') return undefined
  if (rules.leasing === 'named' && stage === 'C1') return held && keptOf(held, spaces)
  return { partner, uuid, seller: seller.path, expires: isoInstant(addMinutes(now, rules.leaseMinutes)), spaces }
}

/** @returns a lease without what is not wanted any more, undefined if that is all of it. */
function keptOf (held: Lease, wanted: SpaceCounts): Lease | undefined {
  const spaces = capCounts(held.spaces, wanted)
  return Object.keys(spaces).length === 0 ? undefined : { ...held, spaces }
}

/**
 * Answers OrderQuote Deletion: gives back what is leased under a UUID, if the caller may. Orders of any kind and proposals are never touched.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderquote-deletion}
 */
export function deleteQuote (caller: Caller, context: OrderContext): Decision<undefined> {
  const { lease, proposal, classic } = context
  const isQuote = lease !== undefined && proposal === undefined && classic === undefined && mayActFor(caller, lease)
  return { status: 204, body: undefined, changes: isQuote ? replaceLease(context, undefined) : [] }
}

function quoteDocument (stage: QuoteStage, draft: Draft, more: JsonObject, environment: Environment): JsonObject {
  const { customer, ...parts } = orderParts(draft, environment.base)
  const payment = parts.totals.dueMinor > 0 && draft.request.payment ? echoReconciliation(draft.request.payment) : undefined
  return orderDocument({ ...parts, ...(stage === 'C2' && { customer }), payment }, { ...more, orderRequiresApproval: anyRequires('OpenBookingApproval', draft.items) }, environment)
}
