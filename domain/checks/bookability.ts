import type { ErrorType } from '../protocol/errors.ts'
import { before } from '../protocol/time.ts'
import type { Offer, Opportunity } from '../records/opportunity.ts'

type Reason = 'called off' | 'over' | 'not in advance' | 'too early' | 'too late'

/** The reason against a booking of an Opportunity by an Offer. */
export interface BookabilityProblem { readonly type: ErrorType, readonly reason: Reason, readonly description: string }

/**
 * Check whether an Opportunity can be booked by an Offer, apart from its spaces.
 * @param opportunity - the Opportunity
 * @param offer - one of its Offers
 * @param now - current time
 * @returns the problem, null if the pair can be booked
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#definition-of-a-bookable-opportunity-and-offer-pair}
 */
export function bookabilityProblem (opportunity: Opportunity, offer: Offer, now: Date): BookabilityProblem | null {
  const { eventStatus, start, end } = opportunity
  if (eventStatus === 'EventCancelled') return problem('called off', 'The seller has cancelled this opportunity.')
  if (eventStatus === 'EventPostponed') return problem('called off', 'The seller has postponed this opportunity.')
  if (end !== undefined && new Date(end) <= now) return problem('over', 'This opportunity has ended.')
  if (offer.inAdvance === 'Unavailable') return problem('not in advance', 'This offer cannot be booked in advance.')
  return windowProblem(start, offer, now)
}

function problem (reason: Reason, description: string): BookabilityProblem {
  return { type: 'OpportunityOfferPairNotBookableError', reason, description }
}

/** The bounds belong to the window; either may be missing. */
function windowProblem (start: string | undefined, offer: Offer, now: Date): BookabilityProblem | null {
  const { validFrom, validThrough, validFromBeforeStart, validThroughBeforeStart } = offer
  const opens = [
    validFrom && new Date(validFrom),
    start && validFromBeforeStart && before(start, validFromBeforeStart)
  ]
  const closes = [
    validThrough && new Date(validThrough),
    start && validThroughBeforeStart && before(start, validThroughBeforeStart)
  ]
  if (opens.some((bound) => bound && now < bound)) return problem('too early', 'Booking by this offer is not open yet.')
  if (closes.some((bound) => bound && now > bound)) return problem('too late', 'Booking by this offer has closed.')
  return null
}
