import { ERRORS, type ErrorType } from '../../domain/protocol/errors.ts'
import { raw } from './hostile-values.ts'
import { FULL } from './runs.ts'

export type Stage = 'C1' | 'C2' | 'P' | 'B' | 'P update' | 'U'

/** The error of a wrong value: of the request, or of the item whose index is in the path. */
export type Outcome = ErrorType | `item ${ErrorType}`

/** A wrong value at a path, and the error that the specification has for it. */
export interface WrongValue { readonly path: string, readonly value: unknown, readonly outcome: Outcome }

const LONG = 'x'.repeat(2001)
const EMPTY: readonly unknown[] = [null, '']
const NO_NODE: readonly unknown[] = [null, '', 'x', 7, 0, true, false, [], ['x'], [{}]]
const NO_LIST: readonly unknown[] = [null, '', 'x', 7, true, false, {}, { 0: {} }]
const NO_STRING: readonly unknown[] = [null, '', 7, 0, 1.5, true, false, [], ['x'], {}, { '@value': 'x' }]
const NO_TEXT: readonly unknown[] = [...NO_STRING, LONG, '<b>x</b>', 'x<y', '&lt;', 'a\u0000', raw('"\\ud800"')]
const NO_IDENTIFIER = NO_TEXT.filter((value) => typeof value !== 'number' || value === 1.5)
const NO_EMAIL: readonly unknown[] = [...NO_STRING, 'x', 'a@', '@b.example', 'ann at example', 'a b@c.example', 'a@b@c.example', 'mailto:a@b.example', 'a&lt@b.example']
const NO_URL: readonly unknown[] = [...NO_STRING, 'x', 'www.a.example', '/logo.png', 'ftp://a.example/', 'javascript:alert(1)', 'https://', 'https://a b.example/', 'https://a.example/?&lt;']
const NO_COUNTRY: readonly unknown[] = [...NO_STRING, 'UK', 'gb', 'GBR', 'United Kingdom']
const NO_INSTANT: readonly unknown[] = [...NO_STRING, 'x', '2027-03-09', '2027-02-30T10:20:00Z', '2027-03-09T10:20:00', '2027-13-09T10:20:00Z', '9 March 2027', '1741515600']
const NO_FLAG: readonly unknown[] = [null, '', 'true', 1, 0, [], {}]
const NO_PRICE: readonly unknown[] = [null, '', '14.99', true, [], [14.99], {}, -1, 1e300]
const NO_POSITION: readonly unknown[] = [null, '', '0', -1, 0.5, 2 ** 53, true, [], [0], {}]
const noConstant = (...values: readonly unknown[]): readonly unknown[] => [...NO_STRING, 'Banana', 'Thing', ...values]
const NO_REFERENCE: readonly unknown[] = [7, true, [], ['x'], 'x', 'urn:x:1', '/api/identifiers/1', 'ftp://a.example/']

type Row = readonly [path: string, values: readonly unknown[], outcome: Outcome]

function under (path: string, outcome: Outcome, rows: Readonly<Record<string, readonly unknown[]>>): Row[] {
  return Object.entries(rows).map(([name, values]) => [`${path}.${name}`, values, outcome])
}

const PERSON = { '@type': noConstant('Robot', ['Person']), identifier: NO_IDENTIFIER, email: NO_EMAIL, givenName: NO_TEXT, familyName: NO_TEXT, telephone: NO_TEXT }

const BROKER: readonly Row[] = [
  ['brokerRole', [...NO_STRING, 'AgentBroker', 'https://openactive.io/Broker'], 'IncompleteBrokerDetailsError'],
  ['broker', NO_NODE, 'IncompleteBrokerDetailsError'],
  ...under('broker', 'IncompleteBrokerDetailsError', {
    '@type': noConstant('Person', ['Organization']), identifier: NO_IDENTIFIER, name: NO_TEXT, email: NO_EMAIL, telephone: NO_TEXT, url: NO_URL, logo: NO_NODE, termsOfService: [...NO_LIST, []]
  }),
  ...under('broker.logo', 'IncompleteBrokerDetailsError', { '@type': noConstant('Barcode'), url: NO_URL }),
  ...under('broker.termsOfService.0', 'IncompleteBrokerDetailsError', { '@type': noConstant('Organization'), name: NO_TEXT, url: NO_URL, requiresExplicitConsent: NO_FLAG, dateModified: NO_INSTANT })
]

