import { type ErrorType, type ItemError, itemError } from '../protocol/errors.ts'
import { before } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Offer, OpportunityWithParent } from '../records/opportunity.ts'
import { sellerByPath } from '../records/seller.ts'

type Reason = 'closed' | 'called off' | 'over' | 'not in advance' | 'too early' | 'too late'

/** The reason against a booking of an Opportunity by an Offer. */
export interface BookabilityProblem { readonly type: ErrorType, readonly reason: Reason, readonly description: string }

/** An Opportunity, its group if it has one, and one of its Offers. */
export interface BookablePair extends OpportunityWithParent { readonly offer: Offer }

/** The time of a booking, and the sellers. */
interface Present { readonly now: Date, readonly rules: Pick<Rules, 'sellers'> }

/**
 * Check whether an Opportunity can be booked by an Offer, apart from its spaces.
 * @param pair - the Opportunity, with its group if it has one, and one of its Offers
 * @param present - current time, and the sellers
 * @returns the problem, null if the pair can be booked
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#definition-of-a-bookable-opportunity-and-offer-pair}
 */
export function bookabilityProblem (pair: BookablePair, present: Present): BookabilityProblem | null {
  for (const check of CHECKS) {
    const found = check(pair, present)
    if (found !== null) return found
  }
  return null
}

/** @returns the error of an item whose Opportunity cannot be booked by its Offer, in a list; none if it can */
export function bookabilityErrors (pair: BookablePair, present: Present): ItemError[] {
  const found = bookabilityProblem(pair, present)
  return found === null ? [] : [itemError(found.type, found.description)]
}

/**
 * List every reason against a booking of an Opportunity by an Offer, apart from its spaces.
 * @param pair - the Opportunity, with its group if it has one, and one of its Offers
 * @param present - current time, and the sellers
 * @returns the problems, the first of which `bookabilityProblem` gives
 */
export function bookabilityProblems (pair: BookablePair, present: Present): BookabilityProblem[] {
  return CHECKS.flatMap((check) => check(pair, present) ?? [])
}

type Check = (pair: BookablePair, present: Present) => BookabilityProblem | null

const closed: Check = ({ opportunity }, { rules }) =>
  sellerByPath(rules, opportunity.seller)?.closed === true
    ? problem('closed', 'The seller does not allow open booking at present.')
    : null

const calledOff: Check = ({ opportunity: { eventStatus } }) => {
  if (eventStatus === 'EventCancelled') return problem('called off', 'The seller has cancelled this opportunity.')
  return eventStatus === 'EventPostponed'
    ? problem('called off', 'The seller has postponed this opportunity.')
    : null
}

const over: Check = ({ opportunity: { end } }, { now }) =>
  end !== undefined && new Date(end) <= now ? problem('over', 'This opportunity has ended.') : null

const notInAdvance: Check = ({ offer: { inAdvance } }) =>
  inAdvance === 'Unavailable' ? problem('not in advance', 'This offer cannot be booked in advance.') : null

/** The bounds belong to the window; either may be missing. */
const tooEarly: Check = ({ opportunity: { start }, offer: { validFrom, validFromBeforeStart } }, { now }) => {
  const opens = [
    validFrom && new Date(validFrom),
    start && validFromBeforeStart && before(start, validFromBeforeStart)
  ]
  return opens.some((bound) => bound && now < bound)
    ? problem('too early', 'Booking by this offer is not open yet.')
    : null
}

const tooLate: Check = ({ opportunity: { start }, offer: { validThrough, validThroughBeforeStart } }, { now }) => {
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
