import type { OfferTerms } from '../records/opportunity.ts'

/** An Offer of the legacy events. */
export interface OfferKind { readonly name: string, readonly description: string, readonly terms: OfferTerms }

const EARLY: OfferKind = {
  name: 'Aerobics, early bird',
  description: 'The lower price for those who book two days ahead. It cannot be cancelled.',
  terms: { priceMinor: 799, fullRefund: false, validFromBeforeStart: 'P60D', validThroughBeforeStart: 'P2D' }
}
export const FULL: OfferKind = {
  name: 'Aerobics, full price',
  description: 'The usual price. It can be cancelled until a day before.',
  terms: {
    priceMinor: 999,
    fullRefund: true,
    validFromBeforeStart: 'P60D',
    validThroughBeforeStart: 'PT1H',
    latestCancellationBeforeStart: 'P1D'
  }
}

/** Replace some terms of an Offer. */
const within = (kind: OfferKind, terms: Partial<OfferTerms>): OfferKind =>
  ({ ...kind, terms: { ...kind.terms, ...terms } })

const OPENS_LATE = { validFromBeforeStart: 'P3D' }

/** An event of the legacy simulator, or one that meets a further condition of its calls. */
export interface Plan {
  readonly id: string
  readonly name: string
  /** Time from the day of its creation to its date (days). */
  readonly day: number
  /** Hour of the day at which it starts (UTC). */
  readonly hour: number
  /** Offers in the order of the last digit of their ids. */
  readonly offers: readonly [OfferKind, OfferKind]
  /** Spaces booked from the beginning (count). */
  readonly booked?: number
  /** Time before its start at which it is renewed (days), so that its condition still holds; none for a past event. */
  readonly renewedBefore?: number
}

/** Spaces of each event (count). */
export const SPACES = 10

/** Date and renewal of events that meet a further condition. */
const LATER = { day: 21, renewedBefore: 7 } as const

export const PLANS: readonly Plan[] = [
  { id: '1000', name: 'Aerobics (last week)', day: -7, hour: 8, offers: [EARLY, FULL], booked: 1 },
  { id: '1234', name: 'Aerobics (Week 1)', day: 7, hour: 8, offers: [EARLY, FULL], renewedBefore: 0 },
  { id: '5678', name: 'Aerobics (Week 2)', day: 14, hour: 10, offers: [EARLY, FULL], renewedBefore: 0 },
  { ...LATER, id: '2001', name: 'Aerobics (full)', hour: 9, offers: [EARLY, FULL], booked: SPACES },
  { ...LATER, id: '2002', name: 'Aerobics (two spaces left)', hour: 11, offers: [EARLY, FULL], booked: SPACES - 2 },
  {
    ...LATER,
    id: '2003',
    name: 'Aerobics (not open for booking yet)',
    hour: 13,
    offers: [within(EARLY, OPENS_LATE), within(FULL, OPENS_LATE)]
  },
  {
    ...LATER,
    id: '2004',
    name: 'Aerobics (early bird is over)',
    hour: 15,
    offers: [within(EARLY, { validThroughBeforeStart: 'P40D' }), FULL]
  },
  {
    ...LATER,
    id: '2005',
    name: 'Aerobics (early bird is still to come)',
    hour: 17,
    offers: [within(EARLY, OPENS_LATE), FULL]
  },
  {
    ...LATER,
    id: '2006',
    name: 'Aerobics (too late to cancel)',
    hour: 19,
    offers: [EARLY, within(FULL, { latestCancellationBeforeStart: 'P50D' })]
  }
]
