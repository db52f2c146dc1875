import { BookingError } from '../protocol/errors.ts'

/** Context of all documents of the classic API. */
export const CONTEXT = 'https://openactive.io/ns/oa.jsonld'

/** Errors by the names of the older simulator: status, title and details. The last five are additions. */
const ERRORS = {
  unauthenticated: [403, 'Credentials are missing', 'Send HTTP Basic credentials or a key in the header x-api-key.'],
  invalid_api_token_provided: [
    401,
    'API key is not known',
    'The key in the header x-api-key must be the key of a booking partner.'
  ],
  invalid_authorization_details: [
    401,
    'User name or password is wrong',
    'The Authorization header must have the credentials of a booking partner.'
  ],
  not_found: [404, 'Not found', 'There is nothing at this address.'],
  gone: [410, 'Gone', 'This order was deleted.'],
  method_not_allowed: [405, 'Method not allowed', 'This address does not support this method.'],
  no_data_supplied: [400, 'No data', 'The request must have a body.'],
  not_json: [400, 'Not JSON', 'The request body must be a JSON object.'],
  incomplete_event_details: [
    400,
    'Event details are incomplete',
    'orderedItem must name one event and, as a whole number of at least 1, orderQuantity.'
  ],
  incomplete_offer_details: [400, 'Offer details are incomplete', 'acceptedOffer must name one offer.'],
  incomplete_customer_details: [400, 'Customer details are incomplete', 'customer must have a property besides type.'],
  incomplete_broker_details: [400, 'Broker details are incomplete', 'broker must have a property besides type.'],
  unavailable_event: [400, 'Event is not available', 'There is no such event, or it has started.'],
  unavailable_offer: [400, 'Offer is not available', 'There is no such offer.'],
  offer_not_valid: [400, 'Offer is for another event', 'The offer is not for this event.'],
  offer_expired: [400, 'Offer has expired', 'The offer can no longer be booked. Choose another offer.'],
  offer_not_yet_valid: [400, 'Offer is not valid yet', 'The offer cannot be booked yet. Choose another offer.'],
  event_is_full: [400, 'Event is full', 'All spaces are leased or booked. Choose another event.'],
  event_has_insufficient_spaces: [
    400,
    'Too few spaces',
    'The event has fewer spaces left than orderQuantity asks for.'
  ],
  insufficient_information: [
    400,
    'Not enough information',
    'The update must have payments with totalPaidToProvider, or orderedItem for a cancellation.'
  ],
  too_much_information: [
    400,
    'Too much information',
    'An order must have one event and one offer; an update must have payments or orderedItem.'
  ],
  anonymous_lease_expired: [
    400,
    'Lease has expired',
    'The spaces of this order are no longer leased. Create another order.'
  ],
  payment_amount_incorrect: [400, 'Wrong amount', 'The amount must be the totalPaymentDue of the invoice.'],
  currency_incorrect: [400, 'Wrong currency', 'The currency must be the currency of the invoice.'],
  order_cannot_be_completed: [400, 'Order cannot be completed', 'This order is already paid.'],
  order_cannot_be_cancelled: [
    400,
    'Order cannot be cancelled',
    'The status of this order does not allow a cancellation.'
  ],
  order_is_uncancellable: [400, 'Order is not cancellable', 'The offer of this order does not allow a cancellation.'],
  order_cancellation_window_expired: [400, 'Cancellation window is over', 'This order can no longer be cancelled.'],
  unknown_content_encoding: [
    415,
    'Content encoding is unknown',
    'The Content-Encoding of the request body must be gzip, deflate or br, or be omitted.'
  ],
  request_too_large: [413, 'Request is too large', 'The request body is too long.'],
  too_many_requests: [
    429, 'Too many requests', 'Too many requests or wrong credentials came from this address. Wait a minute.'
  ],
  temporarily_unavailable: [503, 'Temporarily unavailable', 'Nothing has changed. Try again.'],
  internal_error: [500, 'Internal error', 'The booking system made a mistake. Nothing has changed.']
} as const satisfies Record<string, readonly [status: number, title: string, details: string]>

export type ClassicErrorName = keyof typeof ERRORS

/** Errors with the type of another error; brokers distinguish them by title. */
const TYPES: Partial<Record<ClassicErrorName, ClassicErrorName>> = {
  order_cancellation_window_expired: 'order_is_uncancellable'
}

/** A refusal of the classic API. */
export class ClassicError extends Error {
  readonly error: ClassicErrorName

  constructor (error: ClassicErrorName) {
    super(ERRORS[error][2])
    this.error = error
  }
}

/**
 * Convert an error of the Open Booking API to an error of the classic API.
 * @param error - an error of either API
 * @returns the corresponding error of the classic API
 */
export function toClassicError (error: ClassicError | BookingError): ClassicError {
  if (error instanceof ClassicError) return error
  const fallback = error.status < 500 ? 'not_json' : 'internal_error'
  return new ClassicError(BY_TYPE[error.type] ?? BY_STATUS[error.status] ?? fallback)
}

const BY_TYPE: Readonly<Record<string, ClassicErrorName>> = {
  InvalidAPITokenError: 'invalid_api_token_provided',
  InvalidAuthorizationDetailsError: 'invalid_authorization_details'
}

const BY_STATUS: Readonly<Record<number, ClassicErrorName>> = {
  403: 'unauthenticated',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'request_too_large',
  429: 'too_many_requests',
  503: 'temporarily_unavailable'
}

/**
 * Render a refusal.
 * @param error - the refusal
 * @param request - path and method of the request
 * @returns the error document
 */
export function classicErrorDocument (
  { error }: ClassicError, { path, method }: { readonly path: string, readonly method: string }
) {
  const [status, title, details] = ERRORS[error]
  return {
    '@context': CONTEXT,
    type: 'Error',
    errorType: `https://openactive.io/errors/${TYPES[error] ?? error}`,
    title,
    details,
    status,
    instance: path,
    method
  }
}
