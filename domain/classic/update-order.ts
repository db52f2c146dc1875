import { dropLease, releaseOf, replaceLease } from '../leasing/lease-changes.ts'
import { adjustSpaces } from '../leasing/spaces.ts'
import { cancelOrderItems, cancellationProblem } from '../operations/cancel.ts'
import { confirmOrder } from '../operations/placement.ts'
import { FORMATS } from '../protocol/formats.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Change, Decision } from '../records/change.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Environment } from '../records/environment.ts'
import { findOpportunity } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { type DeletedOrder, isCancelled, isDeleted, orderItems, orderKey, type PlacedOrder } from '../records/order.ts'
import { classicOrderDocument } from './classic-documents.ts'
import { ClassicError, type ClassicErrorName } from './classic-errors.ts'
import { type ClassicUpdate, readClassicUpdate } from './classic-request.ts'
import { classicStatus, requireClassic, putClassic } from './classic-status.ts'

/**
 * Answers PATCH: a payment completes an order, an orderedItem cancels it.
 * @param body - whatever was sent; it is looked at once there is such an order
 * @returns 200
 * @throws ClassicError of any name for updates
 */
export function updateClassicOrder (body: unknown, context: OrderContext, environment: Environment): Decision<JsonObject> {
  const classic = requireClassic(context)
  const update = readClassicUpdate(body)
  return update === 'cancel' ? cancelClassic(classic, context, environment) : payClassic({ classic, update }, context, environment)
}

interface ClassicPayment { readonly classic: ClassicOrder, readonly update: Exclude<ClassicUpdate, 'cancel'> }

function payClassic ({ classic, update }: ClassicPayment, context: OrderContext, environment: Environment): Decision<JsonObject> {
  const { lease, order } = context
  if (order !== undefined) throw new ClassicError('order_cannot_be_completed')
  if (lease === undefined) throw new ClassicError('anonymous_lease_expired')
  if (update.amountMinor !== classic.totals.dueMinor) throw new ClassicError('payment_amount_incorrect')
  if (update.currency !== classic.totals.currency) throw new ClassicError('currency_incorrect')

  const { path } = classic.purchase.listing.opportunity
  const moved = adjustSpaces(context.records, { booked: { [path]: classic.quantity }, ...releaseOf([lease]) })
  const listing = findOpportunity(path, context.records) ?? classic.purchase.listing
  const { paid, changes } = completeClassic({ ...classic, purchase: { ...classic.purchase, listing } }, update.payments, environment)
  return { status: 200, body: classicOrderDocument(paid, 'OrderDelivered', environment), changes: [...moved, dropLease(lease), ...changes] }
}

/** Makes an order that is paid an Order, too; spaces aside. */
export function completeClassic ({ expires: _expires, ...classic }: ClassicOrder, payments: readonly JsonObject[], environment: Environment): { paid: ClassicOrder, changes: Change[] } {
  const { partner, uuid, seller } = classic
  const confirmationNumber = `C${environment.newId()}`
  const paid: ClassicOrder = { ...classic, payments: payments.map((payment) => ({ ...payment, confirmationNumber })) }
  // No request of the Open Booking API can be the one that made it.
  const { change } = confirmOrder({ partner, uuid, seller, digest: '' }, placedClassic(paid, confirmationNumber), environment)
  return { paid, changes: [change, putClassic(paid)] }
}

const { 'plain-text': isPlain, 'web-url': isAddress, email: isEmail } = FORMATS
const OF_ORGANIZATION = { name: isPlain, url: isAddress, telephone: isPlain, email: isEmail }
const OF_PERSON = { email: isEmail, givenName: isPlain, familyName: isPlain, telephone: isPlain }

/** What the Open Booking API shows of it: an item for each place. */
function placedClassic ({ partner, purchase, quantity, broker, customer, totals }: ClassicOrder, confirmationNumber: string): PlacedOrder {
  return {
    brokerRole: 'AgentBroker',
    // A broker has to have a name there.
    broker: { '@type': 'Organization', name: partner, ...textsOf(broker, OF_ORGANIZATION) },
    // An Organization would have to have an address there, which nobody gives here: it is shown as whom to reach.
    customer: { '@type': 'Person', ...textsOf(customer, OF_PERSON) },
    ...(totals.dueMinor > 0 && { payment: { '@type': 'Payment', identifier: confirmationNumber } }),
    items: Array.from({ length: quantity }, (_, index) => ({ id: String(index + 1), position: index, spaces: 1, ...purchase })),
    totals
  }
}

/** What was said as it came may be nothing that a document of that API can carry. */
function textsOf (node: JsonObject | undefined, known: Readonly<Record<string, (text: string) => boolean>>): JsonObject {
  return Object.fromEntries(Object.entries(known).flatMap(([name, fits]) => {
    const text = node?.[name]
    return typeof text === 'string' && fits(text) ? [[name, text]] : []
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
  if (order === undefined || isDeleted(order) || classicStatus(context) !== 'OrderDelivered') throw new ClassicError('order_cannot_be_cancelled')
  const open = orderItems(order).filter(({ state }) => !isCancelled(state))
  const [reason] = open.flatMap((item) => cancellationProblem(item, environment.now) ?? [])
  if (reason !== undefined) throw new ClassicError(REFUSALS[reason])
  return {
    status: 200,
    body: classicOrderDocument(classic, 'OrderCancelled', environment),
    changes: cancelOrderItems({ order, items: open.map(({ item }) => item), state: { status: 'CustomerCancelled' } }, records, environment.rules)
  }
}

/**
 * Answers DELETE: an order that was not paid gives its spaces back, and nothing personal remains of it.
 * @returns 204, of one that was deleted before, too
 * @throws ClassicError not_found, order_cannot_be_cancelled once it is paid
 */
export function deleteClassicOrder (context: OrderContext): Decision<undefined> {
  const { classic } = context
  if (classic !== undefined && isDeleted(classic)) return { status: 204, body: undefined, changes: [] }
  const found = requireClassic(context)
  const status = classicStatus(context)
  if (status === 'OrderDelivered' || status === 'OrderCancelled') throw new ClassicError('order_cannot_be_cancelled')
  const { partner, uuid, seller } = found
  const record: DeletedOrder = { partner, uuid, seller, deleted: true }
  const freed = status === 'OrderPaymentDue' ? replaceLease(context, undefined) : []
  return { status: 204, body: undefined, changes: [...freed, { kind: 'classic', id: orderKey(partner, uuid), record }] }
}
