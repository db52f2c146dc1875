import { isDynamic } from '../pricing/price-basis.ts'
import { refuse } from '../protocol/errors.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { errorOf, isProblem, Problem } from '../request/problem.ts'
import { isOverride } from './special-offers.ts'

/**
 * Refuse the optional features of the specification that the rules exclude, and offers beside a DynamicPayment.
 * @param given - request of C1, C2, P or B
 * @param rules - the optional features
 * @returns the request; a DynamicPayment that the rules exclude is a problem in it
 * @throws {OpenBookingError} if an item has an OfferOverride that the rules exclude, or there is an Offer beside a
 * DynamicPayment
 * @throws {InvalidPaymentDetailsError} if no item has an Offer, and the payment is not valid
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#dynamicpayment}
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#offer-overrides}
 */
export function supportedRequest (
  given: OrderRequest,
  { dynamicPayment, offerOverrides, brokerBarcodes }:
  Pick<Rules, 'dynamicPayment' | 'offerOverrides' | 'brokerBarcodes'>
): OrderRequest {
  const request = brokerBarcodes ? given : withoutBarcodes(given)
  const { orderedItem = [] } = request
  const overridden = offerOverrides ? -1 : orderedItem.findIndex(({ acceptedOffer }) => isOverride(acceptedOffer))
  if (overridden !== -1) {
    refuse(`orderedItem[${overridden}].acceptedOffer.@type must be Offer; received "OfferOverride".`)
  }
  // Without offers, only the payment can be wrong.
  const isWithoutOffers = dynamicPayment && orderedItem.every(({ acceptedOffer }) => acceptedOffer === undefined)
  if (isWithoutOffers && isProblem(request.payment)) throw errorOf(request.payment)
  if (!isDynamic(request.payment)) return request
  if (!dynamicPayment) {
    const text = 'payment.@type must be Payment; received "DynamicPayment".'
    return { ...request, payment: new Problem('InvalidPaymentDetailsError', text, request.payment) }
  }
  const offered = orderedItem.findIndex(({ acceptedOffer }) => acceptedOffer !== undefined)
  if (offered !== -1) refuse(`orderedItem[${offered}].acceptedOffer must be omitted with a DynamicPayment.`)
  return request
}

/** @returns the request without barcodes of the broker */
export function withoutBarcodes (request: OrderRequest): OrderRequest {
  const { orderedItem } = request
  if (orderedItem === undefined) return request
  return { ...request, orderedItem: orderedItem.map(({ accessPass, ...item }) => item) }
}
