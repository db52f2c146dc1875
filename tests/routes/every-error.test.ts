import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERRORS, type ErrorType } from '../../domain/protocol/errors.ts'
import { OPERATIONS, type OperationName } from '../../schemas/operations/all.ts'
import type { Operation } from '../../schemas/operations/operation.ts'
import { act } from '../helpers/actions.ts'
import { BASE, shareApp, type Simulator } from '../helpers/build-app.ts'
import { makeForApproval, propose, seller } from '../helpers/proposals.ts'
import { buildFor, type Given, INTERNAL_PATH, meeting, onFault, onFullDisk, ONE_TYPE, prepare, type Stage } from '../helpers/provoke.ts'
import { API } from '../helpers/refusal.ts'
import {
  asClient, b, c1, c2, make, PARTNER_1, PARTNER_2, PAYMENT, SELLER_1, SELLER_2, SHARED
} from '../helpers/requests.ts'

const QUOTES = ['C1', 'C2'] as const
const PLACING = ['P', 'B'] as const
const PAID = [...PLACING, 'B after P'] as const
const NAMED = ['C2', ...PLACING] as const
const ORDERS = ['C1', ...NAMED] as const
const KNOWN_ORDERS = ['U', 'U of a proposal', 'Order Status', 'Order Deletion'] as const
const BOOKING = [...ORDERS, 'B after P', ...KNOWN_ORDERS, 'OrderQuote Deletion', 'the orders feed', 'the proposals feed'] as const
const ACTIONS = ['an action', 'an action on a proposal'] as const
const WITH_BODY = [...ORDERS, 'B after P', 'U', 'U of a proposal', 'making an opportunity', ...ACTIONS] as const
const FEEDS = ['the orders feed', 'the proposals feed', 'an open feed'] as const

/** The `@type` of the document at each stage; OrderQuote elsewhere. */
const TYPES: Partial<Record<Stage, string>> = { P: 'OrderProposal', B: 'Order' }

/** The position of an error: in an item of a 409 document, or alone with this status. */
type Status = 'item' | number
type Row = readonly [situation: string, status: Status, stages: readonly Stage[], given: Given | (() => Given)]

const OTHER_UUID = '0a3c5b1e-5a0e-4d6c-8b54-2f2f1c0d9e77'
const OTHER_ORDER = `${API}/orders/${OTHER_UUID}`
const atOtherUuid = (right: string): string => right.replace(/[^/]+$/, OTHER_UUID)
const OTHER_CUSTOMER = { customer: { '@type': 'Person', email: 'other@canary.example' } }
const UNKNOWN_SELLER = `${SELLER_1}9`
const OTHER_SELLER = asClient('booking-partner-1', SELLER_2)
const ofOtherOrder = { '@type': 'Order', '@id': `${BASE}${OTHER_ORDER}` }
const ofOtherProposal = { '@type': 'OrderProposal', '@id': `${BASE}${API}/order-proposals/${OTHER_UUID}` }
const logistics = { '@type': 'test:ChangeOfLogisticsNameSimulateAction', object: { '@type': 'ScheduledSession', '@id': `${BASE}/api/identifiers/scheduled-sessions/none/events/1` } }

async function deleteOrder (simulator: Simulator, uuid: string): Promise<void> {
  expect((await simulator.request('DELETE', `${API}/orders/${uuid}`, { headers: PARTNER_1 })).status).toBe(204)
}

async function bookOther (simulator: Simulator, uuid: string): Promise<void> {
  expect((await b(simulator, [await make(simulator)], { uuid, more: OTHER_CUSTOMER })).status).toBe(201)
}

/** Turn an action into the amendment of an item. */
const amendTo = (item: string, to: object = {}) => ({ object }: { object: { '@id': string } }): object => ({
  '@type': 'test:SellerAmendOrderProposalSimulateAction',
  object: { ...object, orderedItem: [{ '@id': `${object['@id'].replace('order-proposals', 'orders')}#/orderedItems/${item}`, ...to }] }
})

