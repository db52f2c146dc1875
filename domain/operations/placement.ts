import { requireSpaces } from '../checks/allotment.ts'
import { checkDetails } from '../checks/details.ts'
import { assessItems, type BookableItem, isBookable } from '../checks/order-items.ts'
import { authorisedSeller, type BrokerRole, requireBroker, requireCustomer } from '../checks/parties.ts'
import { requireFewItems, requireLeaseOf } from '../checks/preconditions.ts'
import { requireQuotedTerms } from '../checks/quoted-terms.ts'
import { announceOrder } from '../feeds/announce.ts'
import { releaseOf } from '../leasing/lease-changes.ts'
import { adjustSpaces, countSpaces } from '../leasing/spaces.ts'
import { checkAmount, checkPayment, checkReconciliation, echoPayment } from '../pricing/payment.ts'
import { priceBasis } from '../pricing/price-basis.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { orderPath, proposalPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Change, Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OpportunityWithParent } from '../records/opportunity.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { type Order, orderKey, type PlacedItem, type PlacedOrder, type Totals } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { awaitsChannel, LATE_CHANNEL, newAccess } from '../rendering/access.ts'
import { echoResponses } from '../rendering/details-document.ts'
import { echoBroker } from '../rendering/echoed-parties.ts'
import { orderDocument } from '../rendering/order-document.ts'
import { type Draft, orderParts } from '../rendering/order-draft.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { valid } from '../request/problem.ts'

/** A request of P or B after `checkOrderRequest`: only spaces and payment are unchecked. */
export interface CheckedOrder {
  readonly request: OrderRequest
  readonly seller: Seller
  readonly role: BrokerRole
  readonly items: readonly BookableItem[]
}

const PATHS = { OrderProposal: proposalPath, Order: orderPath }

/** A call of P or B. */
export interface PlacementCall extends OrderCall<OrderRequest> { readonly type: keyof typeof PATHS }

/**
 * Do the checks common to P and B, in this order: seller, broker, customer, items.
 * @param call - type of the document, UUID, body and caller
 * @param context - records of the UUID and of the named Opportunities
 * @param environment - time, base URL and rules
 * @returns the checked order, or 409 with the document that shows the errors of its items
 * @throws {BookingError} any error type for seller, broker or customer
 */
export function checkOrderRequest (
  { type, uuid, request, caller }: PlacementCall, context: OrderContext, environment: Environment
): CheckedOrder | Decision<JsonObject> {
  const seller = authorisedSeller(request, caller, environment)
  requireLeaseOf(seller, context.lease)
  const role = requireBroker(request)
  requireCustomer(request, role)
  requireFewItems(request, environment.rules)
  const basis = priceBasis(request, environment.rules)
  const items = checkDetails(assessItems({ request, seller, basis }, context, environment), environment.base)
  if (items.every(isBookable)) return { request, seller, role, items }
  const draft: Draft = {
    '@type': type, path: PATHS[type](uuid), request, role, seller, basis, items, lease: context.lease
  }
  return { status: 409, body: orderDocument(orderParts(draft, environment), {}, environment), changes: [] }
}

/**
 * Do the checks that follow `checkOrderRequest`, in this order: reconciliation, terms of the quote, spaces, amount,
 * payment.
 * @param checked - the checked order
 * @param context - the lease of the UUID
 * @param environment - rules
 * @returns the totals of the order
 * @throws {BookingError} any error type for payment or spaces
 */
export function checkPlacement (
  { request, seller, items }: CheckedOrder, { lease }: OrderContext, { rules }: Environment
): Totals {
  const basis = priceBasis(request, rules)
  const totals = calculateTotals(items, items, { taxMode: seller.taxMode, basis })
  if (totals.dueMinor > 0 || basis === 'dynamic') checkReconciliation(request.payment, rules)
  requireQuotedTerms({ request, items }, lease)
  requireSpaces(items, lease)
  checkAmount(request, totals)
  checkPayment(request.payment, totals)
  return totals
}

