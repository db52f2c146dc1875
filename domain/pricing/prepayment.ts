import type { Offer, RequiredStatus } from '../records/opportunity.ts'

/** @returns whether the Offer has to be paid when it is booked. */
const isRequired = ({ priceMinor, prepayment = 'Required' }: Offer): boolean => priceMinor > 0 && prepayment === 'Required'
const isUnavailable = ({ priceMinor, prepayment }: Offer): boolean => priceMinor > 0 && prepayment === 'Unavailable'

/**
 * The `openBookingPrepayment` of a whole order.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payments-and-refunds}
 */
export function combinedPrepayment (offers: readonly Offer[]): RequiredStatus {
  if (offers.some(isRequired)) return 'Required'
  return offers.some(({ priceMinor, prepayment }) => priceMinor > 0 && prepayment === 'Optional') ? 'Optional' : 'Unavailable'
}

/** What is said of a conflict. */
export const PREPAYMENT_CONFLICT = 'Items that must be paid in advance and items that can not be go into separate orders.'

/**
 * Offers that must be paid now and offers that can't be do not go into one order; free and optional ones go with both.
 * @returns per offer, in the order given, whether it takes part in such a conflict
 */
export function prepaymentConflicts (offers: readonly Offer[]): boolean[] {
  const conflict = offers.some(isRequired) && offers.some(isUnavailable)
  return offers.map((offer) => conflict && (isRequired(offer) || isUnavailable(offer)))
}
