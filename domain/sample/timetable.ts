import { addHours } from 'date-fns'
import { VENUES } from '../../data/sample/catalogue.ts'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { ANY_TIME, isoInstant } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { OfferTerms } from '../records/opportunity.ts'
import type { Occurrence } from './make-opportunity.ts'
import { upcoming, hoursOf, makeSet, type Recurring, sizeOf } from './make-set.ts'
import { termsUnder } from './offer-terms.ts'
import { seededRandom } from './random.ts'

/** The four ways in which a place can be paid for, and one that the seller has to agree to. */
const KINDS: ReadonlyArray<(priceMinor: number) => OfferTerms> = [
  () => ({ priceMinor: 0, fullRefund: true, validFromBeforeStart: 'P14D' }),
  (priceMinor) => ({ priceMinor, prepayment: 'Required', fullRefund: true, latestCancellationBeforeStart: 'P1D' }),
  (priceMinor) => ({ priceMinor, prepayment: 'Optional', fullRefund: true }),
  (priceMinor) => ({ priceMinor, prepayment: 'Unavailable', fullRefund: false, validThroughBeforeStart: 'PT1H' }),
  (priceMinor) => ({ priceMinor, prepayment: 'Optional', fullRefund: true, flowRequirements: ['OpenBookingApproval', 'OpenBookingNegotiation', 'OpenBookingMessageExchange'] })
]

/** How far the catalogue is turned for a type, so that a seller's facilities differ. */
const TURN: Partial<Record<OpportunityType, number>> = { IndividualFacilityUseSlot: 3 }

/** What sellers have on every day: something of each type of each kind. */
export function timetable (seed: number, now: Date, rules: Rules): Recurring[] {
  const random = seededRandom(seed)
  const shift = Math.floor(random() * VENUES.length * 8)
  return rules.sellers.flatMap((seller, sellerIndex) => KINDS.flatMap((terms, kindIndex) => rules.types.map((type): Recurring => {
    const offset = sellerIndex * KINDS.length + kindIndex
    const choice = shift + offset + (TURN[type] ?? 0)
    const agreed = termsUnder(rules, forType(type, terms(350 + 50 * Math.floor(random() * 25))))
    const blueprint = {
      id: idOf(type, offset),
      seller,
      venue: VENUES[(shift + offset) % VENUES.length] ?? VENUES[0],
      terms: agreed,
      richness: rules.richness,
      online: false,
      isFree: agreed.priceMinor === 0,
      ...(type === 'IndividualFacilityUseSlot' && { units: 2 })
    }
    return (days, first) => upcoming(makeSet(type, choice, blueprint, occurrencesOn(days, first, type, choice)), now)
  })))
}

/** What can be watched at any time has no windows before its start. */
function forType (type: OpportunityType, terms: OfferTerms): OfferTerms {
  const { validFromBeforeStart, validThroughBeforeStart, latestCancellationBeforeStart, ...always } = terms
  return type === 'OnDemandEvent' ? always : terms
}

/** Facilities of both kinds are in one feed, and each has its own number there. */
function idOf (type: OpportunityType, offset: number): string {
  if (type === 'FacilityUseSlot') return String(offset * 2 + 1)
  return String(type === 'IndividualFacilityUseSlot' ? offset * 2 + 2 : offset + 1)
}

function occurrencesOn (days: readonly Date[], first: boolean, type: OpportunityType, choice: number): Occurrence[] {
  const { minutes, spaces } = sizeOf(type, choice)
  const occurrence = (id: string, start: Date): Occurrence => ({ id, start, minutes, spaces: { maximum: spaces, booked: 0, leased: 0 } })
  if (type === 'OnDemandEvent') return first ? [occurrence('1', ANY_TIME)] : []
  return days.flatMap((day) => hoursOf(type, choice).map((hour) => {
    const start = addHours(day, hour)
    return occurrence(isoInstant(start).slice(0, 13).replace(/\D/g, ''), start)
  }))
}
