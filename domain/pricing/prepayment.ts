import type { Offer, RequiredStatus } from '../records/opportunity.ts'

/** @returns the prepayment of an Offer, which is required unless the Offer says otherwise */
export const prepaymentOf = ({ prepayment = 'Required' }: Offer): RequiredStatus => prepayment

/** A free Offer has no payment. */
const isPaid = (offer: Offer, wanted: RequiredStatus): boolean => offer.priceMinor > 0 && prepaymentOf(offer) === wanted
const isRequired = (offer: Offer): boolean => isPaid(offer, 'Required')
const isOptional = (offer: Offer): boolean => isPaid(offer, 'Optional')
const isUnavailable = (offer: Offer): boolean => isPaid(offer, 'Unavailable')

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
