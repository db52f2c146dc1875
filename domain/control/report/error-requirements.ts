import type { Stage } from '../../../schemas/control/faults.ts'
import type { ErrorType } from '../../protocol/errors.ts'
import { isNode } from '../../request/node.ts'
import type { Exchange } from './exchange.ts'
import { hasKnownPayment, hasQuotedItems, hasQuotedPairs, hasReadVersion } from './knowledge.ts'
import { occasion, type Requirement } from './requirement.ts'

const ORDERING: readonly Stage[] = ['C1', 'C2', 'P', 'B']

/** A duty that is broken where a request is refused with an error of these types. */
interface Duty extends Omit<Requirement, 'check'> {
  readonly stages: readonly Stage[]
  readonly errors: readonly ErrorType[]
  /** Says whether the request fits all that the broker was told before: then something has changed since. */
  readonly isExcused?: (exchange: Exchange, exchanges: readonly Exchange[], error: string) => boolean
}

const DUTIES: readonly Duty[] = [
  {
    id: 'credentials',
    title: 'Requests have valid credentials',
    level: 'MUST',
    section: 'api-level-authentication-and-data-security',
    stages: [...ORDERING, 'U', 'status', 'deletion', 'feed'],
    errors: ['NoAPITokenError', 'InvalidAPITokenError', 'UnauthenticatedError', 'InvalidAuthorizationDetailsError']
  },
  {
    id: 'broker-details',
    title: 'The broker is named as its role requires',
    level: 'MUST',
    section: 'broker-roles',
    stages: ORDERING,
    errors: ['IncompleteBrokerDetailsError']
  },
  {
    id: 'customer-details',
    title: 'The details of the customer are complete',
    level: 'MUST',
    section: 'customer-details-capture',
    stages: ['C2', 'P', 'B'],
    errors: ['IncompleteCustomerDetailsError']
  },
  {
    id: 'asked-details',
    title: 'B and P have the attendee details and intake forms that C2 asked for',
    level: 'MUST',
    section: 'customer-details-and-additional-details-capture',
    stages: ['P', 'B'],
    errors: ['IncompleteAttendeeDetailsError', 'IncompleteIntakeFormError', 'InvalidIntakeFormError'],
    isExcused: hasQuotedItems
  },
  {
    id: 'seller-of-items',
    title: 'The seller of an order is the seller of its items',
    level: 'MUST',
    section: 'schema-order',
    stages: ORDERING,
    errors: ['SellerMismatchError', 'SellerNotFoundError']
  },
  {
    id: 'offers-of-feeds',
    title: 'Opportunities and Offers come from the current feeds',
    level: 'MUST',
    section: 'booking-pre-conditions',
    stages: ORDERING,
    errors: [
      'InvalidOpportunityOrOfferIdError', 'UnknownOpportunityError', 'UnknownOfferError', 'UnacceptableOfferError'
    ],
    isExcused: hasQuotedPairs
  },
  {
    id: 'bookable-only',
    title: 'Only bookable pairs of Opportunity and Offer are ordered',
    level: 'MUST',
    section: 'definition-of-a-bookable-opportunity-and-offer-pair',
    stages: ['P', 'B'],
    errors: ['OpportunityOfferPairNotBookableError'],
    isExcused: hasQuotedPairs
  },
  {
    id: 'payment-details',
    title: 'B and P have payment details where payment is due, and none elsewhere',
    level: 'MUST',
    section: 'payments-and-refunds',
    stages: ['P', 'B'],
    errors: [
      'MissingPaymentDetailsError', 'IncompletePaymentDetailsError', 'InvalidPaymentDetailsError',
      'UnnecessaryPaymentDetailsError'
    ],
    isExcused: hasKnownPayment
  },
  {
    id: 'current-version',
    title: 'B of an OrderProposal has the orderProposalVersion of its last amendment',
    level: 'MUST',
    section: 'proposal-amendment',
    stages: ['B'],
    errors: ['OrderProposalVersionOutdatedError'],
    isExcused: hasReadVersion
  },
  {
    id: 'cancellation',
    title: 'A cancellation names OrderItems of the order, and nothing else',
    level: 'MUST',
    section: 'customer-requested-cancellation',
    stages: ['U'],
    errors: [
      'OrderItemIdInvalidError', 'OrderItemNotWithinOrderError', 'PatchContainsExcessivePropertiesError',
      'PatchNotAllowedOnPropertyError'
    ]
  },
  {
    id: 'cancellable-items',
    title: 'A cancellation is requested for OrderItems that can still be cancelled',
    level: 'SHOULD',
    section: 'customer-requested-cancellation',
    stages: ['U'],
    errors: ['CancellationNotPermittedError']
  },
  {
    id: 'known-orders',
    title: 'Requests about an order name one that the booking system knows',
    level: 'SHOULD',
    section: 'endpoints',
    stages: ['U', 'status', 'deletion'],
    errors: ['UnknownOrderError']
  },
  {
    id: 'well-formed',
    title: 'Requests have the form of the model',
    level: 'MUST',
    section: 'model',
    stages: [...ORDERING, 'U'],
    errors: ['OpenBookingError', 'UnexpectedOrderTypeError', 'IncompleteOrderItemError']
  }
]

/** @returns the error types of an answer: its own, and those of its items */
function errorsOf ({ error, answer }: Exchange): string[] {
  const items = answer?.['orderedItem']
  const ofItems = (Array.isArray(items) ? items : []).flatMap((item: unknown) =>
    isNode(item) && Array.isArray(item['error']) ? item['error'] as unknown[] : [])
  return [...error === undefined ? [] : [error], ...ofItems.flatMap((one) => isNode(one) ? String(one['@type']) : [])]
}

/** Requirements that a booking system enforces: an error of the catalogue says that the broker has broken them. */
export const ERROR_REQUIREMENTS: readonly Requirement[] = DUTIES.map(({ stages, errors, isExcused, ...duty }) => ({
  ...duty,
  check: (exchanges) => exchanges.flatMap((exchange) => {
    if (!stages.includes(exchange.stage) || exchange.isFaulty || exchange.isUnanswered) return []
    const type = errorsOf(exchange).find((one) => (errors as readonly string[]).includes(one))
    const isBroken = type !== undefined && isExcused?.(exchange, exchanges, type) !== true
    return [occasion(exchange, isBroken && `${exchange.stage} was refused with ${type}.`)]
  })
}))
