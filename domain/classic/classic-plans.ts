import type { OfferTerms } from '../records/opportunity.ts'

/** What an offer of these events says. */
export interface OfferKind { readonly name: string, readonly description: string, readonly terms: OfferTerms }

const EARLY: OfferKind = {
  name: 'Aerobics, early bird',
  description: 'The lower price for those who book two days ahead. It can not be cancelled.',
  terms: { priceMinor: 799, fullRefund: false, validFromBeforeStart: 'P60D', validThroughBeforeStart: 'P2D' }
}
export const FULL: OfferKind = {
  name: 'Aerobics, full price',
  description: 'The usual price. It can be cancelled until a day before.',
  terms: { priceMinor: 999, fullRefund: true, validFromBeforeStart: 'P60D', validThroughBeforeStart: 'PT1H', latestCancellationBeforeStart: 'P1D' }
}
const within = (kind: OfferKind, terms: Partial<OfferTerms>): OfferKind => ({ ...kind, terms: { ...kind.terms, ...terms } })

/** An event of the older simulator, or one by which another of its conditions can be met. */
export interface Plan {
  readonly id: string
  readonly name: string
  /** When it is, from the day on which it is made (days), and at which hour (UTC). */
  readonly day: number
  readonly hour: number
  /** By the last digit of their ids. */
  readonly offers: readonly [OfferKind, OfferKind]
  /** Spaces taken from the start (count). */
  readonly booked?: number
  /** How long before its start it begins anew (days), so that it is what it is for; never of what is over anyway. */
  readonly renewedBefore?: number
}

/** Spaces of each (count). */
export const SPACES = 10

export const PLANS: readonly Plan[] = [
  { id: '1000', name: 'Aerobics (last week)', day: -7, hour: 8, offers: [EARLY, FULL], booked: 1 },
  { id: '1234', name: 'Aerobics (Week 1)', day: 7, hour: 8, offers: [EARLY, FULL], renewedBefore: 0 },
  { id: '5678', name: 'Aerobics (Week 2)', day: 14, hour: 10, offers: [EARLY, FULL], renewedBefore: 0 },
  { id: '2001', name: 'Aerobics (full)', day: 21, hour: 9, offers: [EARLY, FULL], booked: SPACES, renewedBefore: 7 },
  { id: '2002', name: 'Aerobics (two spaces left)', day: 21, hour: 11, offers: [EARLY, FULL], booked: SPACES - 2, renewedBefore: 7 },
  { id: '2003', name: 'Aerobics (not open for booking yet)', day: 21, hour: 13, offers: [within(EARLY, { validFromBeforeStart: 'P3D' }), within(FULL, { validFromBeforeStart: 'P3D' })], renewedBefore: 7 },
  { id: '2004', name: 'Aerobics (early bird is over)', day: 21, hour: 15, offers: [within(EARLY, { validThroughBeforeStart: 'P40D' }), FULL], renewedBefore: 7 },
  { id: '2005', name: 'Aerobics (early bird is still to come)', day: 21, hour: 17, offers: [within(EARLY, { validFromBeforeStart: 'P3D' }), FULL], renewedBefore: 7 },
  { id: '2006', name: 'Aerobics (too late to cancel)', day: 21, hour: 19, offers: [EARLY, within(FULL, { latestCancellationBeforeStart: 'P50D' })], renewedBefore: 7 }
]
