import type { OpportunityType } from '../opportunity-types.ts'
import { createdOpportunity, customerNote } from '../responses/test-interface.ts'
import type { Operation } from './operation.ts'

const TEST = { tag: 'Test interface', format: 'booking' } as const
const CONTEXT = ['https://openactive.io/', 'https://openactive.io/test-interface'] as const
const EVERY = ['TooManyRequestsError', 'InternalApplicationError'] as const
const CREDENTIALS = ['InvalidAPITokenError', 'InvalidAuthorizationDetailsError'] as const
const BODY = {
  400: 'A value of the request is unknown or not valid.',
  406: 'The Accept header allows no media type of the API.',
  413: 'The request body is longer than the option bodyLimit allows.',
  415: 'The request body has another media type or content coding.',
  503: 'The booking system cannot write at the moment.'
} as const

const terms = {
  'test:testOpportunityCriteria': 'https://openactive.io/test-interface#TestOpportunityBookable',
  'test:testOpenBookingFlow': 'https://openactive.io/test-interface#OpenBookingSimpleFlow'
} as const
const owner = { '@type': 'Organization', '@id': '{seller}' } as const

/** A request for each opportunity type; the document shows those on offer. */
const OPPORTUNITIES = {
  ScheduledSession: {
    '@context': CONTEXT,
    '@type': 'ScheduledSession',
    superEvent: { '@type': 'SessionSeries', organizer: owner },
    ...terms
  },
  FacilityUseSlot: {
    '@context': CONTEXT, '@type': 'Slot', facilityUse: { '@type': 'FacilityUse', provider: owner }, ...terms
  },
  IndividualFacilityUseSlot: {
    '@context': CONTEXT, '@type': 'Slot', facilityUse: { '@type': 'IndividualFacilityUse', provider: owner }, ...terms
  },
  Event: { '@context': CONTEXT, '@type': 'Event', organizer: owner, ...terms },
  HeadlineEvent: { '@context': CONTEXT, '@type': 'HeadlineEvent', organizer: owner, ...terms },
  HeadlineEventSubEvent: {
    '@context': CONTEXT, '@type': 'Event', superEvent: { '@type': 'HeadlineEvent', organizer: owner }, ...terms
  },
  CourseInstance: { '@context': CONTEXT, '@type': 'CourseInstance', organizer: owner, ...terms },
  CourseInstanceSubEvent: {
    '@context': CONTEXT, '@type': 'Event', superEvent: { '@type': 'CourseInstance', organizer: owner }, ...terms
  },
  OnDemandEvent: { '@context': CONTEXT, '@type': 'OnDemandEvent', organizer: owner, ...terms }
} as const satisfies Readonly<Record<OpportunityType, object>>

/** The OpenActive Test Interface. */
export const TEST_INTERFACE = {
  createOpportunity: {
    ...TEST,
    access: 'nobody',
    summary: 'Create a test opportunity',
    description: 'Creates an opportunity that meets a criterion of the OpenActive Test Suite.',
    examples: OPPORTUNITIES,
    parameters: { dataset: 'example' },
    answers: { 200: { description: 'Type and `@id` of the opportunity', schema: createdOpportunity } },
    errors: EVERY,
    problems: BODY
  },
  deleteDataset: {
    ...TEST,
    access: 'nobody',
    summary: 'Delete test opportunities',
    description: 'Removes the opportunities of a test dataset from their feeds.',
    parameters: { dataset: 'example' },
    answers: { 204: { description: 'The opportunities are deleted' } },
    errors: EVERY,
    problems: { 406: BODY[406], 503: BODY[503] }
  },
  simulateAction: {
    ...TEST,
    access: 'partner or nobody',
    summary: 'Make a seller act',
    description: 'With credentials, it acts on orders of their booking partner alone.',
    examples: {
      cancellation: {
        '@context': CONTEXT,
        '@type': 'test:SellerRequestedCancellationSimulateAction',
        object: { '@type': 'Order', '@id': '{base}/api/openbooking/orders/{uuid}' }
      },
      acceptance: {
        '@context': CONTEXT,
        '@type': 'test:SellerAcceptOrderProposalSimulateAction',
        object: { '@type': 'OrderProposal', '@id': '{base}/api/openbooking/order-proposals/{proposal}' }
      }
    },
    answers: { 204: { description: 'The seller has acted; the feeds show the effect' } },
    errors: [
      ...EVERY, ...CREDENTIALS, 'UnknownOrderError', 'NotFoundError', 'OrderItemIdInvalidError',
      'OrderItemNotWithinOrderError'
    ],
    problems: { ...BODY, 409: 'Several booking partners have an order with this UUID: send credentials.' }
  },
  customerNote: {
    ...TEST,
    access: 'partner',
    summary: 'Show the note of a customer',
    parameters: { uuid: '{uuid}' },
    answers: { 200: { description: 'The note that the customer wrote to the seller', schema: customerNote } },
    errors: [...EVERY, ...CREDENTIALS, 'UnauthenticatedError', 'NoAPITokenError', 'UnknownOrderError'],
    problems: { 400: 'The UUID is not valid.', 406: BODY[406] }
  }
} as const satisfies Readonly<Record<string, Operation>>
