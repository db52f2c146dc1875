/**
 * Every error type of the Open Booking API with its status code and a name that a person can read.
 * `OpenBookingError` stands where no more specific type fits; it alone may carry another status.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#error-model}
 */
export const ERRORS = {
  IncompleteBrokerDetailsError: [400, 'Broker details are incomplete'],
  IncompleteCustomerDetailsError: [400, 'Customer details are incomplete'],
  TotalPaymentDueMismatchError: [400, 'Total payment due does not match'],
  MissingPaymentDetailsError: [400, 'Payment details are missing'],
  UnnecessaryPaymentDetailsError: [400, 'Payment details are not needed'],
  IncompletePaymentDetailsError: [400, 'Payment details are incomplete'],
  InvalidPaymentDetailsError: [400, 'Payment details are not valid'],
  CancellationNotPermittedError: [400, 'Cancellation is not permitted'],
  PatchContainsExcessivePropertiesError: [400, 'Update contains properties that can not be changed'],
  PatchNotAllowedOnPropertyError: [400, 'Update sets a property to a value that is not allowed'],
  OpenBookingError: [400, 'Request could not be processed'],
  InvalidAPITokenError: [401, 'Access token or key is not valid'],
  InvalidAuthorizationDetailsError: [401, 'Not authorised for this seller'],
  UnauthenticatedError: [403, 'Credentials are needed'],
  NoAPITokenError: [403, 'An API key is needed'],
  UnknownOrderError: [404, 'Order not found'],
  UnknownOrIncorrectEndpointError: [404, 'No such endpoint'],
  NotFoundError: [404, 'Not found'],
  MethodNotAllowedError: [405, 'Method not allowed here'],
  GoneError: [410, 'No longer there'],
  OpportunityHasInsufficientCapacityError: [409, 'Not enough spaces left'],
  UnableToProcessOrderItemError: [409, 'An item can not be booked'],
  IncompleteOrderItemError: [409, 'Item is incomplete'],
  InvalidOpportunityOrOfferIdError: [409, 'Opportunity or offer id is not valid'],
  UnknownOpportunityError: [409, 'Opportunity not found'],
  UnknownOfferError: [409, 'Offer not found'],
  UnacceptableOfferError: [409, 'Offer is not for this opportunity'],
  OpportunityOfferPairNotBookableError: [409, 'Not bookable'],
  OpportunityIsFullError: [409, 'Fully booked'],
  OpportunityCapacityIsReservedByLeaseError: [409, 'Spaces are reserved for other customers'],
  OpportunityIsInConflictError: [409, 'Items can not be booked together'],
  OpportunityIntractableError: [409, 'Item can not be processed now'],
  IncompleteAttendeeDetailsError: [409, 'Attendee details are incomplete'],
  IncompleteIntakeFormError: [409, 'Additional details are incomplete'],
  InvalidIntakeFormError: [409, 'Additional details are not valid'],
  TooManyRequestsError: [429, 'Too many requests'],
  OrderItemIdInvalidError: [500, 'Order item id is not valid'],
  OrderItemNotWithinOrderError: [500, 'Item is not part of the order'],
  UnexpectedOrderTypeError: [500, 'Unexpected type of order'],
  SellerNotFoundError: [500, 'Seller not found'],
  SellerMismatchError: [500, 'Sellers do not match'],
  OrderAlreadyExistsError: [500, 'Order already exists'],
  OrderCreationFailedError: [500, 'Order could not be created'],
  OrderProposalVersionOutdatedError: [500, 'Order proposal version is outdated'],
  InternalOpenBookingError: [500, 'Internal error'],
  InternalApplicationError: [500, 'Internal error'],
  InternalLibraryError: [500, 'Internal error'],
  InternalLibraryConfigurationError: [500, 'Internal error'],
  TemporarilyUnableToProduceOrderQuoteError: [503, 'Quote is not possible at the moment'],
  TemporarilyUnableToCreateOrderError: [503, 'Booking is not possible at the moment'],
  TemporarilyUnableToUpdateOrderError: [503, 'Update is not possible at the moment'],
  TemporarilyUnableToDeleteOrderError: [503, 'Deletion is not possible at the moment']
} as const satisfies Record<string, readonly [status: number, name: string]>

export type ErrorType = keyof typeof ERRORS

/** A refusal of the whole request. `message` is for the customer: it holds no personal data, secret or internal detail. */
export class BookingError extends Error {
  readonly type: ErrorType
  readonly status: number

  /**
   * @param type - type of the catalogue
   * @param description - what is wrong and what would be right, in words for a person
   * @param status - HTTP status, for `OpenBookingError` only; every other type has its own
   */
  constructor (type: ErrorType, description: string, status: number = ERRORS[type][0]) {
    super(description)
    this.type = type
    this.status = status
  }
}

/**
 * Refuses a request for which no more specific type fits.
 * @throws OpenBookingError (400)
 */
export function refuse (description: string): never {
  throw new BookingError('OpenBookingError', description)
}

/** A problem of one OrderItem, shown in its `error` property. */
// A type, not an interface: it goes into documents as it is.
export type ItemError = Readonly<{
  '@type': ErrorType
  statusCode: number
  name: string
  description: string
  /** Where it is: a place in the order. */
  instance?: string
}>

/** @returns the error of an OrderItem as it is sent (Open Booking API, OrderItem errors). */
export function itemError (type: ErrorType, description: string): ItemError {
  const [statusCode, name] = ERRORS[type]
  return { '@type': type, statusCode, name, description }
}

/**
 * Renders a refusal.
 * @param error - what was refused
 * @param instance - absolute URL that was asked for
 */
export function errorDocument ({ type, status, message }: BookingError, instance: string) {
  return { '@context': 'https://openactive.io/', '@type': type, statusCode: status, name: ERRORS[type][1], description: message, instance }
}
