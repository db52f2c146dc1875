/**
 * Error types of the Open Booking API with their HTTP status and a readable name. `OpenBookingError` is for problems
 * without a more specific type; it alone may have another status.
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
  PatchContainsExcessivePropertiesError: [400, 'Update contains properties that cannot be changed'],
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
  UnableToProcessOrderItemError: [409, 'An item cannot be booked'],
  IncompleteOrderItemError: [409, 'Item is incomplete'],
  InvalidOpportunityOrOfferIdError: [409, 'Opportunity or offer id is not valid'],
  UnknownOpportunityError: [409, 'Opportunity not found'],
  UnknownOfferError: [409, 'Offer not found'],
  UnacceptableOfferError: [409, 'Offer is not for this opportunity'],
  OpportunityOfferPairNotBookableError: [409, 'Not bookable'],
  OpportunityIsFullError: [409, 'Fully booked'],
  OpportunityCapacityIsReservedByLeaseError: [409, 'Spaces are reserved for other customers'],
  OpportunityIsInConflictError: [409, 'Items cannot be booked together'],
  OpportunityIntractableError: [409, 'Item cannot be processed now'],
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
  TemporarilyUnableToProduceOrderQuoteError: [503, 'Quote is temporarily unavailable'],
  TemporarilyUnableToCreateOrderError: [503, 'Booking is temporarily unavailable'],
  TemporarilyUnableToUpdateOrderError: [503, 'Update is temporarily unavailable'],
  TemporarilyUnableToDeleteOrderError: [503, 'Deletion is temporarily unavailable']
} as const satisfies Record<string, readonly [status: number, name: string]>

export type ErrorType = keyof typeof ERRORS

/** @returns whether a text is an error type of the catalogue */
export const isErrorType = (type: string): type is ErrorType => Object.hasOwn(ERRORS, type)

/**
 * Say whether an error type accuses the request. The catalogue gives some of these types the status 500, too.
 * @param type - error type
 * @returns false for errors of the booking system, and for `OpenBookingError`, whose status decides
 */
export const accusesRequest = (type: ErrorType): boolean =>
  type !== 'OpenBookingError' && !/^(?:Internal|TemporarilyUnable)/.test(type)

/** A refusal of the whole request. Its message is for the customer and has no personal data, secrets or internals. */
export class BookingError extends Error {
  readonly type: ErrorType
  readonly status: number

  /**
   * @param type - error type
   * @param description - the problem and its remedy, for a person
   * @param status - HTTP status, for `OpenBookingError` only; every other type has its own
   */
  constructor (type: ErrorType, description: string, status: number = ERRORS[type][0]) {
    super(description)
    this.type = type
    this.status = status
  }
}

/**
 * Refuse a request that has no more specific error type.
 * @param description - the problem and its remedy, for a person
 * @throws {OpenBookingError} with status 400, always
 */
export function refuse (description: string): never {
  throw new BookingError('OpenBookingError', description)
}

// A type is assignable to JsonObject, an interface is not.
/** An error of one OrderItem, which its `error` property shows. */
export type ItemError = Readonly<{
  '@type': ErrorType
  statusCode: number
  name: string
  description: string
  /** IRI of the part of the order that has the error. */
  instance?: string
}>

/**
 * Make an error of an OrderItem.
 * @param type - error type
 * @param description - the problem and its remedy, for a person
 * @returns the error document
 */
export function itemError (type: ErrorType, description: string): ItemError {
  const [statusCode, name] = ERRORS[type]
  return { '@type': type, statusCode, name, description }
}

/**
 * Render a refusal.
 * @param error - the refusal
 * @param instance - absolute URL of the request
 * @param requestId - id of the request in the log, undefined if it has none
 * @returns the error document
 */
export function errorDocument ({ type, status, message }: BookingError, instance: string, requestId?: string) {
  return {
    '@context': 'https://openactive.io/',
    '@type': type,
    statusCode: status,
    name: ERRORS[type][1],
    description: message,
    instance,
    ...(requestId !== undefined && { requestId })
  }
}
