import { assessItems } from '../checks/order-items.ts'
import { mayActFor } from '../checks/parties.ts'
import { basisOf } from '../pricing/price-basis.ts'
import { orderQuotePath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { LeasedQuote } from '../records/lease.ts'
import type { OrderContext } from '../records/order-context.ts'
import { requireSeller } from '../records/seller.ts'
import { type Draft, quoteDocument } from '../rendering/order-draft.ts'
import type { OrderItemRequest, OrderRequest } from '../request/order-requests.ts'

/**
 * Answer Order Status for a leased OrderQuote: at current terms, and without personal data, which no lease holds.
 * @param context - records of the UUID
 * @param caller - booking partner and Seller of the credentials
 * @param environment - time, base URL and rules
 * @returns the OrderQuote document, undefined unless this caller has a leased OrderQuote with the UUID
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-endpoint-restful-semantics}
 */
export function leasedQuote (
  context: OrderContext, caller: Caller, environment: Environment
): JsonObject | undefined {
  const { lease, proposal, classic } = context
  if (lease?.quote === undefined || proposal !== undefined || classic !== undefined || !mayActFor(caller, lease)) {
    return undefined
  }
  const seller = requireSeller(environment.rules, lease.seller)
  const request = requestOf(lease.quote, environment.base)
  const basis = basisOf(lease.quote, environment.rules)
  const items = assessItems({ request, seller, basis }, context, environment)
  const [path, role] = [orderQuotePath(lease.uuid), lease.quote.brokerRole]
  const draft: Draft = { '@type': 'OrderQuote', path, request, role, seller, basis, items, lease }
  return quoteDocument({ stage: 'C1', draft, lease }, environment)
}

/** @returns the request of C1 for a leased OrderQuote, without its broker */
function requestOf ({ items, dynamicAccountId }: LeasedQuote, base: string): OrderRequest {
  const orderedItem = items.map(({ position, override, ...item }): OrderItemRequest => ({
    '@type': 'OrderItem',
    position,
    orderedItem: `${base}/${item.orderedItem}`,
    ...(dynamicAccountId === undefined && {
      acceptedOffer: override === undefined
        ? `${base}/${item.acceptedOffer}`
        : { '@type': 'OfferOverride', '@id': `${base}/${item.acceptedOffer}`, ...override }
    })
  }))
  return {
    '@type': 'OrderQuote',
    orderedItem,
    ...(dynamicAccountId !== undefined && { payment: { '@type': 'DynamicPayment', accountId: dynamicAccountId } })
  }
}
