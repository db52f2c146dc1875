import { dropLease, releaseOf, replaceLease } from '../leasing/lease-changes.ts'
import { adjustSpaces } from '../leasing/spaces.ts'
import { type Cancellation, cancellationProblem, cancelOrderItems } from '../operations/cancel.ts'
import { confirmOrder } from '../operations/placement.ts'
import { usualBasis } from '../pricing/price-basis.ts'
import { priceInOrder } from '../pricing/tax.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { FORMATS } from '../protocol/formats.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Change, Decision } from '../records/change.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Environment } from '../records/environment.ts'
import { findOpportunity } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { type DeletedOrder, isCancelled, isDeleted, orderItems, orderKey, type PlacedOrder } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { classicOrderDocument } from './classic-documents.ts'
import { ClassicError, type ClassicErrorName } from './classic-errors.ts'
import { type Payment, readClassicUpdate } from './classic-request.ts'
import { classicStatus, requireClassic, putClassic } from './classic-status.ts'

/**
 * Answer PATCH: a payment completes an order, an orderedItem cancels it.
 * @param body - request body, read after the order is found
 * @param context - records with the UUID of the order
 * @param environment - time, ids and rules
 * @returns 200 with the order
 * @throws {ClassicError} any error that an update can have
 */
export function updateClassicOrder (
  body: unknown, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const classic = requireClassic(context)
  const update = readClassicUpdate(body)
  return update === 'cancel'
    ? cancelClassic(classic, context, environment)
    : payClassic({ classic, payment: update }, context, environment)
}

interface ClassicPayment { readonly classic: ClassicOrder, readonly payment: Payment }

function payClassic (
  { classic, payment }: ClassicPayment, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const { lease, order } = context
  if (order !== undefined) throw new ClassicError('order_cannot_be_completed')
  if (lease === undefined) throw new ClassicError('anonymous_lease_expired')
  if (payment.amountMinor !== classic.totals.dueMinor) throw new ClassicError('payment_amount_incorrect')
  if (payment.currency !== classic.totals.currency) throw new ClassicError('currency_incorrect')

  const { path } = classic.purchase.orderedItem.opportunity
  const spaceChanges = adjustSpaces(context.records, { booked: { [path]: classic.quantity }, ...releaseOf([lease]) })
  const orderedItem = findOpportunity(path, context.records) ?? classic.purchase.orderedItem
  const current: ClassicOrder = { ...classic, purchase: { ...classic.purchase, orderedItem } }
  const { paid, changes } = completeClassic(current, payment.payments, environment)
  return {
    status: 200,
    body: classicOrderDocument(paid, 'OrderDelivered', environment),
    changes: [...spaceChanges, dropLease(lease), ...changes]
  }
}

/**
 * Complete an order: make an Order of it, without changes of spaces.
 * @param classic - the unpaid order
 * @param payments - payments as the request sent them
 * @param environment - source of ids
 * @returns the paid order and the changes
 */
export function completeClassic (
  { expires: _expires, ...classic }: ClassicOrder, payments: readonly JsonObject[], environment: Environment
): { paid: ClassicOrder, changes: Change[] } {
  const { partner, uuid, seller } = classic
  const confirmationNumber = `C${environment.newId()}`
  const paid: ClassicOrder = { ...classic, payments: payments.map((payment) => ({ ...payment, confirmationNumber })) }
  // No request of B has an empty digest, so that none repeats this order.
  const identity = { partner, uuid, seller, digest: '' }
  const { change } = confirmOrder(identity, placedClassic(paid, confirmationNumber, environment.rules), environment)
  return { paid, changes: [change, putClassic(paid)] }
}

type TextCheck = (text: string) => boolean

const { 'plain-text': isPlain, 'web-url': isAddress, email: isEmail } = FORMATS
const ORGANIZATION_TEXTS = { name: isPlain, url: isAddress, telephone: isPlain, email: isEmail }
const PERSON_TEXTS = { email: isEmail, givenName: isPlain, familyName: isPlain, telephone: isPlain }

