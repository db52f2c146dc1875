import type { OrderRequest } from '../schemas/order-request.ts'
import { newAccess } from './access.ts'
import { countOf } from './capacity.ts'
import type { Change, Decision } from './changes.ts'
import { checkDetails, echoResponses } from './details.ts'
import { BookingError } from './errors.ts'
import { orderPath } from './ids.ts'
import type { JsonObject } from './json.ts'
import { type Draft, orderParts } from './order-draft.ts'
import { allotItems, assessItems, type GoodItem, isGood, type OrderContext, requiresApproval } from './order-items.ts'
import { canonical, expectLeaseOf, expectType } from './order-request.ts'
import { bookedDocument, orderDocument } from './order-view.ts'
import { authorisedSeller, type BrokerRole, echoAttendee, echoBroker, echoCustomer, expectBroker, expectCustomer, mayActFor } from './parties.ts'
import { checkPayment, checkReconciliation, echoPayment } from './payment.ts'
import { dropLease, movePlaces, negate } from './places.ts'
import type { Caller, Environment } from './rules.ts'
import { type BookedItem, type BookedOrder, isDeleted, type Opportunity, type Order, orderKey, type Totals } from './state.ts'
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
  expectLeaseOf(seller, context.lease)
  const role = expectBroker(request)
  expectCustomer(request, role)
  const items = checkDetails(assessItems(request, seller, context, environment), environment.base)
  if (!items.every(isGood)) {
    const draft: Draft = { '@type': 'Order', path: orderPath(uuid), request, role, seller, items, lease: context.lease }
    return { status: 409, body: orderDocument(orderParts(draft, environment.base), {}, environment), changes: [] }
  }
  if (requiresApproval(items)) {
    throw new BookingError('OrderCreationFailedError', 'The seller has to approve this order first: send an OrderProposal.')
  }
  const totals = totalsOf(items, items.map(({ offer }) => offer), seller.taxMode)
  if (totals.dueMinor > 0) checkReconciliation(request.payment, environment.rules)
  expectPlaces(items, context)
  checkPayment(request, totals)

  const moved = takePlaces(items, context)
  const booked = bookedOrder(request, role, items, moved, totals, environment)
  const order: Order = {
    partner: caller.partner, uuid, seller: seller.path, digest, booked, items: items.map(() => ({ status: 'OrderItemConfirmed' })), totals, listed: false
  }
  const placed: Change = { kind: 'order', id: orderKey(caller.partner, uuid), record: order }
  return { status: 201, body: bookedDocument(order, environment), changes: [...moved, placed, ...(context.lease ? [dropLease(context.lease)] : [])] }
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

/** Books places in exchange for those that the order has leased. */
function takePlaces (items: readonly GoodItem[], { lease, records }: OrderContext): Change[] {
  const places = countOf(items.map(({ listing }) => listing.opportunity.path))
  return movePlaces(records, { booked: places, leased: negate(lease?.places ?? {}) })
}

function bookedOrder (
  request: OrderRequest, role: BrokerRole, items: readonly GoodItem[], moved: readonly Change[], totals: Totals, { newId }: Pick<Environment, 'newId'>
): BookedOrder {
  return {
    brokerRole: role,
    ...(request.broker && { broker: echoBroker(request.broker) }),
    ...(request.customer && { customer: echoCustomer(request.customer) }),
    ...(request.payment && { payment: echoPayment(request.payment) }),
    orderNumber: newId(),
    items: items.map((item, index) => bookedItem(item, index, moved, newId)),
    totals
  }
}

/** What is kept of an item: the Opportunity with its places as they are once the order is made. */
function bookedItem ({ request, listing, offer, taxes }: GoodItem, index: number, moved: readonly Change[], newId: () => string): BookedItem {
  const change = moved.find(({ kind, id }) => kind === 'opportunity' && id === listing.opportunity.path)
  return {
    id: String(index + 1),
    position: request.position ?? index,
    places: 1,
    offer,
    listing: { ...listing, opportunity: (change?.record ?? listing.opportunity) as Opportunity },
    taxes,
    access: newAccess(listing.opportunity.online === true, newId),
    ...(request.attendee && { attendee: echoAttendee(request.attendee) }),
    ...(request.orderItemIntakeFormResponse && { intakeFormResponse: echoResponses(request.orderItemIntakeFormResponse) })
  }
}
