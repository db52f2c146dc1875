import type { OrderRequest } from '../schemas/order-request.ts'
import { countOf } from './capacity.ts'
import type { Change, Decision } from './changes.ts'
import { BookingError } from './errors.ts'
import { orderPath } from './ids.ts'
import type { JsonObject } from './json.ts'
import { allotItems, assessItems, type GoodItem, isGood, listingOf, type OrderContext, requiresApproval } from './order-items.ts'
import { canonical, expectType } from './order-request.ts'
import { bookedDocument, orderDocument } from './order-view.ts'
import { authorisedSeller, type BrokerRole, echoBroker, echoCustomer, expectBroker, expectCustomer, mayActFor } from './parties.ts'
import { checkPayment, checkReconciliation, echoPayment } from './payment.ts'
import { dropLease, movePlaces, negate } from './places.ts'
import { orderParts } from './quote.ts'
import type { Caller, Environment } from './rules.ts'
import { type BookedItem, type BookedOrder, isDeleted, type Opportunity, type Order, orderKey, type Seller } from './state.ts'
import { totalsOf } from './totals.ts'

/**
 * Answers B. The order of the checks: type, repeat, seller, broker, customer, items, reconciliation, places, amount and payment.
 * @param uuid - UUID of the order, made by the broker
 * @returns 201 with the Order, of a repeated request too, or 409 with the Order whose items have errors
 * @throws BookingError of any type of the catalogue for B
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-creation-b}
 */
export function bookOrder (
  uuid: string, request: OrderRequest, caller: Caller, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  expectType(request, 'Order')
  const digest = environment.digest(canonical(request))
  if (context.order !== undefined) return repeat(context.order, digest, caller, environment)
  const seller = authorisedSeller(request, caller, environment)
  const role = expectBroker(request)
  expectCustomer(request, role)
  const items = assessItems(request, seller, context, environment)
  if (!items.every(isGood)) {
    const parts = orderParts({ type: 'Order', path: orderPath(uuid), request, role, seller, items }, context, environment)
    return { status: 409, body: orderDocument(parts, {}, environment), changes: [] }
  }
  if (requiresApproval(items)) {
    throw new BookingError('OrderCreationFailedError', 'The seller has to approve this order first: send an OrderProposal.')
  }
  const totals = totalsOf(items, items.map(({ offer }) => offer), seller.taxMode)
  if (totals.dueMinor > 0) checkReconciliation(request.payment, environment.rules)
  expectPlaces(items, context)
  checkPayment(request, totals)
  return commit(uuid, digest, request, caller, { role, seller, items }, context, environment)
}

function repeat (order: NonNullable<OrderContext['order']>, digest: string, caller: Caller, environment: Environment): Decision<JsonObject> {
  if (isDeleted(order) || order.digest !== digest || !mayActFor(caller, order)) {
    throw new BookingError('OrderAlreadyExistsError', 'Another order with this UUID already exists.')
  }
  return { status: 201, body: bookedDocument(order, environment), changes: [] }
}

function expectPlaces (items: readonly GoodItem[], { lease }: OrderContext): void {
  const [first] = allotItems(items, lease).flatMap(({ errors }) => errors)
  if (first !== undefined) throw new BookingError('OpportunityHasInsufficientCapacityError', first.description)
}

function commit (
  uuid: string, digest: string, request: OrderRequest, { partner }: Caller,
  { role, seller, items }: { role: BrokerRole, seller: Seller, items: readonly GoodItem[] }, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const places = countOf(items.map(({ listing }) => listing.opportunity.path))
  const { lease } = context
  const moved = movePlaces(context.records, { booked: places, leased: negate(lease?.places ?? {}) })
  const booked: BookedOrder = {
    brokerRole: role,
    ...(request.broker && { broker: echoBroker(request.broker) }),
    ...(request.customer && { customer: echoCustomer(request.customer) }),
    ...(request.payment && { payment: echoPayment(request.payment) }),
    orderNumber: environment.newId(),
    items: items.map((item, index) => bookedItem(item, index, moved, context)),
    totals: totalsOf(items, items.map(({ offer }) => offer), seller.taxMode)
  }
  const order: Order = {
    partner,
    uuid,
    seller: seller.path,
    digest,
    booked,
    items: items.map(() => ({ status: 'OrderItemConfirmed' })),
    totals: booked.totals,
    listed: false
  }
  const changes: Change[] = [...moved, { kind: 'order', id: orderKey(partner, uuid), record: order }, ...(lease ? [dropLease(lease)] : [])]
  return { status: 201, body: bookedDocument(order, environment), changes }
}

/** What is kept of an item: the Opportunity with its places as they are once the order is made. */
function bookedItem ({ request, listing, offer, taxes }: GoodItem, index: number, moved: readonly Change[], context: OrderContext): BookedItem {
  const { path } = listing.opportunity
  const change = moved.find(({ kind, id }) => kind === 'opportunity' && id === path)
  const group = listingOf(path, context.records)?.group ?? listing.group
  return {
    id: String(index + 1),
    position: request.position ?? index,
    places: 1,
    offer,
    listing: { opportunity: (change?.record ?? listing.opportunity) as Opportunity, group },
    taxes,
    ...(request.attendee && { attendee: echoCustomer({ ...request.attendee, '@type': 'Person' }) })
  }
}