/** @returns the content of the Order, with one item per space */
function placedClassic (classic: ClassicOrder, confirmationNumber: string, rules: Rules): PlacedOrder {
  const { partner, purchase, quantity, broker, customer } = classic
  const { taxMode } = requireSeller(rules, classic.seller)
  const { offer, orderedItem: { opportunity } } = purchase
  const pricing = { taxMode, basis: usualBasis(rules) }
  const priced = priceInOrder({ offer, opportunity }, pricing, rules)
  const items = Array.from({ length: quantity }, (_, index) => ({
    id: String(index + 1), position: index, spaces: 1, ...purchase, ...priced
  }))
  const totals = calculateTotals(items, items, pricing)
  return {
    brokerRole: 'AgentBroker',
    // The broker of an Order must have a name.
    broker: { '@type': 'Organization', name: partner, ...textsOf(broker, ORGANIZATION_TEXTS) },
    // An Organization as customer must have an address, which the classic API lacks: every customer becomes a Person.
    customer: { '@type': 'Person', ...textsOf(customer, PERSON_TEXTS) },
    ...(totals.dueMinor > 0 && { payment: { '@type': 'Payment', identifier: confirmationNumber } }),
    items,
    totals
  }
}

/** @returns the texts of a node that are valid in documents of the Open Booking API */
function textsOf (node: JsonObject | undefined, checks: Readonly<Record<string, TextCheck>>): JsonObject {
  return Object.fromEntries(Object.entries(checks).flatMap(([name, isValid]) => {
    const text = node?.[name]
    return typeof text === 'string' && isValid(text) ? [[name, text]] : []
  }))
}

const REFUSALS: Readonly<Record<NonNullable<ReturnType<typeof cancellationProblem>>, ClassicErrorName>> = {
  'taken up': 'order_cannot_be_cancelled',
  never: 'order_is_uncancellable',
  started: 'order_cancellation_window_expired',
  'too late': 'order_cancellation_window_expired'
}

function cancelClassic (classic: ClassicOrder, context: OrderContext, environment: Environment): Decision<JsonObject> {
  const { order, records } = context
  if (order === undefined || isDeleted(order) || classicStatus(context) !== 'OrderDelivered') {
    throw new ClassicError('order_cannot_be_cancelled')
  }
  const open = orderItems(order).filter(({ state }) => !isCancelled(state))
  const [reason] = open.flatMap((item) => cancellationProblem(item, environment.now) ?? [])
  if (reason !== undefined) throw new ClassicError(REFUSALS[reason])
  const cancellation: Cancellation = {
    order,
    items: open.map(({ item }) => item),
    state: { status: 'CustomerCancelled' }
  }
  return {
    status: 200,
    body: classicOrderDocument(classic, 'OrderCancelled', environment),
    changes: cancelOrderItems(cancellation, records, environment.rules)
  }
}

/**
 * Answer DELETE: release the spaces of an unpaid order and delete its personal data.
 * @param context - records with the UUID of the order
 * @returns 204, also for a deleted order
 * @throws {ClassicError} not_found if there is none, order_cannot_be_cancelled once it is paid
 */
export function deleteClassicOrder (context: OrderContext): Decision<undefined> {
  const { classic } = context
  if (classic !== undefined && isDeleted(classic)) return { status: 204, body: undefined, changes: [] }
  const found = requireClassic(context)
  const status = classicStatus(context)
  if (status === 'OrderDelivered' || status === 'OrderCancelled') throw new ClassicError('order_cannot_be_cancelled')
  const { partner, uuid, seller } = found
  const record: DeletedOrder = { partner, uuid, seller, deleted: true }
  const released = status === 'OrderPaymentDue' ? replaceLease(context, undefined) : []
  const deletion: Change = { kind: 'classic', id: orderKey(partner, uuid), record }
  return { status: 204, body: undefined, changes: [...released, deletion] }
}
