import { addHours } from 'date-fns/addHours'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { ANY_TIME, isoInstant } from '../protocol/time.ts'
import type { Environment } from '../records/environment.ts'
import type { OfferTerms } from '../records/opportunity.ts'
import { type CatalogueChoice, hoursOf, sizeOf } from './catalogue.ts'
import type { Occurrence } from './make-opportunity.ts'
import { makeSet, type Recurring, upcoming } from './make-set.ts'
import { termsUnder } from './offer-terms.ts'
import { pickInTurn } from './pick.ts'
import { seededRandom } from './random.ts'

/** Terms of each kind of offer: four ways to pay, and one with approval by the seller. */
const KINDS: ReadonlyArray<(priceMinor: number) => OfferTerms> = [
  () => ({ priceMinor: 0, fullRefund: true, validFromBeforeStart: 'P14D' }),
  (priceMinor) => ({ priceMinor, prepayment: 'Required', fullRefund: true, latestCancellationBeforeStart: 'P1D' }),
  (priceMinor) => ({ priceMinor, prepayment: 'Optional', fullRefund: true }),
  (priceMinor) => ({ priceMinor, prepayment: 'Unavailable', fullRefund: false, validThroughBeforeStart: 'PT1H' }),
  (priceMinor) => ({
    priceMinor,
    prepayment: 'Optional',
    fullRefund: true,
    flowRequirements: ['OpenBookingApproval', 'OpenBookingNegotiation', 'OpenBookingMessageExchange']
  })
]

/** Offsets into the catalogue by type, so that the two kinds of facilities of a seller differ. */
const TURN: Partial<Record<OpportunityType, number>> = { IndividualFacilityUseSlot: 3 }

/**
 * Plan the daily timetable: for every seller, Opportunities of each type with each kind of offer.
 * @param seed - whole number; decides prices and choices
 * @param environment - current instant, rules and content
 */
export function timetable (
  seed: number, { now, rules, content }: Pick<Environment, 'now' | 'rules' | 'content'>
): Recurring[] {
  const random = seededRandom(seed)
  const shift = Math.floor(random() * content.venues.length * 8)
  const recurring: Recurring[] = []
  for (const [offset, { seller, termsFor }] of sellersByKind(rules.sellers).entries()) {
    for (const type of rules.types) {
      const choice = shift + offset + (TURN[type] ?? 0)
      const terms = termsUnder(rules, withoutWindows(type, termsFor(350 + 50 * Math.floor(random() * 25))))
      const blueprint = {
        id: idOf(type, offset),
        seller,
        venue: pickInTurn(content.venues, shift + offset),
        content,
        terms,
        richness: rules.richness,
        online: false,
        isFree: terms.priceMinor === 0,
        ...(type === 'IndividualFacilityUseSlot' && { units: 2 })
      }
      recurring.push((days, first) => {
        const occurrences = occurrencesOn(days, first, type, { choice, content })
        return upcoming(makeSet(type, choice, blueprint, occurrences), now)
      })
    }
  }
  return recurring
}

/** Pair every seller with every kind of offer. */
const sellersByKind = <T>(sellers: readonly T[]): Array<{ seller: T, termsFor: typeof KINDS[number] }> =>
  sellers.flatMap((seller) => KINDS.map((termsFor) => ({ seller, termsFor })))

/** Drop windows before the start from an OnDemandEvent, which has no start. */
function withoutWindows (type: OpportunityType, terms: OfferTerms): OfferTerms {
  const { validFromBeforeStart, validThroughBeforeStart, latestCancellationBeforeStart, ...always } = terms
  return type === 'OnDemandEvent' ? always : terms
}

/** @returns an id; facilities of both kinds share a feed, so their numbers alternate. */
function idOf (type: OpportunityType, offset: number): string {
  if (type === 'FacilityUseSlot') return String(offset * 2 + 1)
  return String(type === 'IndividualFacilityUseSlot' ? offset * 2 + 2 : offset + 1)
}

function occurrencesOn (
  days: readonly Date[], first: boolean, type: OpportunityType, choice: CatalogueChoice
): Occurrence[] {
  const { minutes, spaces } = sizeOf(type, choice)
  const occurrence = (id: string, start: Date): Occurrence =>
    ({ id, start, minutes, spaces: { maximum: spaces, booked: 0, leased: 0 } })
  if (type === 'OnDemandEvent') return first ? [occurrence('1', ANY_TIME)] : []
  const starts = days.flatMap((day) => hoursOf(type, choice).map((hour) => addHours(day, hour)))
  return starts.map((start) => occurrence(isoInstant(start).slice(0, 13).replace(/\D/g, ''), start))
}
