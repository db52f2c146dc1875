import type { OrderRequest } from '../../schemas/order-request.ts'
import { expectPlaces } from '../checks/allotment.ts'
import { checkDetails } from '../checks/details.ts'
import { assessItems, type GoodItem, isGood } from '../checks/order-items.ts'
import { expectLeaseOf } from '../checks/order-request.ts'
import { authorisedSeller, type BrokerRole, expectBroker, expectCustomer } from '../checks/parties.ts'
import { countOf } from '../leasing/capacity.ts'
import { endOf } from '../leasing/lease.ts'
import { movePlaces } from '../leasing/spaces.ts'
import { checkAmount, checkPayment, checkReconciliation, echoPayment } from '../pricing/payment.ts'
import { totalsOf } from '../pricing/totals.ts'
import { orderPath, proposalPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Change, Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { Listing } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { type Order, orderKey, type PlacedItem, type PlacedOrder, type Totals } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { newAccess } from '../rendering/access.ts'
import { echoResponses } from '../rendering/details-document.ts'
import { echoAttendee, echoBroker, echoCustomer } from '../rendering/echoed-parties.ts'
import { orderDocument } from '../rendering/order-document.ts'
import { type Draft, orderParts } from '../rendering/order-draft.ts'

/** What P and B ask for, with nothing wrong about it but perhaps places and payment. */
export interface CheckedOrder {
  readonly request: OrderRequest
  readonly seller: Seller
  readonly role: BrokerRole
  readonly items: readonly GoodItem[]
}

const PATHS = { OrderProposal: proposalPath, Order: orderPath }

/**
 * The checks that P and B have in common, in their order: seller, broker, customer, items.
 * @returns what was found, or 409 with the document whose items have errors
 */
export function checkOrder (
  type: keyof typeof PATHS, uuid: string, request: OrderRequest, caller: Caller, context: OrderContext, environment: Environment
): CheckedOrder | Decision<JsonObject> {
  const seller = authorisedSeller(request, caller, environment)
  expectLeaseOf(seller, context.lease)
  const role = expectBroker(request)
  expectCustomer(request, role)
  const items = checkDetails(assessItems(request, seller, context, environment), environment.base)
  if (items.every(isGood)) return { request, seller, role, items }
  const draft: Draft = { '@type': type, path: PATHS[type](uuid), request, role, seller, items, lease: context.lease }
  return { status: 409, body: orderDocument(orderParts(draft, environment.base), {}, environment), changes: [] }
}

/** The checks that follow: reconciliation, places, amount and payment. @returns what the order costs */
export function checkPlacement ({ request, seller, items }: CheckedOrder, { lease }: OrderContext, { rules }: Environment): Totals {
  const totals = totalsOf(items, items.map(({ offer }) => offer), seller.taxMode)
  if (totals.dueMinor > 0) checkReconciliation(request.payment, rules)
  expectPlaces(items, lease)
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

function placedItem ({ request, listing, offer, taxes }: GoodItem, index: number, moved: readonly Change[]): PlacedItem {
  return {
    id: String(index + 1),
    position: request.position ?? index,
    places: 1,
    offer,
    listing: listingAfter(moved, listing),
    taxes,
    ...(request.attendee && { attendee: echoAttendee(request.attendee) }),
    ...(request.orderItemIntakeFormResponse && { intakeFormResponse: echoResponses(request.orderItemIntakeFormResponse) })
  }
}

/** @returns a Listing as it is once these changes are made. */
export function listingAfter (changes: readonly Change[], listing: Listing): Listing {
  const change = changes.find(({ kind, id }) => kind === 'opportunity' && id === listing.opportunity.path)
  return change?.kind === 'opportunity' && change.record !== null && 'spaces' in change.record ? { ...listing, opportunity: change.record } : listing
}

/** Books places in exchange for those that the order has leased. */
export function takePlaces (items: ReadonlyArray<{ readonly listing: Listing }>, { lease, records }: OrderContext): Change[] {
  const places = countOf(items.map(({ listing }) => listing.opportunity.path))
  return movePlaces(records, { booked: places, ...endOf([lease]) })
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
