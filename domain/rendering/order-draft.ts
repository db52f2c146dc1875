import { availability } from '../checks/allotment.ts'
import { lacksDetailsAtMost } from '../checks/details.ts'
import type { AssessedItem } from '../checks/order-items.ts'
import { echoReconciliation } from '../pricing/payment.ts'
import { isDynamic } from '../pricing/price-basis.ts'
import type { PricedItem } from '../pricing/tax.ts'
import { calculateTotals } from '../pricing/totals.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Environment } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { PriceBasis } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { valid } from '../request/problem.ts'
import { echoResponses } from './details-document.ts'
import { echoBroker } from './echoed-parties.ts'
import { orderDocument, type OrderParts, type Rendering } from './order-document.ts'
import { itemDocument } from './order-item-document.ts'

/** A request for a quote or an order with the result of its checks. */
export interface Draft {
  readonly '@type': OrderParts['@type']
  readonly path: string
  readonly request: OrderRequest
  readonly role: string
  readonly seller: Seller
  /** Missing for the usual prices. */
  readonly basis: PriceBasis | undefined
  readonly items: readonly AssessedItem[]
  /** Lease of the UUID before the request. */
  readonly lease: Lease | undefined
}

/**
 * Collect the parts of a quote, or of an order with errors. Items that only lack details count in the totals.
 * @param draft - the request and the result of its checks
 * @param rendering - base URL and rules
 * @returns the parts of the document
 */
export function orderParts (draft: Draft, { base, rules }: Rendering): OrderParts {
  const { request, seller, items } = draft
  const priced = items.filter(isPriced)
  const broker = valid(request.broker)
  const pricing = { taxMode: seller.taxMode, basis: draft.basis, currency: rules.currency }
  return {
    '@type': draft['@type'],
    path: draft.path,
    brokerRole: draft.role,
    broker: broker && echoBroker(broker),
    customer: valid(request.customer),
    seller,
    items: items.map((item, index) => draftItemDocument({ item, index, draft }, base)),
    totals: calculateTotals(priced.filter(lacksDetailsAtMost), priced, pricing)
  }
}

function isPriced (item: AssessedItem): item is AssessedItem & PricedItem {
  return item.offer !== undefined
}

interface DraftItem { readonly item: AssessedItem, readonly index: number, readonly draft: Draft }

function draftItemDocument ({ item, index, draft: { path, lease } }: DraftItem, base: string): JsonObject {
  const { request, position, orderedItem, offer } = item
  const { attendee, orderItemIntakeFormResponse: responses } = request
  return itemDocument({
    position,
    offer: offer ?? valid(request.acceptedOffer),
    orderedItem: orderedItem ?? valid(request.orderedItem),
    free: orderedItem === undefined ? 0 : availability({ orderedItem }, lease).free,
    taxes: item.taxes,
    attendee: valid(attendee),
    intakeFormResponse: echoResponses(responses),
    errors: item.errors.map((error) => ({ instance: `${base}/${path}#/orderedItem/${index}`, ...error }))
  }, base)
}

/** C1 is a quote without a customer, C2 a quote with one. */
export type QuoteStage = 'C1' | 'C2'

/** A quote and the lease that it leads to, if any. */
interface Quote { readonly stage: QuoteStage, readonly draft: Draft, readonly lease: Lease | undefined }

/**
 * Render an OrderQuote.
 * @param quote - its stage, content and lease
 * @param environment - base URL and rules
 * @returns the OrderQuote document
 */
export function quoteDocument (
  { stage, draft, lease }: Quote, environment: Pick<Environment, 'base' | 'rules'>
): JsonObject {
  const { customer, ...parts } = orderParts(draft, environment)
  const payment = valid(draft.request.payment)
  const isPaid = parts.totals.dueMinor > 0 || isDynamic(payment)
  return orderDocument({
    ...parts,
    ...(stage === 'C2' && { customer }),
    payment: payment && isPaid ? echoReconciliation(payment, environment.rules) : undefined
  }, {
    ...(lease?.expires !== undefined && { lease: { '@type': 'Lease', leaseExpires: lease.expires } }),
    orderRequiresApproval: anyRequires('OpenBookingApproval', draft.items)
  }, environment)
}