const SELLER: readonly Row[] = [
  ['seller', [null, '', 7, true, [], ['x'], {}, { '@type': 'Organization' }, { '@id': null }, { '@id': '' }, { '@id': 7 }, { '@id': [] }], 'SellerMismatchError']
]

const CUSTOMER: readonly Row[] = [
  ['customer', NO_NODE, 'IncompleteCustomerDetailsError'],
  ...under('customer', 'IncompleteCustomerDetailsError', PERSON)
]

const ORGANIZATION: readonly Row[] = [
  ...under('customer', 'IncompleteCustomerDetailsError', { '@type': noConstant('Robot'), identifier: NO_IDENTIFIER, email: NO_EMAIL, name: NO_TEXT, telephone: NO_TEXT, address: NO_NODE }),
  ...under('customer.address', 'IncompleteCustomerDetailsError', {
    '@type': noConstant(), streetAddress: NO_TEXT, addressLocality: NO_TEXT, addressRegion: NO_TEXT, postalCode: NO_TEXT, addressCountry: NO_COUNTRY
  })
]

const REFERENCES = ['acceptedOffer', 'orderedItem'].flatMap((name): Row[] => [
  [`orderedItem.0.${name}`, [...EMPTY, {}, { '@id': null }, { '@id': '' }], 'item IncompleteOrderItemError'],
  [`orderedItem.0.${name}`, [...NO_REFERENCE, { '@id': 7 }, { '@id': 'x' }], 'item InvalidOpportunityOrOfferIdError'],
  [`orderedItem.0.${name}.@id`, EMPTY, 'item IncompleteOrderItemError'],
  [`orderedItem.0.${name}.@id`, [...NO_REFERENCE, {}], 'item InvalidOpportunityOrOfferIdError']
])

const ITEMS: readonly Row[] = [
  ['orderedItem', [...NO_LIST, []], 'OpenBookingError'],
  ['orderedItem.1', NO_NODE, 'OpenBookingError'],
  ['orderedItem.1.@type', noConstant('Order', ['OrderItem']), 'OpenBookingError'],
  ['orderedItem.1.position', NO_POSITION, 'OpenBookingError'],
  ['orderedItem.0.acceptedOffer.@type', noConstant('OfferOverride', 'AggregateOffer', 'IndicativeOffer', ['Offer']), 'OpenBookingError'],
  ['orderedItem.0.orderedItem.@type', NO_STRING, 'OpenBookingError'],
  ...REFERENCES
]

const RESPONSES = 'orderedItem.2.orderItemIntakeFormResponse'
const DETAILS: readonly Row[] = [
  ['orderedItem.1.attendee', NO_NODE, 'item IncompleteAttendeeDetailsError'],
  ...under('orderedItem.1.attendee', 'item IncompleteAttendeeDetailsError', PERSON),
  [RESPONSES, EMPTY, 'item IncompleteIntakeFormError'],
  [RESPONSES, ['x', 7, true, {}], 'item InvalidIntakeFormError'],
  [`${RESPONSES}.0`, NO_NODE, 'item InvalidIntakeFormError'],
  [`${RESPONSES}.0.@type`, noConstant('Property'), 'item InvalidIntakeFormError'],
  [`${RESPONSES}.0.propertyID`, NO_URL, 'item InvalidIntakeFormError'],
  [`${RESPONSES}.0.value`, EMPTY, 'item IncompleteIntakeFormError'],
  [`${RESPONSES}.0.value`, [7, true, false, [], ['x'], {}, LONG, '<b>x</b>', 'a\u0000'], 'item InvalidIntakeFormError']
]

const PAYMENT: readonly Row[] = [
  ['payment', NO_NODE, 'InvalidPaymentDetailsError'],
  ...under('payment', 'InvalidPaymentDetailsError', { '@type': noConstant('DynamicPayment', 'acme:Points', ['Payment']), name: NO_TEXT, accountId: NO_TEXT, paymentProviderId: NO_TEXT })
]

