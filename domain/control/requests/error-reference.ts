import { type ErrorType, isErrorType } from '../../protocol/errors.ts'

/** The specification, without the anchor of a section. */
const SPECIFICATION = 'https://openactive.io/open-booking-api/EditorsDraft/'

/** Sections of the error model that list the error types. */
const CREATION = 'order-creation-orderquote-orderproposal-and-order-error-responses'
const CANCELLATION = 'order-cancellation-orderquote-orderproposal-and-order-error-responses'
const ITEMS = 'order-creation-orderitem-errors'
const AUTHENTICATION = 'api-authentication'
const TECHNICAL = 'technical-errors'
const GENERIC = 'generic-errors'
const INTERNAL = 'oa-internalopenbookingerror-subclasses'
const GENERAL = 'error-model'

/** The check that refuses a request, in the words of docs/decisions.md ("Order of checks"). */
type Check =
  'route' | 'verb' | 'rate limit' | 'credentials' | 'media types' | '@type' | 'values' | 'repeat' | 'version' |
  'seller' | 'broker' | 'customer' | 'items' | 'details' | 'spaces' | 'amount' | 'payment' | 'approval' | 'order' |
  'cancellation terms' | 'storage' | 'availability' | 'none'

/** The check behind each error type, and the section of the specification that defines it. */
const REFERENCE: Readonly<Record<ErrorType, readonly [check: Check, section: string]>> = {
  IncompleteBrokerDetailsError: ['broker', CREATION],
  IncompleteCustomerDetailsError: ['customer', CREATION],
  TotalPaymentDueMismatchError: ['amount', CREATION],
  MissingPaymentDetailsError: ['payment', CREATION],
  UnnecessaryPaymentDetailsError: ['payment', CREATION],
  IncompletePaymentDetailsError: ['payment', CREATION],
  InvalidPaymentDetailsError: ['payment', CREATION],
  CancellationNotPermittedError: ['cancellation terms', CANCELLATION],
  PatchContainsExcessivePropertiesError: ['values', GENERIC],
  PatchNotAllowedOnPropertyError: ['values', GENERIC],
  OpenBookingError: ['values', GENERAL],
  InvalidAPITokenError: ['credentials', AUTHENTICATION],
  InvalidAuthorizationDetailsError: ['credentials', AUTHENTICATION],
  UnauthenticatedError: ['credentials', AUTHENTICATION],
  NoAPITokenError: ['credentials', AUTHENTICATION],
  UnknownOrderError: ['order', GENERIC],
  UnknownOrIncorrectEndpointError: ['route', GENERIC],
  NotFoundError: ['route', GENERIC],
  MethodNotAllowedError: ['verb', GENERIC],
  GoneError: ['order', GENERIC],
  OpportunityHasInsufficientCapacityError: ['spaces', CREATION],
  UnableToProcessOrderItemError: ['items', CREATION],
  IncompleteOrderItemError: ['items', ITEMS],
  InvalidOpportunityOrOfferIdError: ['items', ITEMS],
  UnknownOpportunityError: ['items', ITEMS],
  UnknownOfferError: ['items', ITEMS],
  UnacceptableOfferError: ['items', ITEMS],
  OpportunityOfferPairNotBookableError: ['items', ITEMS],
  OpportunityIsFullError: ['spaces', ITEMS],
  OpportunityCapacityIsReservedByLeaseError: ['spaces', ITEMS],
  OpportunityIsInConflictError: ['items', ITEMS],
  OpportunityIntractableError: ['items', ITEMS],
  IncompleteAttendeeDetailsError: ['details', ITEMS],
  IncompleteIntakeFormError: ['details', ITEMS],
  InvalidIntakeFormError: ['details', ITEMS],
  TooManyRequestsError: ['rate limit', 'rate-limiting'],
  OrderItemIdInvalidError: ['items', CANCELLATION],
  OrderItemNotWithinOrderError: ['items', CANCELLATION],
  UnexpectedOrderTypeError: ['@type', CREATION],
  SellerNotFoundError: ['seller', CREATION],
  SellerMismatchError: ['seller', CREATION],
  OrderAlreadyExistsError: ['repeat', CREATION],
  OrderCreationFailedError: ['approval', CREATION],
  OrderProposalVersionOutdatedError: ['version', CREATION],
  InternalOpenBookingError: ['none', INTERNAL],
  InternalApplicationError: ['none', INTERNAL],
  InternalLibraryError: ['none', INTERNAL],
  InternalLibraryConfigurationError: ['none', INTERNAL],
  TemporarilyUnableToProduceOrderQuoteError: ['availability', TECHNICAL],
  TemporarilyUnableToCreateOrderError: ['availability', TECHNICAL],
  TemporarilyUnableToUpdateOrderError: ['availability', TECHNICAL],
  TemporarilyUnableToDeleteOrderError: ['availability', TECHNICAL]
}

/** Checks and sections of errors without a type of their own, by status. */
const BY_STATUS: Readonly<Record<number, readonly [check: Check, section: string]>> = {
  406: ['media types', 'media-types'],
  413: ['values', GENERAL],
  415: ['media types', 'media-types'],
  503: ['availability', TECHNICAL],
  507: ['storage', GENERAL]
}

/** The check behind an error, and the address of the section that defines it. */
export interface ErrorReference { readonly check: Check, readonly specification: string }

/**
 * Explain an error.
 * @param type - its type, undefined for an error of another API
 * @param status - its HTTP status
 */
export function errorReference (type: string | undefined, status: number): ErrorReference {
  const known = type !== undefined && isErrorType(type) ? REFERENCE[type] : undefined
  const [check, section] = (type === 'OpenBookingError' ? BY_STATUS[status] : undefined) ?? known ?? ['none', GENERAL]
  return { check, specification: sectionUrl(section) }
}

/** @returns the address of a section of the specification */
export const sectionUrl = (anchor: string): string => `${SPECIFICATION}#${anchor}`
