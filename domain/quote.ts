import { addMinutes } from 'date-fns'
import type { OrderRequest } from '../schemas/order-request.ts'
import { countOf } from './capacity.ts'
import type { Change, Decision } from './changes.ts'
import { BookingError } from './errors.ts'
import { orderQuotePath } from './ids.ts'
import type { JsonObject } from './json.ts'
import {
  allotItems, type AssessedItem, assessItems, isGood, type OrderContext, placesFor, requiresApproval
} from './order-items.ts'
import { expectNewOrder, expectType } from './order-request.ts'
import { itemDocument, orderDocument, type OrderParts } from './order-view.ts'
import { authorisedSeller, type BrokerRole, echoBroker, echoCustomer, expectBroker, expectCustomer } from './parties.ts'
import { checkReconciliation, echoReconciliation } from './payment.ts'
import { dropLease, movePlaces, negate, putLease, subtract } from './places.ts'
import type { Caller, Environment } from './rules.ts'
import type { Lease, Seller } from './state.ts'
import { isoInstant } from './time.ts'
import { totalsOf } from './totals.ts'

/** C1 is a quote without a customer, C2 one with. */
export type QuoteStage = 'C1' | 'C2'

/**
 * Answers C1 and C2. The order of the checks is that of the specification: type, UUID, seller, broker, customer, items, payment.
 * A quote replaces what was leased under its UUID; one that is refused leaves it as it was.
 * @param stage - which of the two
 * @param uuid - UUID of the order, made by the broker
 * @returns 200 with the OrderQuote, or 409 with the OrderQuote whose items have errors
 * @throws BookingError of any type of the catalogue for C1 and C2
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderquote-creation-c1}
 */
export function quoteOrder (
  stage: QuoteStage, uuid: string, request: OrderRequest, caller: Caller, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  expectType(request, 'OrderQuote')
  expectNewOrder(context)
  const seller = authorisedSeller(request, caller, environment)
  if (context.lease !== undefined && context.lease.seller !== seller.path) {
    throw new BookingError('OrderAlreadyExistsError', 'This UUID is in use for another seller.')
  }
  const role = expectBroker(request)
  if (stage === 'C2') expectCustomer(request, role)
  const items = allotItems(assessItems(request, seller, context, environment), context.lease)
  const render = (more: JsonObject): JsonObject => quoteDocument({ stage, uuid, request, role, seller, items, more }, context, environment)
  if (!items.every(isGood)) return { status: 409, body: render({}), changes: [] }
  checkReconciliation(request.payment, environment.rules)

  const lease = leaseFor(stage, uuid, caller, seller, items, environment)
  const body = render(lease === undefined ? {} : { lease: { '@type': 'Lease', leaseExpires: lease.expires } })
  return { status: 200, body, changes: replaceLease(context, lease) }
}

function leaseFor (
  stage: QuoteStage, uuid: string, { partner }: Caller, seller: Seller, items: readonly AssessedItem[], { now, rules }: Environment
): Lease | undefined {
  if (rules.leasing === 'none' || (rules.leasing === 'named' && stage === 'C1')) return undefined
  const places = countOf(items.flatMap(({ listing }) => listing?.opportunity.path ?? []))
  return { partner, uuid, seller: seller.path, expires: isoInstant(addMinutes(now, rules.leaseMinutes)), places }
}

function replaceLease ({ lease: before, records }: OrderContext, after: Lease | undefined): Change[] {
  const moved = movePlaces(records, { leased: subtract(after?.places ?? {}, before?.places ?? {}) })
  if (after !== undefined) return [...moved, putLease(after)]
  return before === undefined ? [] : [...moved, dropLease(before)]
}

/**
 * Answers OrderQuote Deletion: gives back what is leased under a UUID, if the caller may. Orders are never touched.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderquote-deletion}
 */
export function deleteQuote (caller: Caller, { lease, records }: OrderContext): Decision<undefined> {
  const theirs = lease !== undefined && (caller.seller === null || caller.seller === lease.seller)
  const changes = theirs ? [...movePlaces(records, { leased: negate(lease.places) }), dropLease(lease)] : []
  return { status: 204, body: undefined, changes }
}

interface QuoteParts {
  readonly stage: QuoteStage
  readonly uuid: string
  readonly request: OrderRequest
  readonly role: BrokerRole
  readonly seller: Seller
  readonly items: readonly AssessedItem[]
  readonly more: JsonObject
}

function quoteDocument ({ stage, uuid, request, role, seller, items, more }: QuoteParts, context: OrderContext, environment: Environment): JsonObject {
  const parts = orderParts({ type: 'OrderQuote', path: orderQuotePath(uuid), request, role, seller, items }, context, environment)
  const payment = request.payment && echoReconciliation(request.payment)
  const customer = stage === 'C2' ? parts.customer : undefined
  return orderDocument({ ...parts, customer, payment }, { ...more, orderRequiresApproval: requiresApproval(items) }, environment)
}

interface RequestParts {
  readonly type: OrderParts['@type']
  readonly path: string
  readonly request: OrderRequest
  readonly role: BrokerRole
  readonly seller: Seller
  readonly items: readonly AssessedItem[]
}

/** The parts of a quote, or of an order that is refused because of its items. */
export function orderParts ({ type, path, request, role, seller, items }: RequestParts, { lease }: OrderContext, { base }: Environment): OrderParts {
  const offers = items.flatMap(({ offer }) => offer ?? [])
  return {
    '@type': type,
    path,
    brokerRole: role,
    broker: request.broker && echoBroker(request.broker),
    customer: request.customer && echoCustomer(request.customer),
    seller,
    items: items.map((item, index) => assessedDocument(item, index, `${base}/${path}`, lease, base)),
    totals: totalsOf(items.filter(isGood), offers, seller.taxMode)
  }
}

function assessedDocument (
  { request, listing, offer, taxes, errors }: AssessedItem, index: number, orderIri: string, lease: Lease | undefined, base: string
): JsonObject {
  return itemDocument({
    position: request.position ?? index,
    offer: offer ?? request.acceptedOffer,
    listing: listing ?? request.orderedItem,
    free: listing === undefined ? 0 : placesFor({ listing }, lease).free,
    taxes,
    attendee: request.attendee && echoCustomer({ ...request.attendee, '@type': 'Person' }),
    errors: errors.map((error) => ({ ...error, instance: `${orderIri}#/orderedItem/${index}` }))
  }, base)
}
