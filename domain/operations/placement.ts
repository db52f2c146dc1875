import type { OrderRequest } from '../../schemas/order-request.ts'
import { requireSpaces } from '../checks/allotment.ts'
import { checkDetails } from '../checks/details.ts'
import { assessItems, type BookableItem, isBookable } from '../checks/order-items.ts'
import { authorisedSeller, type BrokerRole, requireBroker, requireCustomer } from '../checks/parties.ts'
import { requireLeaseOf } from '../checks/preconditions.ts'
import { countByPath } from '../leasing/capacity.ts'
import { releaseOf } from '../leasing/lease-changes.ts'
import { adjustSpaces } from '../leasing/spaces.ts'
import { checkAmount, checkPayment, checkReconciliation, echoPayment } from '../pricing/payment.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { orderPath, proposalPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Change, Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { OpportunityWithParent } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { type Order, orderKey, type PlacedItem, type PlacedOrder, type Totals } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { newAccess } from '../rendering/access.ts'
import { echoResponses } from '../rendering/details-document.ts'
import { echoAttendee, echoBroker, echoCustomer } from '../rendering/echoed-parties.ts'
import { orderDocument } from '../rendering/order-document.ts'
import { type Draft, orderParts } from '../rendering/order-draft.ts'

/** What P and B ask for, with nothing wrong about it but perhaps spaces and payment. */
export interface CheckedOrder {
  readonly request: OrderRequest
  readonly seller: Seller
  readonly role: BrokerRole
  readonly items: readonly BookableItem[]
}

const PATHS = { OrderProposal: proposalPath, Order: orderPath }

/**
 * The checks that P and B have in common, in their order: seller, broker, customer, items.
 * @returns what was found, or 409 with the document whose items have errors
 */
export function checkOrderRequest (
  type: keyof typeof PATHS, uuid: string, request: OrderRequest, caller: Caller, context: OrderContext, environment: Environment
): CheckedOrder | Decision<JsonObject> {
  const seller = authorisedSeller(request, caller, environment)
  requireLeaseOf(seller, context.lease)
  const role = requireBroker(request)
  requireCustomer(request, role)
  const items = checkDetails(assessItems(request, seller, context, environment), environment.base)
  if (items.every(isBookable)) return { request, seller, role, items }
  const draft: Draft = { '@type': type, path: PATHS[type](uuid), request, role, seller, items, lease: context.lease }
  return { status: 409, body: orderDocument(orderParts(draft, environment.base), {}, environment), changes: [] }
}

/** The checks that follow: reconciliation, spaces, amount and payment. @returns what the order costs */
export function checkPlacement ({ request, seller, items }: CheckedOrder, { lease }: OrderContext, { rules }: Environment): Totals {
  const totals = calculateTotals(items, items.map(({ offer }) => offer), seller.taxMode)
  if (totals.dueMinor > 0) checkReconciliation(request.payment, rules)
  requireSpaces(items, lease)
  checkAmount(request, totals)
  checkPayment(request.payment, totals)
  return totals
}

/** @param moved - changes of the Opportunities, of which the items keep what is so then */
export function placedOrder ({ request, role, items }: CheckedOrder, totals: Totals, moved: readonly Change[]): PlacedOrder {
  return {
    brokerRole: role,
    ...(request.broker && { broker: echoBroker(request.broker) }),
    ...(request.customer && { customer: echoCustomer(request.customer) }),
    ...(request.payment && { payment: echoPayment(request.payment) }),
    items: items.map((item, index) => placedItem(item, index, moved)),
    totals
  }
}

function placedItem ({ request, listing, offer, taxes }: BookableItem, index: number, moved: readonly Change[]): PlacedItem {
  return {
    id: String(index + 1),
    position: request.position ?? index,
    spaces: 1,
    offer,
    listing: opportunityAfter(moved, listing),
    taxes,
    ...(request.attendee && { attendee: echoAttendee(request.attendee) }),
    ...(request.orderItemIntakeFormResponse && { intakeFormResponse: echoResponses(request.orderItemIntakeFormResponse) })
  }
}

/** @returns a Listing as it is once these changes are made. */
export function opportunityAfter (changes: readonly Change[], listing: OpportunityWithParent): OpportunityWithParent {
  const change = changes.find(({ kind, id }) => kind === 'opportunity' && id === listing.opportunity.path)
  return change?.kind === 'opportunity' && change.record !== null && 'spaces' in change.record ? { ...listing, opportunity: change.record } : listing
}

/** Books spaces in exchange for those that the order has leased. */
export function bookSpaces (items: ReadonlyArray<{ readonly listing: OpportunityWithParent }>, { lease, records }: OrderContext): Change[] {
  const spaces = countByPath(items.map(({ listing }) => listing.opportunity.path))
  return adjustSpaces(records, { booked: spaces, ...releaseOf([lease]) })
}

/** Makes an Order of what was asked for. */
export function confirmOrder (
  key: Pick<Order, 'partner' | 'uuid' | 'seller' | 'digest' | 'withdrawn'>, placed: PlacedOrder, { newId }: Pick<Environment, 'newId'>
): { order: Order, change: Change } {
  const items = placed.items.map((item) => ({ ...item, access: newAccess(item.listing.opportunity.online === true, newId) }))
  const order: Order = {
    ...key,
    booked: { ...placed, orderNumber: newId(), items },
    items: items.map(() => ({ status: 'OrderItemConfirmed' })),
    totals: placed.totals,
    listed: false
  }
  return { order, change: { kind: 'order', id: orderKey(key.partner, key.uuid), record: order } }
}