/**
 * Make the record of a checked order.
 * @param checked - the checked order
 * @param totals - totals of the order
 * @param spaceChanges - changes of the Opportunities; items keep the Opportunities as they are after these changes
 * @param environment - rules
 * @returns the order as P or B answers it
 */
export function placedOrder (
  checked: CheckedOrder, totals: Totals, spaceChanges: readonly Change[], { rules }: Environment
): PlacedOrder {
  const { request, role, items } = checked
  const broker = valid(request.broker)
  const customer = valid(request.customer)
  const payment = valid(request.payment)
  return {
    brokerRole: role,
    ...(broker && { broker: echoBroker(broker) }),
    ...(customer && { customer }),
    ...(payment && { payment: echoPayment(payment, rules) }),
    items: items.map((item, index) => placedItem(item, index, spaceChanges)),
    totals
  }
}

function placedItem (item: BookableItem, index: number, spaceChanges: readonly Change[]): PlacedItem {
  const { attendee: attendeeOrProblem, orderItemIntakeFormResponse: responses, accessPass } = item.request
  const attendee = valid(attendeeOrProblem)
  const answers = echoResponses(responses)
  return {
    id: String(index + 1),
    position: item.position,
    spaces: 1,
    offer: item.offer,
    orderedItem: opportunityAfter(spaceChanges, item.orderedItem),
    taxes: item.taxes,
    ...(attendee && { attendee }),
    ...(answers.length > 0 && { intakeFormResponse: answers }),
    ...(accessPass && { accessPass })
  }
}

/**
 * Look up an Opportunity among changes.
 * @param changes - changes that are not applied yet
 * @param current - the stored Opportunity and its parent
 * @returns the Opportunity and its parent as they are after these changes
 */
export function opportunityAfter (changes: readonly Change[], current: OpportunityWithParent): OpportunityWithParent {
  const change = changes.find(({ kind, id }) => kind === 'opportunity' && id === current.opportunity.path)
  if (change?.kind !== 'opportunity' || change.record === null || !('spaces' in change.record)) return current
  return { ...current, opportunity: change.record }
}

/**
 * Book the spaces of the items and release the lease of the order.
 * @param items - items of the order
 * @param context - the lease of the order and the current Opportunities
 * @returns the changes of the Opportunities
 */
export function bookSpaces (
  items: ReadonlyArray<BookableItem | PlacedItem>, { lease, records }: OrderContext
): Change[] {
  return adjustSpaces(records, { booked: countSpaces(items), ...releaseOf([lease]) })
}

type OrderIdentity = Pick<Order, 'partner' | 'uuid' | 'seller' | 'digest' | 'withdrawn' | 'customerNote'>

/**
 * Make a confirmed Order with access details and an order number.
 * @param identity - keys and digest of the Order
 * @param placed - content of the Order
 * @param environment - source of ids
 * @returns the Order and the change that stores it
 */
export function confirmOrder (
  identity: OrderIdentity, placed: PlacedOrder, environment: Pick<Environment, 'newId' | 'rules'>
): { order: Order, change: Change } {
  const { newId, rules } = environment
  const items = placed.items.map((item) => ({
    ...item,
    access: newAccess(item, environment),
    ...(rules.reconciliationReferences && { reference: newId() })
  }))
  const isLate = items.some(awaitsChannel)
  const order: Order = {
    ...identity,
    booked: { ...placed, orderNumber: placed.orderNumber ?? newId(), items },
    items: items.map((item) =>
      ({ status: 'OrderItemConfirmed', ...(awaitsChannel(item) && { customerNotice: LATE_CHANNEL }) })),
    totals: placed.totals,
    listed: false
  }
  // The model forbids a notice in the answer of B: the orders feed has it at once.
  if (isLate) return { order, change: announceOrder(order) }
  return { order, change: { kind: 'order', id: orderKey(identity.partner, identity.uuid), record: order } }
}
