import { addMinutes } from 'date-fns/addMinutes'
import { allotItems } from '../checks/allotment.ts'
import { checkDetails } from '../checks/details.ts'
import { assessItems, type BookableItem, isBookable } from '../checks/order-items.ts'
import { authorisedSeller, mayActFor, requireBroker, requireCustomer } from '../checks/parties.ts'
import { requireFewItems, requireLeaseOf, requireNewOrder } from '../checks/preconditions.ts'
import { supportedRequest } from '../checks/supported-request.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { capCounts, countSpaces, type SpaceCounts } from '../leasing/spaces.ts'
import { toPrice } from '../pricing/money.ts'
import { checkReconciliation } from '../pricing/payment.ts'
import { isDynamic, priceBasis } from '../pricing/price-basis.ts'
import { orderQuotePath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Decision } from '../records/change.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Environment } from '../records/environment.ts'
import type { Lease, LeasedQuote, QuotedItem } from '../records/lease.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { type Draft, quoteDocument, type QuoteStage } from '../rendering/order-draft.ts'
import type { OrderRequest } from '../request/order-requests.ts'

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
  const { stage, uuid, caller } = call
  const request = supportedRequest(call.request, environment.rules)
  requireNewOrder(context)
  const seller = authorisedSeller(request, caller, environment)
  requireLeaseOf(seller, context.lease)
  const role = requireBroker(request)
  if (stage === 'C2') requireCustomer(request, role)
  requireFewItems(request, environment.rules)
  const basis = priceBasis(request, environment.rules)
  const assessed = assessItems({ request, seller, basis }, context, environment)
  const items = allotItems(stage === 'C2' ? checkDetails(assessed, environment.base) : assessed, context.lease)
  const draft: Draft =
    { '@type': 'OrderQuote', path: orderQuotePath(uuid), request, role, seller, basis, items, lease: context.lease }
  if (!items.every(isBookable)) {
    return { status: 409, body: quoteDocument({ stage, draft, lease: undefined }, environment), changes: [] }
  }
  checkReconciliation(request.payment, environment.rules)

  const lease = leaseAfter(call, { ...draft, items }, environment)
  return {
    status: 200,
    body: quoteDocument({ stage, draft, lease }, environment),
    changes: replaceLease(context, lease)
  }
}

/** A quote without errors. */
interface LeasableDraft extends Draft { readonly items: readonly BookableItem[] }

/**
 * Where C1 leases nothing, it only returns the spaces that an earlier C2 leased beyond the new items.
 * @returns the lease after the quote, undefined without one
 */
function leaseAfter (
  { stage, uuid, caller }: QuoteCall, { request, role, seller, basis, items, lease }: LeasableDraft,
  { now, rules }: Environment
): Lease | undefined {
  const spaces = countSpaces(items)
  const { payment } = request
  const account = isDynamic(payment) ? payment.accountId : undefined
  const quoted = (held: SpaceCounts): LeasedQuote => ({
    brokerRole: role,
    ...(basis && { basis }),
    items: quotedItems(items, held, rules),
    ...(account !== undefined && { dynamicAccountId: account })
  })
  if (rules.leasing === 'none') return undefined
  if (rules.leasing === 'named' && stage === 'C1') {
    const held = capCounts(lease?.spaces ?? {}, spaces)
    return lease && Object.keys(held).length > 0 ? { ...lease, spaces: held, quote: quoted(held) } : undefined
  }
  const expires = isoInstant(addMinutes(now, rules.leaseMinutes))
  return { partner: caller.partner, uuid, seller: seller.path, expires, spaces, quote: quoted(spaces) }
}

/** @returns the items whose spaces a lease holds */
function quotedItems (items: readonly BookableItem[], held: SpaceCounts, rules: Rules): QuotedItem[] {
  const left = new Map(Object.entries(held))
  return items.flatMap(({ position, offer, orderedItem: { opportunity: { path, offers } } }) => {
    const count = left.get(path) ?? 0
    left.set(path, count - 1)
    if (count <= 0) return []
    const { override, priceMinor, currency, dynamic } = offer
    // The price in the order may be the net one.
    const listed = offers.find((known) => known.path === offer.path)?.priceMinor
    const isGuaranteed = rules.leaseGuaranteesPrice && dynamic !== true && listed !== undefined
    return {
      position,
      orderedItem: path,
      acceptedOffer: offer.path,
      ...(isGuaranteed && { priceMinor: listed }),
      ...(override && { override: { ...override, price: toPrice(priceMinor), priceCurrency: currency } })
    }
  })
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
