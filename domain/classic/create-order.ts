import { addMinutes } from 'date-fns/addMinutes'
import { bookabilityProblem } from '../checks/bookability.ts'
import { remaining } from '../leasing/capacity.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { calculateUnitTaxes } from '../pricing/tax.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { classicOfferPath, eventPath, holderOfOffer } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { addDays, isoInstant } from '../protocol/time.ts'
import type { Decision } from '../records/change.ts'
import type { ClassicOrder } from '../records/classic-order.ts'
import type { Environment } from '../records/environment.ts'
import type { Lease } from '../records/lease.ts'
import type { OpportunityIndex, Offer, Opportunity } from '../records/opportunity.ts'
import { requireSeller } from '../records/seller.ts'
import { classicOrderDocument } from './classic-documents.ts'
import { ClassicError } from './classic-errors.ts'
import type { ClassicRequest } from './classic-request.ts'
import { putClassic } from './classic-status.ts'

/**
 * List the records that a request needs.
 * @param request - last parts of the ids of event and offer
 * @returns the paths of the event and of the holder of the offer
 */
export function pathsOfClassic ({ event, offer }: Pick<ClassicRequest, 'event' | 'offer'>): string[] {
  return [eventPath(event), holderOfOffer(classicOfferPath(offer))].filter((path) => path !== undefined)
}

/** A call that makes an order. */
export interface ClassicCall {
  readonly request: ClassicRequest
  /** Id of the booking partner. */
  readonly partner: string
}

/**
 * Answer POST: make an order and lease its spaces until the payment is due. Order of the checks, as in the older
 * simulator: event, offer, pair of both, spaces, times.
 * @param call - request and booking partner
 * @param records - events that the request names
 * @param environment - time, ids and rules
 * @returns 201 with the order
 * @throws {ClassicError} unavailable_event, unavailable_offer, offer_not_valid, event_is_full,
 * event_has_insufficient_spaces, offer_expired or offer_not_yet_valid
 */
export function createClassicOrder (
  { request, partner }: ClassicCall, records: OpportunityIndex, environment: Environment
): Decision<JsonObject> {
  const { quantity, broker, customer } = request
  const { now, rules, newUuid } = environment
  const { event, offer } = requireBookable(request, records, environment)
  const order = { partner, uuid: newUuid(), event, offer, quantity, broker, customer }
  const classic = newClassicOrder(order, { now, rules })
  const { uuid, seller, paymentDueDate: expires } = classic
  const lease: Lease = { partner, uuid, seller, expires, spaces: { [event.path]: quantity } }
  const kept: ClassicOrder = { ...classic, expires: isoInstant(addDays(new Date(expires), DAYS_KEPT)) }
  return {
    status: 201,
    body: classicOrderDocument(classic, 'OrderPaymentDue', environment),
    changes: [...replaceLease({ lease: undefined, records }, lease), putClassic(kept)]
  }
}

/** Time from the end of the lease to the deletion of an unpaid order and its personal data (days). */
const DAYS_KEPT = 1

/** Content of a new order. */
interface NewOrder extends Pick<ClassicOrder, 'partner' | 'uuid' | 'quantity' | 'broker' | 'customer'> {
  readonly event: Opportunity
  readonly offer: Offer
}

/**
 * Make an unpaid order.
 * @param order - its content
 * @param environment - time and rules
 * @returns the order
 * @throws {SellerNotFoundError} if the Seller no longer exists
 */
export function newClassicOrder (
  { event, offer, ...order }: NewOrder, { now, rules }: Pick<Environment, 'now' | 'rules'>
): ClassicOrder & { readonly paymentDueDate: string } {
  const { taxMode, path: seller } = requireSeller(rules, event.seller)
  const taxes = calculateUnitTaxes({ offer, opportunity: event }, { taxMode }, rules)
  const items = Array.from({ length: order.quantity }, () => ({ offer, taxes }))
  return {
    ...order,
    seller,
    purchase: { offer, orderedItem: { opportunity: event }, taxes },
    orderDate: isoInstant(now),
    paymentDueDate: isoInstant(addMinutes(now, rules.leaseMinutes)),
    totals: calculateTotals(items, items, { taxMode })
  }
}

function requireBookable (
  request: ClassicRequest, records: OpportunityIndex, { now, rules }: Environment
): { event: Opportunity, offer: Offer } {
  const event = records.get(eventPath(request.event))
  if (event === undefined || !('spaces' in event)) throw new ClassicError('unavailable_event')
  const offerId = classicOfferPath(request.offer)
  const holder = records.get(holderOfOffer(offerId) ?? '')
  const offer = holder?.offers.find(({ path }) => path === offerId)
  if (offer === undefined) throw new ClassicError('unavailable_offer')
  if (holder !== event) throw new ClassicError('offer_not_valid')
  const free = remaining(event.spaces)
  if (free <= 0) throw new ClassicError('event_is_full')
  if (free < request.quantity) throw new ClassicError('event_has_insufficient_spaces')
  if (event.start !== undefined && new Date(event.start) <= now) throw new ClassicError('unavailable_event')
  const problem = bookabilityProblem({ opportunity: event, offer }, { now, rules })
  if (problem?.reason === 'too late') throw new ClassicError('offer_expired')
  if (problem?.reason === 'too early') throw new ClassicError('offer_not_yet_valid')
  if (problem !== null) throw new ClassicError('unavailable_event')
  return { event, offer }
}
