import type { Offer, RequiredStatus } from '../records/opportunity.ts'

/** @returns whether an Offer must be paid when it is booked; a free Offer never has to */
const isRequired = ({ priceMinor, prepayment = 'Required' }: Offer): boolean =>
  priceMinor > 0 && prepayment === 'Required'

const isOptional = ({ priceMinor, prepayment }: Offer): boolean => priceMinor > 0 && prepayment === 'Optional'

const isUnavailable = ({ priceMinor, prepayment }: Offer): boolean => priceMinor > 0 && prepayment === 'Unavailable'

/**
 * Combine the `openBookingPrepayment` of several Offers.
 * @param offers - Offers of all items of an order
 * @returns the prepayment of the order
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payments-and-refunds}
 */
export function combinedPrepayment (offers: readonly Offer[]): RequiredStatus {
  if (offers.some(isRequired)) return 'Required'
  return offers.some(isOptional) ? 'Optional' : 'Unavailable'
}

/** Description of the error for `prepaymentConflicts`. */
export const PREPAYMENT_CONFLICT =
  'Items that must be paid in advance and items that cannot be paid in advance must be in separate orders.'

/**
 * Find Offers that cannot be in one order: some must be paid in advance, others cannot be. Free and optional Offers fit
 * both.
 * @param offers - Offers of all items of an order
 * @returns per Offer, in the order given, whether it takes part in the conflict
 */
export function prepaymentConflicts (offers: readonly Offer[]): boolean[] {
  const isConflict = offers.some(isRequired) && offers.some(isUnavailable)
  return offers.map((offer) => isConflict && (isRequired(offer) || isUnavailable(offer)))
}
