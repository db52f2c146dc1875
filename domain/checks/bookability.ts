import type { ErrorType } from '../protocol/errors.ts'
import { before } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Offer, Opportunity } from '../records/opportunity.ts'
import { sellerByPath } from '../records/seller.ts'

type Reason = 'closed' | 'called off' | 'over' | 'not in advance' | 'too early' | 'too late'

/** The reason against a booking of an Opportunity by an Offer. */
export interface BookabilityProblem { readonly type: ErrorType, readonly reason: Reason, readonly description: string }

/** The time of a booking, and the sellers. */
interface Present { readonly now: Date, readonly rules: Pick<Rules, 'sellers'> }

/**
 * Check whether an Opportunity can be booked by an Offer, apart from its spaces.
 * @param opportunity - the Opportunity
 * @param offer - one of its Offers
 * @param present - current time, and the sellers
 * @returns the problem, null if the pair can be booked
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#definition-of-a-bookable-opportunity-and-offer-pair}
 */
export function bookabilityProblem (
  opportunity: Opportunity, offer: Offer, present: Present
): BookabilityProblem | null {
  for (const check of CHECKS) {
    const found = check(opportunity, offer, present)
    if (found !== null) return found
  }
  return null
}

/**
 * List every reason against a booking of an Opportunity by an Offer, apart from its spaces.
 * @param opportunity - the Opportunity
 * @param offer - one of its Offers
 * @param present - current time, and the sellers
 * @returns the problems, the first of which `bookabilityProblem` gives
 */
export function bookabilityProblems (
  opportunity: Opportunity, offer: Offer, present: Present
): BookabilityProblem[] {
  return CHECKS.flatMap((check) => check(opportunity, offer, present) ?? [])
}

type Check = (opportunity: Opportunity, offer: Offer, present: Present) => BookabilityProblem | null

const closed: Check = ({ seller }, _offer, { rules }) =>
  sellerByPath(rules, seller)?.closed === true
    ? problem('closed', 'The seller does not allow open booking at present.')
    : null

const calledOff: Check = ({ eventStatus }) => {
  if (eventStatus === 'EventCancelled') return problem('called off', 'The seller has cancelled this opportunity.')
  return eventStatus === 'EventPostponed'
    ? problem('called off', 'The seller has postponed this opportunity.')
    : null
}

const over: Check = ({ end }, _offer, { now }) =>
  end !== undefined && new Date(end) <= now ? problem('over', 'This opportunity has ended.') : null

const notInAdvance: Check = (_opportunity, { inAdvance }) =>
  inAdvance === 'Unavailable' ? problem('not in advance', 'This offer cannot be booked in advance.') : null

/** The bounds belong to the window; either may be missing. */
const tooEarly: Check = ({ start }, { validFrom, validFromBeforeStart }, { now }) => {
  const opens = [
    validFrom && new Date(validFrom),
    start && validFromBeforeStart && before(start, validFromBeforeStart)
  ]
  return opens.some((bound) => bound && now < bound)
    ? problem('too early', 'Booking by this offer is not open yet.')
    : null
}

const tooLate: Check = ({ start }, { validThrough, validThroughBeforeStart }, { now }) => {
  const closes = [
    validThrough && new Date(validThrough),
    start && validThroughBeforeStart && before(start, validThroughBeforeStart)
  ]
  return closes.some((bound) => bound && now > bound) ? problem('too late', 'Booking by this offer has closed.') : null
}

/** In the order in which a booking meets them. */
const CHECKS: readonly Check[] = [closed, calledOff, over, notInAdvance, tooEarly, tooLate]

function problem (reason: Reason, description: string): BookabilityProblem {
  return { type: 'OpportunityOfferPairNotBookableError', reason, description }
}
