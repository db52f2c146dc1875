import type { FromSchema } from 'json-schema-to-ts'
import type { Known } from './known.ts'
import { broker, customer, person } from './parties.ts'
import { context, id, type NodeSchema, text, url } from './values.ts'

/** Upper bound of every list of order items (count); the option `maxOrderItems` sets a lower one. */
export const MOST_ITEMS = 10_000

// These schemas document the requests at C1, C2, P and B. `domain/request/` reads requests by them: properties that
// they do not name are ignored, and `x-error-type` is the error type of a wrong value at or below a property. Routes
// validate only that a body is an object, so that a wrong value gets the error type of the specification.

const seller = {
  anyOf: [id, { type: 'object', properties: { '@id': id } }],
  'x-error-type': 'SellerMismatchError'
} as const satisfies NodeSchema

/** The price of an item, as the broker names it. A node without `@type` is an Offer. */
const offerOverride = {
  type: 'object',
  properties: {
    '@type': { const: 'OfferOverride' },
    '@id': url,
    name: text,
    description: text,
    price: { type: 'number', minimum: 0 },
    priceCurrency: text
  },
  required: ['@type'],
  'x-error-type': 'OpenBookingError'
} as const satisfies NodeSchema

/** The Offer of an item. A response repeats an unknown reference, so it must be a URL. */
const acceptedOffer = {
  anyOf: [url, {
    type: 'object',
    properties: { '@type': { const: 'Offer', 'x-error-type': 'OpenBookingError' }, '@id': url }
  }, offerOverride],
  'x-error-type': 'InvalidOpportunityOrOfferIdError'
} as const satisfies NodeSchema

/** The Opportunity of an item, by the same rule. */
const orderedOpportunity = {
  anyOf: [url, {
    type: 'object',
    properties: { '@type': { ...id, 'x-error-type': 'OpenBookingError' }, '@id': url }
  }],
  'x-error-type': 'InvalidOpportunityOrOfferIdError'
} as const satisfies NodeSchema

const INTAKE_ERROR = { 'x-error-type': 'InvalidIntakeFormError' } as const

/** An answer to a question of an intake form. */
const intakeFormResponse = {
  type: 'object',
  properties: {
    '@type': { const: 'PropertyValue' },
    propertyID: url,
    value: { anyOf: [text, { type: 'boolean' }], ...INTAKE_ERROR }
  },
  required: ['@type', 'propertyID'],
  ...INTAKE_ERROR
} as const satisfies NodeSchema

/** A barcode of the broker. The simulator ignores one that is not valid, and a wrong value of one. */
const barcode = {
  type: 'object',
  properties: { '@type': { const: 'Barcode' }, text, url, 'beta:codeType': text },
  required: ['@type', 'text'],
  'x-lenient': true
} as const satisfies NodeSchema

const orderItem = {
  type: 'object',
  properties: {
    '@type': { const: 'OrderItem' },
    position: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    acceptedOffer,
    orderedItem: orderedOpportunity,
    attendee: { ...person, 'x-error-type': 'IncompleteAttendeeDetailsError' },
    orderItemIntakeFormResponse: { type: 'array', maxItems: 100, items: intakeFormResponse, ...INTAKE_ERROR },
    accessPass: { type: 'array', minItems: 1, maxItems: 20, items: barcode, 'x-lenient': true }
  },
  required: ['@type']
} as const satisfies NodeSchema

/** Details of a payment for reconciliation, which quotes have. */
const reconciliation = { '@type': { const: 'Payment' }, name: text, accountId: text, paymentProviderId: text } as const
const identified = {
  ...reconciliation, identifier: { ...text, 'x-error-type': 'IncompletePaymentDetailsError' }
} as const
/** A payment of a price that is not known yet. A node without `@type` is a Payment. */
const dynamicPayment = {
  type: 'object',
  properties: { ...identified, '@type': { const: 'DynamicPayment' } },
  required: ['@type']
} as const satisfies NodeSchema
const PAYMENT_ERROR = { 'x-error-type': 'InvalidPaymentDetailsError' } as const
const ordinaryPayment = { type: 'object', properties: identified } as const satisfies NodeSchema
const quotePayment = {
  anyOf: [{ type: 'object', properties: reconciliation }, dynamicPayment], ...PAYMENT_ERROR
} as const satisfies NodeSchema
const payment = { anyOf: [ordinaryPayment, dynamicPayment], ...PAYMENT_ERROR } as const satisfies NodeSchema

const totalPaymentDue = {
  type: 'object',
  properties: { '@type': { const: 'PriceSpecification' }, price: { type: 'number' }, priceCurrency: text },
  required: ['price'],
  'x-error-type': 'TotalPaymentDueMismatchError'
} as const satisfies NodeSchema

const typeOf = <T extends string>(type: T) =>
  ({ const: type, 'x-error-type': 'UnexpectedOrderTypeError' }) as const

const order = {
  '@context': context,
  brokerRole: { ...id, 'x-error-type': 'IncompleteBrokerDetailsError' },
  broker,
  seller,
  orderedItem: { type: 'array', minItems: 1, maxItems: MOST_ITEMS, items: orderItem }
} as const
const orderOfCustomer = { ...order, customer } as const

/** The body of C1: an OrderQuote without a customer. */
export const quoteTemplateRequest = {
  type: 'object',
  properties: { ...order, '@type': typeOf('OrderQuote'), payment: quotePayment },
  required: ['@type', 'orderedItem']
} as const satisfies NodeSchema

/** The body of C2: an OrderQuote. */
export const quoteRequest = {
  type: 'object',
  properties: { ...orderOfCustomer, '@type': typeOf('OrderQuote'), payment: quotePayment },
  required: ['@type', 'orderedItem']
} as const satisfies NodeSchema

/** The body of P: an OrderProposal. */
export const proposalRequest = {
  type: 'object',
  properties: {
    ...orderOfCustomer, '@type': typeOf('OrderProposal'), payment, totalPaymentDue, orderCustomerNote: text
  },
  required: ['@type', 'orderedItem']
} as const satisfies NodeSchema

/** The body of B: an Order. */
export const orderRequest = {
  type: 'object',
  properties: { ...orderOfCustomer, '@type': typeOf('Order'), payment, totalPaymentDue },
  required: ['@type', 'orderedItem']
} as const satisfies NodeSchema

/** The body of B after P: the accepted version, and the payment unless P had it. */
export const confirmationRequest = {
  type: 'object',
  properties: {
    '@context': context,
    '@type': typeOf('Order'),
    orderProposalVersion: { ...id, 'x-error-type': 'UnknownOrderError' },
    payment
  },
  required: ['@type', 'orderProposalVersion']
} as const satisfies NodeSchema

export type ItemProperties = Known<FromSchema<typeof orderItem>>
export type BarcodeProperties = Known<FromSchema<typeof barcode>>
export type ResponseProperties = Known<FromSchema<typeof intakeFormResponse>>
export type PaymentProperties = Known<FromSchema<typeof ordinaryPayment>>
export type OverrideProperties = Known<FromSchema<typeof offerOverride>>
export type AmountProperties = Known<FromSchema<typeof totalPaymentDue>>

export type OrderQuoteTemplateRequest = Known<FromSchema<typeof quoteTemplateRequest>>
export type OrderQuoteRequest = Known<FromSchema<typeof quoteRequest>>
export type OrderProposalRequest = Known<FromSchema<typeof proposalRequest>>
export type OrderRequest = Known<FromSchema<typeof orderRequest>>
export type OrderConfirmation = Known<FromSchema<typeof confirmationRequest>>