/** Perform a seller action on a proposal. */
const sellerDoes = (action: Parameters<typeof seller>[1]) => async (simulator: Simulator, uuid: string): Promise<void> => {
  expect((await seller(simulator, action, uuid)).status).toBe(204)
}

/** A limit above the number of requests that prepare a case. */
const ENOUGH = 20

/** Use up the requests of this minute after the preparation. */
const afterTooMany = (): Given => ({
  options: { rateLimit: ENOUGH },
  meanwhile: async (simulator) => { for (let times = 0; times < ENOUGH; times++) await simulator.request('GET', '/openactive') }
})

/** The plainest requests that provoke each error, for the whole response or for one of its items. */
const PROVOKED = {
  IncompleteBrokerDetailsError: [['no broker', 400, ORDERS, { more: { broker: undefined } }]],
  IncompleteCustomerDetailsError: [['no customer', 400, NAMED, { more: { customer: undefined } }]],
  TotalPaymentDueMismatchError: [
    ['no total', 400, PLACING, { more: { totalPaymentDue: undefined } }],
    ['a penny less', 400, PLACING, { more: { totalPaymentDue: { '@type': 'PriceSpecification', price: 14.98, priceCurrency: 'GBP' } } }]
  ],
  MissingPaymentDetailsError: [['no payment', 400, PLACING, { more: { payment: undefined } }]],
  UnnecessaryPaymentDetailsError: [['a payment for free items', 400, PAID, { items: meeting('Free'), more: { payment: PAYMENT } }]],
  IncompletePaymentDetailsError: [['a payment without identifier', 400, PAID, { more: { payment: PAYMENT } }]],
  InvalidPaymentDetailsError: [['a payment from another account', 400, [...ORDERS, 'B after P'], { more: { payment: { ...PAYMENT, identifier: 'p', accountId: 'SN0' } } }]],
  CancellationNotPermittedError: [
    ['an offer without refund', 400, ['U'], { items: meeting('NotCancellable') }],
    ['a closed cancellation window', 400, ['U'], { items: meeting('CancellableOutsideWindow') }],
    ['an attendee who attended', 400, ['U'], { meanwhile: async (simulator, uuid) => { expect(await act(simulator, uuid, 'AttendeeAttended')).toBe(204) } }]
  ],
  PatchContainsExcessivePropertiesError: [
    ['a customer', 400, ['U', 'U of a proposal'], { more: { customer: {} } }],
    ['the @id of the order', 400, ['U'], { more: ({ orderedItem: [item] }) => ({ '@id': item['@id'].replace(/#.*/, '') }) }],
    ['another @id', 400, ['U', 'U of a proposal'], { more: { '@id': ofOtherOrder['@id'] } }],
    ['a position', 400, ['U'], { item: { position: 0 } }]
  ],
  PatchNotAllowedOnPropertyError: [
    ['a status reserved for the seller', 400, ['U'], { item: { orderItemStatus: 'https://openactive.io/SellerCancelled' } }],
    ['an acceptance reserved for the seller', 400, ['U of a proposal'], { more: { orderProposalStatus: 'https://openactive.io/SellerAccepted' } }],
    ['a note that no offer accepts', 400, ['U of a proposal'], { more: { orderProposalStatus: undefined, orderCustomerNote: 'Canary' } }]
  ],
  OpenBookingError: [
    ['broken JSON', 400, WITH_BODY, { text: '{' }],
    ['no ordered items', 400, ORDERS, { more: { orderedItem: undefined } }],
    ['two items at one position', 400, ORDERS, { items: meeting('', 'Free'), item: { position: 0 } }],
    ['more items than permitted', 400, ORDERS, { options: { maxOrderItems: 1 }, items: meeting('', '') }],
    ['nothing to cancel', 400, ['U'], { more: { orderedItem: [] } }],
    ['nothing to update', 400, ['U of a proposal'], { more: { orderProposalStatus: undefined } }],
    ['a property already in the proposal', 400, ['B after P'], { more: { seller: SELLER_1 } }],
    ['a note that no offer accepts', 400, ['P'], { more: { orderCustomerNote: 'Canary' } }],
    ['an invalid UUID', 400, [...ORDERS, 'B after P', ...KNOWN_ORDERS, 'OrderQuote Deletion'], { path: (right) => right.replace(/[^/]+$/, 'x') }],
    ['an invalid change number', 400, FEEDS, { path: (right) => `${right}?afterChangeNumber=x` }],
    ['an invalid criterion', 400, ['making an opportunity'], { more: { 'test:testOpportunityCriteria': 'x' } }],
    ['an unknown action', 400, ACTIONS, { more: { '@type': 'x' } }],
    ['an Order in place of the proposal', 400, ['an action on a proposal'], { more: { object: ofOtherOrder } }],
    ['the acceptance of a rejected proposal', 400, ['an action on a proposal'], { meanwhile: sellerDoes('Reject') }],
    ['a negative price', 400, ['an action on a proposal'], { more: amendTo('1', { acceptedOffer: { price: -1 } }) }],
    ['no acceptable media type', 406, [...BOOKING, 'making an opportunity', ...ACTIONS, 'deleting a dataset'], { headers: { ...PARTNER_1, accept: 'application/xml' } }],
    ['a UUID used by two booking partners', 409, ['an action'], { headers: {}, meanwhile: async (simulator, uuid, items) => await b(simulator, items, { uuid, headers: PARTNER_2 }) }],
    ['a UUID used by two booking partners', 409, ['an action on a proposal'], { headers: {}, meanwhile: async (simulator, uuid, items) => await propose(simulator, items, { uuid, headers: PARTNER_2 }) }],
    ['a body beyond the limit', 413, WITH_BODY, { options: { bodyLimit: 4096 }, more: { 'ext:note': 'x'.repeat(4096) } }],
    ['a body of another media type', 415, WITH_BODY, { headers: { ...PARTNER_1, 'content-type': 'text/plain' } }],
    ['a full disk', 503, ['making an opportunity', ...ACTIONS, 'deleting a dataset'], onFullDisk]
  ],
  NotFoundError: [['an unknown opportunity', 404, ['an action'], { more: logistics }]],
  InvalidAPITokenError: [
    ['a wrong key', 401, [...BOOKING, ...ACTIONS], { headers: { 'x-api-key': 'wrong' } }],
    ['an unknown client', 401, [...BOOKING, ...ACTIONS], { headers: asClient('booking-partner-9', SELLER_1) }],
    ['an unknown token', 401, [...BOOKING, ...ACTIONS], { headers: { authorization: 'Bearer x' } }]
  ],
  InvalidAuthorizationDetailsError: [
    ['a wrong password', 401, [...BOOKING, ...ACTIONS], { headers: { authorization: 'Basic eDp4' } }],
    ['credentials for another seller', 401, ORDERS, { headers: OTHER_SELLER }],
    ['credentials for one seller and an unknown one', 401, ORDERS, { more: { seller: UNKNOWN_SELLER } }],
    ['no seller beside the client', 401, [...ORDERS, 'B after P', ...KNOWN_ORDERS, 'OrderQuote Deletion'], { headers: asClient('booking-partner-1') }]
  ],
  UnauthenticatedError: [['no credentials', 403, BOOKING, { headers: {} }]],
  NoAPITokenError: [['no key where auth is key alone', 403, BOOKING, { options: { auth: ['key'] }, by: SHARED, headers: PARTNER_1 }]],
  UnknownOrderError: [
    ['a UUID without an order', 404, [...KNOWN_ORDERS, 'B after P'], { path: atOtherUuid, item: { '@id': `${BASE}${OTHER_ORDER}#/orderedItems/1` } }],
    ['an order of another booking partner', 404, [...KNOWN_ORDERS, 'B after P', ...ACTIONS], { headers: PARTNER_2 }],
    ['an order of another seller', 404, [...KNOWN_ORDERS, 'B after P', ...ACTIONS], { headers: OTHER_SELLER }],
    ['a deleted order', 404, ['U', 'U of a proposal', 'Order Status', ...ACTIONS], { meanwhile: deleteOrder }],
    ['an unknown order', 404, ['an action'], { more: { object: ofOtherOrder } }],
    ['an unknown proposal', 404, ['an action on a proposal'], { more: { object: ofOtherProposal } }],
    ['a version of another proposal', 404, ['B after P'], { more: { orderProposalVersion: `${ofOtherProposal['@id']}/versions/${OTHER_UUID}` } }]
  ],
  UnknownOrIncorrectEndpointError: [
    ['an unknown path', 404, ['C1', 'P', 'U', 'Order Status', 'Order Deletion', 'an action'], { path: `${API}/ordeeeeers/abc` }],
    ['an unknown path without credentials', 404, ['C1', 'Order Status'], { path: `${API}/ordeeeeers/abc`, headers: {} }],
    ['an unknown feed', 404, ['an open feed'], { path: '/feeds/nothing' }]
  ],
  MethodNotAllowedError: [
    ['POST', 405, [...BOOKING, 'an open feed', 'deleting a dataset'], { method: 'POST' }],
    ['PUT', 405, ['making an opportunity', ...ACTIONS], { method: 'PUT' }]
  ],
  OpportunityHasInsufficientCapacityError: [
    ['six items for five spaces', 'item', QUOTES, { items: async (simulator, make) => Array(6).fill(await make(simulator, 'TestOpportunityBookableFiveSpaces')) }],
    ['six items for five spaces', 409, PLACING, { items: async (simulator, make) => Array(6).fill(await make(simulator, 'TestOpportunityBookableFiveSpaces')) }],
    ['no space left', 409, PLACING, { items: meeting('NoSpaces') }],
    ['the last space leased by another', 409, PLACING, { items: meeting('OneSpace'), meanwhile: async (simulator, _uuid, items) => await c1(simulator, items, { headers: PARTNER_2 }) }],
    ['the last space booked by another after the lease expired', 409, ['B'], {
      items: meeting('OneSpace'),
      meanwhile: async (simulator, uuid, items) => {
        expect((await c2(simulator, items, { uuid })).status).toBe(200)
        simulator.clock.advance(16)
        expect((await b(simulator, items, { headers: PARTNER_2 })).status).toBe(201)
      }
    }]
  ],
  IncompleteOrderItemError: [
    ['no offer', 'item', ORDERS, { item: { acceptedOffer: undefined } }],
    ['no opportunity', 'item', ORDERS, { item: { orderedItem: undefined } }]
  ],
  InvalidOpportunityOrOfferIdError: [
    ['an offer of another system', 'item', ORDERS, { item: { acceptedOffer: 'https://elsewhere.example/offers/1' } }],
    ['an opportunity of another system', 'item', ORDERS, { item: { orderedItem: 'https://elsewhere.example/1' } }]
  ],
  UnknownOpportunityError: [['an unknown opportunity', 'item', ORDERS, { item: { orderedItem: logistics.object['@id'] } }]],
  UnknownOfferError: [['an unknown offer', 'item', ORDERS, { item: ({ acceptedOffer }) => ({ acceptedOffer: `${acceptedOffer}7` }) }]],
  UnacceptableOfferError: [['an offer of another opportunity', 'item', ORDERS, { items: meeting('', ''), more: ({ orderedItem: [one, other] }) => ({ orderedItem: [{ ...one, acceptedOffer: other.acceptedOffer }] }) }]],
  OpportunityOfferPairNotBookableError: [
    ['an opportunity in the past', 'item', ORDERS, { items: meeting('InPast') }],
    ['a booking window not yet open', 'item', ORDERS, { items: meeting('OutsideValidFromBeforeStartDate') }]
  ],
  OpportunityIsFullError: [
    ['no space left', 'item', QUOTES, { items: meeting('NoSpaces') }],
    ['no space left, without leasing', 'item', QUOTES, { options: { leasing: 'none' }, items: meeting('NoSpaces') }]
  ],
  OpportunityCapacityIsReservedByLeaseError: [
    ['the last space leased by another at C1', 'item', QUOTES, { items: meeting('OneSpace'), meanwhile: async (simulator, _uuid, items) => await c1(simulator, items) }],
    ['the last space leased by another at C2', 'item', QUOTES, { options: { leasing: 'named' }, items: meeting('OneSpace'), meanwhile: async (simulator, _uuid, items) => await c2(simulator, items) }]
  ],
  OpportunityIsInConflictError: [['prepayment both required and unavailable', 'item', ORDERS, { items: meeting('NonFreePrepaymentRequired', 'NonFreePrepaymentUnavailable') }]],
  IncompleteAttendeeDetailsError: [['no attendee', 'item', NAMED, { items: meeting('AttendeeDetails') }]],
  IncompleteIntakeFormError: [['no answers', 'item', NAMED, { items: meeting('AdditionalDetails') }]],
  InvalidIntakeFormError: [['an answer to an unknown question', 'item', NAMED, { item: { orderItemIntakeFormResponse: [{ '@type': 'PropertyValue', propertyID: 'https://elsewhere.example/1', value: 'x' }] } }]],
  TooManyRequestsError: [
    ['a request beyond the limit', 429, [...ORDERS, 'B after P'], afterTooMany],
    ['a request beyond the limit', 429, [...KNOWN_ORDERS, 'OrderQuote Deletion'], afterTooMany],
    ['a request beyond the limit', 429, [...FEEDS, 'making an opportunity', ...ACTIONS, 'deleting a dataset'], afterTooMany]
  ],
  OrderItemIdInvalidError: [
    ['an id of another system', 500, ['U'], { item: { '@id': 'https://elsewhere.example/1' } }],
    ['an invalid id', 500, ['an action on a proposal'], { more: amendTo('x') }]
  ],
  OrderItemNotWithinOrderError: [
    ['an item of another order', 500, ['U'], { path: OTHER_ORDER }],
    ['an item that the proposal lacks', 500, ['an action on a proposal'], { more: amendTo('2') }],
    ['an item that the order lacks', 500, ['U'], { item: ({ '@id': id }) => ({ '@id': id.replace(/1$/, '2') }) }]
  ],
  UnexpectedOrderTypeError: [
    ['an OrderProposal', 500, [...QUOTES, 'B', 'B after P', 'U'], { more: { '@type': 'OrderProposal' } }],
    ['an Order', 500, ['P', 'U of a proposal'], { more: { '@type': 'Order' } }]
  ],
  SellerNotFoundError: [
    ['an unknown seller', 500, ORDERS, { by: SHARED, more: { seller: UNKNOWN_SELLER } }],
    ['a seller of another system', 500, ORDERS, { by: SHARED, more: { seller: SELLER_1.replace('localhost', '127.0.0.1') } }]
  ],
  SellerMismatchError: [
    ['no seller', 500, ORDERS, { more: { seller: undefined } }],
    ['an item of another seller', 500, ORDERS, { items: async (simulator) => [await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)] }]
  ],
  OrderAlreadyExistsError: [
    ['another order', 500, ORDERS, { meanwhile: bookOther }],
    ['another proposal', 500, ORDERS, { meanwhile: async (simulator, uuid) => await propose(simulator, [await makeForApproval(simulator)], { uuid, more: OTHER_CUSTOMER }) }],
    ['a deleted order', 500, ORDERS, {
      meanwhile: async (simulator, uuid) => {
        await bookOther(simulator, uuid)
        await deleteOrder(simulator, uuid)
      }
    }],
    ['a deleted proposal', 500, ['B after P'], { meanwhile: deleteOrder }],
    ['a lease for another seller', 500, ORDERS, {
      by: SHARED,
      meanwhile: async (simulator, uuid) => {
        const theirs = await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)
        expect((await c2(simulator, [theirs], { uuid, headers: SHARED, more: { seller: SELLER_2 } })).status).toBe(200)
      }
    }]
  ],
  OrderCreationFailedError: [
    ['an item that requires approval', 500, ['B'], { items: async (simulator) => [await makeForApproval(simulator)] }],
    ['an item that requires no approval', 500, ['P'], { items: async (simulator) => [await make(simulator)] }],
    ['a proposal rejected by the seller', 500, ['B after P'], { meanwhile: sellerDoes('Reject') }]
  ],
  OrderProposalVersionOutdatedError: [['an older version', 500, ['B after P'], { meanwhile: sellerDoes('Amend') }]],
  InternalApplicationError: [['a programming error in the simulator', 500, ['B', 'B after P', 'making an opportunity'], onFault]],
  TemporarilyUnableToProduceOrderQuoteError: [['a full disk', 503, QUOTES, onFullDisk]],
  TemporarilyUnableToCreateOrderError: [['a full disk', 503, PAID, onFullDisk]],
  TemporarilyUnableToUpdateOrderError: [['a full disk', 503, ['U', 'U of a proposal'], onFullDisk]],
  TemporarilyUnableToDeleteOrderError: [['a full disk', 503, ['OrderQuote Deletion', 'Order Deletion'], onFullDisk]]
} as const satisfies Partial<Record<ErrorType, readonly Row[]>>

/** The other errors of the catalogue, each with the reason why the simulator never sends it. */
const NEVER: Partial<Record<ErrorType, string>> = {
  GoneError: 'A deleted order is unknown, and a feed announces a deleted opportunity; no response has status 410.',
  UnableToProcessOrderItemError: 'Not sent by decision: a 409 document names the error of each item, at B as well.',
  OpportunityIntractableError: 'One transaction assesses a request, so an opportunity and its offer always agree.',
  InternalOpenBookingError: 'Every internal fault is an InternalApplicationError.',
  InternalLibraryError: 'No library with faults of its own stands between protocol and application.',
  InternalLibraryConfigurationError: 'The simulator refuses invalid options at the start.'
}

const ROWS = Object.entries<readonly Row[]>(PROVOKED).flatMap(([type, rows]) =>
  rows.map(([situation, status, stages, given]) => [type as ErrorType, situation, stages, status, given] as const))

/** @returns the error that a response has to contain at the position given by a status. */
function expectedError (type: ErrorType, status: Status, path: string): object {
  const [statusCode, position] = status === 'item' ? [409, { instance: expect.any(String) }] : [status, { '@context': 'https://openactive.io/', instance: `${BASE}${path.split('?')[0]}`, requestId: expect.any(String) }]
  return { '@type': type, statusCode, name: ERRORS[type][1], description: expect.stringMatching(/.\.$/), ...position }
}

const plain = shareApp(ONE_TYPE)

/** A simulator for rows that neither change options nor do anything beside their requests, or else one for this row. */
const simulatorFor = async (given: Given): Promise<Simulator> =>
  given.options === undefined && given.meanwhile === undefined ? await plain() : await buildFor(given)

describe('an error of the catalogue', () => {
  it.each(ROWS)('%s is sent for %s at %j', async (type, _situation, stages, status, given) => {
    const shared = typeof given === 'function' ? undefined : await simulatorFor(given)
    for (const stage of stages) {
      const wrong = typeof given === 'function' ? given() : given
      const simulator = shared ?? await buildFor(wrong)
      const { method, path, ...request } = await prepare(simulator, stage, wrong)
      const before = await simulator.state()
      const answer = await simulator.request(method, path, request)
      expect([answer.status, answer.body['@context']], stage).toEqual([status === 'item' ? 409 : status, 'https://openactive.io/'])
      if (status === 'item') expect(answer.body['@type'], stage).toBe(TYPES[stage] ?? 'OrderQuote')
      const errors: unknown[] = status === 'item' ? answer.body.orderedItem.flatMap(({ error = [] }: { error?: unknown[] }) => error) : [answer.body]
      expect(errors, stage).not.toEqual([])
      expect(errors, stage).toEqual(errors.map(() => expectedError(type, status, path)))
      expect(answer.text, stage).not.toContain(INTERNAL_PATH)
      expect(await simulator.state(), stage).toEqual(before)
    }
  })

  it('is listed either as provoked or as never sent', () => {
    expect([...Object.keys(PROVOKED), ...Object.keys(NEVER)].sort()).toEqual(Object.keys(ERRORS).sort())
  })

  it('that is never sent is thrown nowhere', () => {
    const root = join(import.meta.dirname, '../..')
    const files = ['data', 'domain', 'plugins', 'routes'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    const sources = files.filter((file) => file.endsWith('.ts') && file !== join('domain', 'protocol', 'errors.ts')).map((file) => readFileSync(join(root, file), 'utf8'))
    expect(Object.keys(NEVER).filter((type) => sources.some((text) => text.includes(`'${type}'`)))).toEqual([])
  })
})

const OPERATION_OF: Readonly<Record<Stage, OperationName>> = {
  C1: 'C1',
  C2: 'C2',
  P: 'P',
  B: 'B',
  'B after P': 'B',
  U: 'U',
  'U of a proposal': 'updateProposal',
  'Order Status': 'orderStatus',
  'Order Deletion': 'deleteOrder',
  'OrderQuote Deletion': 'deleteQuote',
  'the orders feed': 'ordersFeed',
  'the proposals feed': 'orderProposalsFeed',
  'an open feed': 'openFeed',
  'making an opportunity': 'createOpportunity',
  'an action': 'simulateAction',
  'an action on a proposal': 'simulateAction',
  'deleting a dataset': 'deleteDataset'
}
/** Errors of a path or a method that no operation has, and the error that a programming error leads to anywhere. */
const ELSEWHERE: readonly string[] = ['UnknownOrIncorrectEndpointError', 'MethodNotAllowedError', 'InternalApplicationError', 'OpenBookingError']

/** @returns the errors that the rows provoke at an operation: types, and statuses of problems without a type. */
function provokedAt (name: string): { errors: string[], itemErrors: string[], problems: number[] } {
  const rows = ROWS.filter(([, , stages]) => stages.some((stage) => OPERATION_OF[stage] === name))
  const typesWith = (isMeant: (status: Status) => boolean): string[] =>
    [...new Set(rows.flatMap(([type, , , status]) => isMeant(status) && !ELSEWHERE.includes(type) ? [type] : []))].sort()
  return {
    errors: typesWith((status) => status !== 'item'),
    itemErrors: typesWith((status) => status === 'item'),
    problems: [...new Set(rows.flatMap(([type, , , status]) => type === 'OpenBookingError' && typeof status === 'number' ? [status] : []))].sort()
  }
}

describe('the documentation', () => {
  it.each([...new Set(Object.values(OPERATION_OF))])('of %s lists exactly the errors that are provoked', (name) => {
    const { errors = [], itemErrors = [], problems = {} }: Operation = OPERATIONS[name]
    // Storage runs out by size: tests/routes/booking/ provokes it.
    const statuses = Object.keys(problems).map(Number).filter((status) => status !== 507)
    expect({ errors: errors.filter((type) => !ELSEWHERE.includes(type)).sort(), itemErrors: [...itemErrors].sort(), problems: statuses }).toEqual(provokedAt(name))
    expect(errors).toContain('InternalApplicationError')
  })
})
