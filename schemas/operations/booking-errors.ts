// The parts that operations of the Open Booking API share: problems by status, and error types by the checks that find
// them.

/** Properties of every stage. */
export const STAGE = { tag: 'Booking', format: 'booking', access: 'partner' } as const

/** Errors of every stage. */
export const EVERY = [
  'InvalidAPITokenError', 'InvalidAuthorizationDetailsError', 'UnauthenticatedError', 'NoAPITokenError',
  'TooManyRequestsError', 'InternalApplicationError'
] as const
const ACCEPT = { 406: 'The Accept header allows no media type of the API.' } as const
export const PATH = { 400: 'The UUID or a query parameter is not valid.', ...ACCEPT } as const
export const BODY = {
  400: 'The UUID, or a value without an error type of its own, is not valid.',
  ...ACCEPT,
  413: 'The request body is longer than the option bodyLimit allows.',
  415: 'The request body has another media type or content coding.'
} as const
export const STORED = { ...BODY, 507: 'The booking partner has stored as much as maxPartnerMegabytes allows.' } as const

export const ORDERS = [
  ...EVERY, 'IncompleteBrokerDetailsError', 'InvalidPaymentDetailsError', 'UnexpectedOrderTypeError',
  'SellerNotFoundError', 'SellerMismatchError', 'OrderAlreadyExistsError'
] as const
export const PLACING = [
  ...ORDERS, 'IncompleteCustomerDetailsError', 'TotalPaymentDueMismatchError', 'MissingPaymentDetailsError',
  'UnnecessaryPaymentDetailsError', 'IncompletePaymentDetailsError', 'OpportunityHasInsufficientCapacityError',
  'OrderCreationFailedError', 'TemporarilyUnableToCreateOrderError'
] as const

export const ITEMS = [
  'IncompleteOrderItemError', 'InvalidOpportunityOrOfferIdError', 'UnknownOpportunityError', 'UnknownOfferError',
  'UnacceptableOfferError', 'OpportunityOfferPairNotBookableError', 'OpportunityIsInConflictError'
] as const
export const SPACES = [
  'OpportunityHasInsufficientCapacityError', 'OpportunityIsFullError', 'OpportunityCapacityIsReservedByLeaseError'
] as const
export const DETAILS = [
  'IncompleteAttendeeDetailsError', 'IncompleteIntakeFormError', 'InvalidIntakeFormError'
] as const

export const LOCATION = { location: 'Address of the document' } as const
export const OF_ORDER = { uuid: '$response.body#/identifier' } as const
