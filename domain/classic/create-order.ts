import { addMinutes } from 'date-fns'
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

/** @returns the paths of what a request names, for loading. */
export function pathsOfClassic ({ event, offer }: Pick<ClassicRequest, 'event' | 'offer'>): string[] {
  return [eventPath(event), holderOfOffer(classicOfferPath(offer))].filter((path) => path !== undefined)
}

/**
 * Answers POST: an order whose spaces are held until it is paid for. The order of the checks is that of the older simulator: event, offer,
 * whether they belong together, spaces, times.
 * @param partner - who asks
 * @param records - what the request names
 * @returns 201
 * @throws ClassicError unavailable_event, unavailable_offer, offer_not_valid, event_is_full, event_has_insufficient_spaces, offer_expired, offer_not_yet_valid
 */
export function createClassicOrder (
  { request, partner }: { readonly request: ClassicRequest, readonly partner: string }, records: OpportunityIndex, environment: Environment
): Decision<JsonObject> {
  const { quantity, broker, customer } = request
  const { now, rules, newUuid } = environment
  const { event, offer } = requireBookable(request, records, now)
  const classic = newClassicOrder({ partner, uuid: newUuid(), event, offer, quantity, broker, customer }, { now, rules })
  const { uuid, seller, paymentDueDate: expires } = classic
  const lease: Lease = { partner, uuid, seller, expires, spaces: { [event.path]: quantity } }
  return {
    status: 201,
    body: classicOrderDocument(classic, 'OrderPaymentDue', environment),
    changes: [...replaceLease({ lease: undefined, records }, lease), putClassic({ ...classic, expires: isoInstant(addDays(new Date(expires), DAYS_KEPT)) })]
  }
}

/** How long one that was not paid is known as such (days): then nothing personal of it remains. */
const DAYS_KEPT = 1

type Wanted = Pick<ClassicOrder, 'partner' | 'uuid' | 'quantity' | 'broker' | 'customer'> & { readonly event: Opportunity, readonly offer: Offer }

/** @returns an order that is made now. */
export function newClassicOrder ({ event, offer, ...wanted }: Wanted, { now, rules }: Pick<Environment, 'now' | 'rules'>): ClassicOrder & { readonly paymentDueDate: string } {
  const { taxMode, path: seller } = requireSeller(rules, event.seller)
  const taxes = calculateUnitTaxes(offer, taxMode, rules.vatPercent)
  return {
    ...wanted,
    seller,
    purchase: { offer, listing: { opportunity: event }, taxes },
    orderDate: isoInstant(now),
    paymentDueDate: isoInstant(addMinutes(now, rules.leaseMinutes)),
    totals: calculateTotals(Array.from({ length: wanted.quantity }, () => ({ offer, taxes })), [offer], taxMode)
  }
}

function requireBookable (request: ClassicRequest, records: OpportunityIndex, now: Date): { event: Opportunity, offer: Offer } {
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
  const why = bookabilityProblem(event, offer, now)
  if (why?.reason === 'too late') throw new ClassicError('offer_expired')
  if (why?.reason === 'too early') throw new ClassicError('offer_not_yet_valid')
  if (why !== null) throw new ClassicError('unavailable_event')
  return { event, offer }
}
