import type { ErrorType } from '../protocol/errors.ts'
import { before } from '../protocol/time.ts'
import type { Offer, Opportunity } from '../records/opportunity.ts'

type Reason = 'called off' | 'over' | 'not in advance' | 'too early' | 'too late'

/** Why a pair of Opportunity and Offer can't be booked. */
export interface NotBookable { readonly type: ErrorType, readonly reason: Reason, readonly description: string }

const no = (reason: Reason, description: string): NotBookable => ({ type: 'OpportunityOfferPairNotBookableError', reason, description })

/**
 * Say whether an Opportunity can be booked by an Offer at an instant, spaces aside.
 * @returns null if it can, else why not
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#definition-of-a-bookable-opportunity-and-offer-pair}
 */
export function bookabilityProblem (opportunity: Opportunity, offer: Offer, now: Date): NotBookable | null {
  if (opportunity.eventStatus === 'EventCancelled') return no('called off', 'This was cancelled by the seller.')
  if (opportunity.eventStatus === 'EventPostponed') return no('called off', 'This was postponed by the seller.')
  if (opportunity.end !== undefined && new Date(opportunity.end) <= now) return no('over', 'This is already over.')
  if (offer.inAdvance === 'Unavailable') return no('not in advance', 'This offer can not be booked in advance.')
  return outsideWindow(opportunity.start, offer, now)
}

/** Bounds are part of the window; each may be missing. */
function outsideWindow (start: string | undefined, offer: Offer, now: Date): NotBookable | null {
  const { validFrom, validThrough, validFromBeforeStart, validThroughBeforeStart } = offer
  const opens = [validFrom && new Date(validFrom), start && validFromBeforeStart && before(start, validFromBeforeStart)]
  const closes = [validThrough && new Date(validThrough), start && validThroughBeforeStart && before(start, validThroughBeforeStart)]
  if (opens.some((bound) => bound && now < bound)) return no('too early', 'Booking has not opened yet.')
  if (closes.some((bound) => bound && now > bound)) return no('too late', 'Booking has closed.')
  return null
}
