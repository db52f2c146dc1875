import { BookingError } from '../protocol/errors.ts'

/**
 * The errors of the older simulator by the names that it had for them: status, title and details. The last four are beyond it.
 */
const ERRORS = {
  unauthenticated: [403, 'Credentials are missing', 'Send HTTP Basic credentials, or a key in the header x-api-key.'],
  invalid_api_token_provided: [401, 'API key is not known', 'The key in the header x-api-key is not known here.'],
  invalid_authorization_details: [401, 'User name or password is wrong', 'The Authorization header does not hold credentials that are known here.'],
  not_found: [404, 'Not found', 'There is nothing at this address.'],
  gone: [410, 'Gone', 'This order was deleted.'],
  method_not_allowed: [405, 'Method not allowed', 'This address does not take that method.'],
  no_data_supplied: [400, 'No data', 'The request has no body.'],
  not_json: [400, 'Not JSON', 'The request body is no JSON object.'],
  incomplete_event_details: [400, 'Event details are incomplete', 'orderedItem must name one event and, as a whole number of at least 1, orderQuantity.'],
  incomplete_offer_details: [400, 'Offer details are incomplete', 'acceptedOffer must name one offer.'],
  incomplete_customer_details: [400, 'Customer details are incomplete', 'customer must say who the customer is.'],
  incomplete_broker_details: [400, 'Broker details are incomplete', 'broker must say who the broker is.'],
  unavailable_event: [400, 'Event is not available', 'There is no such event, or it is over.'],
  unavailable_offer: [400, 'Offer is not available', 'There is no such offer.'],
  offer_not_valid: [400, 'Offer is for another event', 'The offer is not for this event.'],
  offer_expired: [400, 'Offer has expired', 'The offer can not be taken any more.'],
  offer_not_yet_valid: [400, 'Offer is not valid yet', 'The offer can not be taken yet.'],
  event_is_full: [400, 'Event is full', 'All spaces are taken.'],
  event_has_insufficient_spaces: [400, 'Too few spaces', 'There are fewer spaces left than this order asks for.'],
  insufficient_information: [400, 'Not enough information', 'The update must have either payments, with totalPaidToProvider, or orderedItem, to be cancelled.'],
  too_much_information: [400, 'Too much information', 'An order is for one event by one offer; an update has either payments or orderedItem.'],
  anonymous_lease_expired: [400, 'Lease has expired', 'The spaces are not held any more. Begin anew with another order.'],
  payment_amount_incorrect: [400, 'Wrong amount', 'The amount paid is not that of the invoice.'],
  currency_incorrect: [400, 'Wrong currency', 'The currency is not that of the invoice.'],
  order_cannot_be_completed: [400, 'Order can not be completed', 'This order does not wait for a payment.'],
  order_cannot_be_cancelled: [400, 'Order can not be cancelled', 'This order is not in a state in which it can be cancelled.'],
  order_is_uncancellable: [400, 'Order is not cancellable', 'The offer of this order says that it can not be cancelled.'],
  order_cancellation_window_expired: [400, 'Cancellation window is over', 'The time in which this order could be cancelled is over.'],
  request_too_large: [413, 'Request is too large', 'The request body is longer than is taken here.'],
  too_many_requests: [429, 'Too many requests', 'Too many requests came from this address; wait a minute.'],
  temporarily_unavailable: [503, 'Not possible at the moment', 'Nothing was changed: please try again.'],
  internal_error: [500, 'Internal error', 'The booking system made a mistake. Nothing was changed.']
} as const satisfies Record<string, readonly [status: number, title: string, details: string]>

export type ClassicErrorName = keyof typeof ERRORS

/** Brokers tell this one by its title: it goes by the type of another. */
const TYPES: Partial<Record<ClassicErrorName, ClassicErrorName>> = { order_cancellation_window_expired: 'order_is_uncancellable' }

/** A refusal in the words of the older simulator. */
export class ClassicError extends Error {
  readonly error: ClassicErrorName

  constructor (error: ClassicErrorName) {
    super(ERRORS[error][2])
    this.error = error
  }
}

/** @returns the error of the older simulator that says the same as one of the Open Booking API. */
export function toClassicError (error: ClassicError | BookingError): ClassicError {
  if (error instanceof ClassicError) return error
  return new ClassicError(BY_TYPE[error.type] ?? BY_STATUS[error.status] ?? (error.status < 500 ? 'not_json' : 'internal_error'))
}

const BY_TYPE: Readonly<Record<string, ClassicErrorName>> = {
  InvalidAPITokenError: 'invalid_api_token_provided',
  InvalidAuthorizationDetailsError: 'invalid_authorization_details'
}

const BY_STATUS: Readonly<Record<number, ClassicErrorName>> = {
  403: 'unauthenticated', 404: 'not_found', 405: 'method_not_allowed', 413: 'request_too_large', 429: 'too_many_requests', 503: 'temporarily_unavailable'
}

/**
 * Renders a refusal.
 * @param request - path and method of what was asked
 */
export function classicErrorDocument ({ error }: ClassicError, { path, method }: { readonly path: string, readonly method: string }) {
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

/** Context of all documents of the older simulator. */
export const CONTEXT = 'https://openactive.io/ns/oa.jsonld'