const AMOUNT: readonly Row[] = [
  ['payment.identifier', NO_TEXT, 'IncompletePaymentDetailsError'],
  ['totalPaymentDue', NO_NODE, 'TotalPaymentDueMismatchError'],
  ...under('totalPaymentDue', 'TotalPaymentDueMismatchError', { '@type': noConstant('TaxChargeSpecification'), price: NO_PRICE, priceCurrency: [...NO_STRING, 'EUR', '£'] })
]

const typeRow = (...others: readonly string[]): Row => ['@type', noConstant(...others, ['Order']), 'UnexpectedOrderTypeError']
const CONTEXT: Row = ['@context', [null, '', 7, true], 'OpenBookingError']
const QUOTE = [CONTEXT, typeRow('Order', 'OrderProposal'), ...BROKER, ...SELLER, ...ITEMS, ...PAYMENT]

const ROWS: Readonly<Record<Stage, readonly Row[]>> = {
  C1: QUOTE,
  C2: [...QUOTE, ...CUSTOMER, ...DETAILS],
  P: [CONTEXT, typeRow('Order', 'OrderQuote'), ...BROKER, ...SELLER, ...CUSTOMER, ...ITEMS, ...DETAILS, ...PAYMENT, ...AMOUNT, ['orderCustomerNote', NO_TEXT, 'OpenBookingError']],
  B: [CONTEXT, typeRow('OrderQuote', 'OrderProposal'), ...BROKER, ...SELLER, ...CUSTOMER, ...ITEMS, ...DETAILS, ...PAYMENT, ...AMOUNT, ['orderProposalVersion', NO_STRING, 'UnknownOrderError']],
  'P update': [
    CONTEXT, typeRow('Order', 'OrderQuote'),
    ['orderProposalStatus', [...NO_STRING, 'CustomerRejected', 'https://openactive.io/SellerRejected'], 'PatchNotAllowedOnPropertyError'],
    ['orderCustomerNote', NO_TEXT, 'OpenBookingError']
  ],
  U: [
    CONTEXT, typeRow('OrderProposal', 'OrderQuote'),
    ['orderedItem', [...NO_LIST, []], 'OpenBookingError'],
    ['orderedItem.0', NO_NODE, 'OpenBookingError'],
    ['orderedItem.0.@type', noConstant('Order', ['OrderItem']), 'OpenBookingError'],
    ['orderedItem.0.@id', [...NO_STRING, 'x', 'https://a.example/'], 'OrderItemIdInvalidError'],
    ['orderedItem.0.orderItemStatus', [...NO_STRING, 'CustomerCancelled', 'https://openactive.io/SellerCancelled'], 'PatchNotAllowedOnPropertyError']
  ]
}

const spread = (rows: readonly Row[]): WrongValue[] =>
  rows.flatMap(([path, values, outcome]) => values.map((value) => ({ path, value, outcome })))

/** Generate the wrong values of a stage: each property of the specification with values of every wrong type and form. */
export const wrongValuesOf = (stage: Stage): WrongValue[] => spread(ROWS[stage])

/** Generate the wrong values of a customer that is an Organization. */
export const wrongOrganizations = (): WrongValue[] => spread(ORGANIZATION)

/** Values of each property in a partial run: one in this many (count). */
const ONE_IN = 4

/** Choose some wrong values of each property, or all of them in a full run. */
export const someOf = (wrongs: readonly WrongValue[]): WrongValue[] => wrongs.filter((_wrong, index) => FULL || index % ONE_IN === 0)

/** @returns the status of an outcome */
export const statusOf = (outcome: Outcome): number => outcome.startsWith('item ') ? 409 : ERRORS[outcome as ErrorType][0]

/**
 * Replace a value in a document.
 * @param path - names and indexes with dots between them
 */
export function withValue (document: object, path: string, value: unknown): Record<string, unknown> {
  // structuredClone would keep a node that two properties share.
  const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>
  const names = path.split('.')
  nodeAt(copy, names.slice(0, -1).join('.'))[names.at(-1) ?? ''] = value
  return copy
}

/** Find the node at a path of a document. */
export function nodeAt (document: object, path: string): Record<string, unknown> {
  return path.split('.').filter((name) => name !== '')
    .reduce((node, name) => node[name] as Record<string, unknown>, document as Record<string, unknown>)
}

/** Write a path as messages do, for example `orderedItem[1].attendee`. */
export const writePath = (path: string): string => path.replace(/\.(\d+)/g, '[$1]')
