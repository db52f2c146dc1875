import { classicEvent, classicOffer, classicOrder, classicOrderList, welcome } from '../responses/classic.ts'
import type { Operation } from './operation.ts'

const CLASSIC = { tag: 'Older API', format: 'classic', access: 'partner' } as const
const EVERY = [
  'unauthenticated', 'invalid_api_token_provided', 'invalid_authorization_details', 'too_many_requests',
  'internal_error'
] as const
const BODY = [
  ...EVERY, 'no_data_supplied', 'not_json', 'unknown_content_encoding', 'request_too_large', 'too_much_information',
  'temporarily_unavailable'
] as const
const KNOWN = ['not_found', 'gone'] as const

const OF_ORDER = { uuid: '$response.body#/identifier' } as const
const PAYMENT = {
  payments: [{
    type: 'Payment', totalPaidToProvider: { type: 'MonetaryAmount', value: '{classicPrice}', currency: 'GBP' }
  }]
} as const
const CANCELLATION = {
  orderedItem: [{ type: 'OrderItem', orderItemStatus: 'https://schema.org/OrderCancelled' }]
} as const

/** The older API of 2018. */
export const CLASSIC_OPERATIONS = {
  welcome: {
    ...CLASSIC,
    access: 'nobody',
    summary: 'Description of the booking system',
    answers: {
      200: { description: 'The description', schema: welcome, headers: { vary: '`Accept`' } },
      302: { description: 'Leads a browser to the dataset site', headers: { location: 'Address of the dataset site' } }
    },
    errors: ['too_many_requests', 'internal_error']
  },
  classicEvent: {
    ...CLASSIC,
    summary: 'Show an event',
    parameters: { id: '1234' },
    answers: { 200: { description: 'The event', schema: classicEvent } },
    errors: [...EVERY, 'not_found']
  },
  classicOffer: {
    ...CLASSIC,
    summary: 'Show an offer',
    parameters: { id: '12342' },
    answers: { 200: { description: 'The offer', schema: classicOffer } },
    errors: [...EVERY, 'not_found']
  },
  createClassicOrder: {
    ...CLASSIC,
    summary: 'Create an order',
    description: 'Leases the spaces until the order is paid.',
    request: {
      type: 'object',
      properties: {
        broker: { type: 'object' },
        customer: { type: 'object' },
        acceptedOffer: { type: 'array', minItems: 1, maxItems: 1, items: { type: 'object' } },
        orderedItem: { type: 'array', minItems: 1, maxItems: 1, items: { type: 'object' } }
      },
      required: ['broker', 'customer', 'acceptedOffer', 'orderedItem']
    },
    examples: {
      order: {
        '@context': 'https://openactive.io/ns/oa.jsonld',
        type: 'Order',
        broker: { type: 'Organization', name: 'My App' },
        customer: { type: 'Person', email: 'ada@customers.example' },
        acceptedOffer: [{ type: 'Offer', id: '{base}/offers/12342' }],
        orderedItem: [{ type: 'OrderItem', orderQuantity: 1, orderedItem: { type: 'Event', id: '{base}/events/1234' } }]
      }
    },
    answers: {
      201: {
        description: 'The order',
        schema: classicOrder,
        headers: { location: 'Address of the order' },
        links: {
          pay: { operationId: 'updateClassicOrder', parameters: OF_ORDER, requestBody: PAYMENT },
          show: { operationId: 'classicOrder', parameters: OF_ORDER },
          cancel: { operationId: 'updateClassicOrder', parameters: OF_ORDER, requestBody: CANCELLATION },
          delete: { operationId: 'deleteClassicOrder', parameters: OF_ORDER }
        }
      }
    },
    errors: [
      ...BODY, 'incomplete_event_details', 'incomplete_offer_details', 'incomplete_customer_details',
      'incomplete_broker_details', 'unavailable_event', 'unavailable_offer', 'offer_not_valid', 'offer_expired',
      'offer_not_yet_valid', 'event_is_full', 'event_has_insufficient_spaces'
    ]
  },
  classicOrders: {
    ...CLASSIC,
    summary: 'List orders',
    answers: { 200: { description: 'The orders of the caller', schema: classicOrderList } },
    errors: EVERY
  },
  classicOrder: {
    ...CLASSIC,
    summary: 'Show an order',
    answers: { 200: { description: 'The order', schema: classicOrder } },
    errors: [...EVERY, ...KNOWN, 'anonymous_lease_expired']
  },
  updateClassicOrder: {
    ...CLASSIC,
    summary: 'Pay or cancel an order',
    request: {
      type: 'object',
      properties: {
        payments: { type: 'array', minItems: 1, maxItems: 1, items: { type: 'object' } },
        orderedItem: { type: 'array', minItems: 1, maxItems: 1, items: { type: 'object' } }
      }
    },
    examples: { payment: PAYMENT, cancellation: CANCELLATION },
    answers: { 200: { description: 'The order', schema: classicOrder } },
    errors: [
      ...BODY, ...KNOWN, 'insufficient_information', 'anonymous_lease_expired', 'payment_amount_incorrect',
      'currency_incorrect', 'order_cannot_be_completed', 'order_cannot_be_cancelled', 'order_is_uncancellable',
      'order_cancellation_window_expired'
    ]
  },
  deleteClassicOrder: {
    ...CLASSIC,
    summary: 'Delete an order',
    answers: { 204: { description: 'The order is deleted' } },
    errors: [...EVERY, ...KNOWN, 'order_cannot_be_cancelled', 'temporarily_unavailable']
  }
} as const satisfies Readonly<Record<string, Operation>>
