import { describe, expect, it } from 'vitest'
import { brokerReport, REQUIREMENTS } from '../../domain/control/report/broker-report.ts'
import { junitOf } from '../../domain/control/report/junit.ts'
import type { LoggedRequest } from '../../domain/control/requests/request-entry.ts'
import { ERRORS, type ErrorType } from '../../domain/protocol/errors.ts'
import type { Stage } from '../../schemas/control/faults.ts'

const START = Date.parse('2027-03-09T10:00:00Z')
const UUID = 'c1a5f7de-6b37-4d0e-9f3a-0c3f6f1f2b11'
const OTHER = 'd2a5f7de-6b37-4d0e-9f3a-0c3f6f1f2b12'
const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'
const TYPES: Partial<Record<Stage, string>> = { C1: 'OrderQuote', C2: 'OrderQuote', P: 'OrderProposal', B: 'Order' }

interface Given {
  readonly order?: string
  readonly status?: number
  /** Seconds after the start. */
  readonly at?: number
  readonly asked?: object
  readonly answer?: object
  readonly type?: string
  readonly path?: string
  readonly dropped?: true
  readonly faults?: readonly string[]
  readonly retryAfter?: number
}
type Step = readonly [stage: Stage, given?: Given]

const item = (opportunity: string): object =>
  ({ '@type': 'OrderItem', position: 0, acceptedOffer: 'https://x.example/o', orderedItem: `https://x.example/${opportunity}` })

function logged ([stage, given = {}]: Step, index: number): LoggedRequest {
  const { order = UUID, status = 200, at = index, asked, answer, type = MEDIA_TYPE, path = `/${stage}`, dropped, faults = [], retryAfter } = given
  const body = {
    '@context': 'https://openactive.io/',
    '@type': TYPES[stage],
    brokerRole: 'https://openactive.io/AgentBroker',
    ...(stage !== 'C1' && { customer: { email: 'nia@example.com' } }),
    ...(stage !== 'U' && { orderedItem: [item('1')] }),
    ...asked
  }
  const hasBody = stage in TYPES || stage === 'U'
  return {
    id: index + 1,
    requestId: `req-${index + 1}`,
    at: new Date(START + at * 1000),
    method: 'PUT',
    url: path,
    stage,
    caller: { partner: 'p', seller: null },
    order: stage === 'feed' ? undefined : order,
    status,
    duration: 1,
    faults,
    ...(dropped && { dropped }),
    request: { headers: { 'content-type': type }, body: hasBody ? body : undefined },
    response: { headers: { ...(retryAfter !== undefined && { 'retry-after': retryAfter }) }, body: answer && JSON.stringify(answer) }
  }
}

const report = (steps: readonly Step[], facts: { isRealTime?: boolean, now?: number } = {}) =>
  brokerReport(steps.map(logged), { isRealTime: facts.isRealTime ?? true, now: START + (facts.now ?? 100) * 1000 })
const resultOf = (id: string, steps: readonly Step[]) => report(steps).requirements.find((one) => one.id === id)

const error = (type: string): object => ({ '@type': type })
const quoted = (price: number, leaseExpires?: string): object =>
  ({ '@type': 'OrderQuote', totalPaymentDue: { price }, ...(leaseExpires && { lease: { leaseExpires } }) })
const paying = (price: number): object => ({ totalPaymentDue: { price } })
const page = (path: string, next: string): Step => ['feed', { path, answer: { items: [], next: `https://x.example${next}` } }]
const refused = (stage: Stage, type: ErrorType): Step => [stage, { status: ERRORS[type][0], answer: error(type) }]

/** A history that meets each requirement, and one that breaks it. */
const CASES: Readonly<Record<string, readonly [met: readonly Step[], broken: readonly Step[]]>> = {
  'c1-before-booking': [[['C1'], ['B']], [['C2'], ['B']]],
  'c2-before-booking': [[['C2'], ['P']], [['C1'], ['C2', { order: OTHER }], ['P']]],
  'no-errors-before-booking': [
    [refused('C2', 'IncompleteCustomerDetailsError'), ['C2'], ['B']],
    [['C2'], refused('C2', 'IncompleteCustomerDetailsError'), ['B']]
  ],
  'quoted-price': [
    [['C2', { answer: quoted(5) }], ['C2', { answer: quoted(7.5) }], ['B', { asked: paying(7.5) }]],
    [['C2', { answer: quoted(5) }], ['B', { asked: paying(7.5) }]]
  ],
  'within-lease': [
    [['C2', { answer: quoted(5, '2027-03-09T10:00:30Z') }], ['B', { at: 30 }]],
    [['C2', { answer: quoted(5, '2027-03-09T10:00:30Z') }], ['B', { at: 31 }]]
  ],
  'quotes-given-up': [
    [['C2', { answer: quoted(5, '2027-03-09T10:00:30Z') }], ['deletion']],
    [['C2', { answer: quoted(5, '2027-03-09T10:00:30Z') }]]
  ],
  'uuid-form': [[['C1']], [['C1', { order: 'c1a5f7de-6b37-0d0e-0f3a-0c3f6f1f2b11' }]]],
  'uuid-once': [[['B'], ['status']], [['B'], ['C1']]],
  'lost-answers': [[['B', { dropped: true }], ['B']], [['B', { dropped: true }], ['B', { order: OTHER }]]],
  'same-request-again': [
    [['B', { status: 503 }], ['B']],
    [['B', { status: 503 }], ['B', { asked: { orderedItem: [item('2')] } }]]
  ],
  'rate-limit': [
    [['C1', { status: 429, retryAfter: 10 }], ['C1', { at: 10 }]],
    [['C1', { status: 429, retryAfter: 10 }], ['C1', { at: 9 }]]
  ],
  'orders-feed': [[['B'], page('/orders-rpde', '/orders-rpde')], [page('/orders-rpde', '/orders-rpde'), ['B']]],
  'orders-feed-each-minute': [
    [['feed', { path: '/orders-rpde' }], ['feed', { path: '/orders-rpde', at: 60 }]],
    [['feed', { path: '/orders-rpde' }], ['feed', { path: '/orders-rpde', at: 61 }]]
  ],
  'accepted-proposals-only': [
    [['P'], page('/order-proposals-rpde', '/x'), ['B', { asked: { orderProposalVersion: 'v' } }]],
    [['P'], page('/orders-rpde', '/x'), ['B', { asked: { orderProposalVersion: 'v' } }]]
  ],
  'next-page': [
    [page('/orders-rpde', '/orders-rpde?a=1'), page('/orders-rpde?a=1', '/orders-rpde?a=1'), page('/orders-rpde?a=1', '/orders-rpde?a=1')],
    [page('/orders-rpde', '/orders-rpde?a=1'), page('/orders-rpde?a=2', '/orders-rpde?a=2')]
  ],
  'media-type': [[['U']], [['U', { type: 'application/json' }]]],
  context: [[['B', { asked: { '@context': ['https://openactive.io/', 'https://x.example/'] } }]], [['B', { asked: { '@context': undefined } }]]],
  'type-of-stage': [[['P']], [['P', { asked: { '@type': 'Order' } }]]],
  position: [[['C1']], [['C1', { asked: { orderedItem: [item('1'), { '@type': 'OrderItem' }] } }]]],
  'customer-at-c2': [[['C2']], [['C2', { asked: { customer: undefined } }]]],
  'no-order-creation-status': [[['B']], [['B', { asked: { orderCreationStatus: 'https://openactive.io/OrderCreationComplete' } }]]],
  'no-payment-method': [[['B']], [['B', { asked: { payment: { identifier: '1', paymentMethod: 'card' } } }]]],
  'payment-identifier': [[['P', { asked: { payment: { identifier: '1' } } }]], [['P', { asked: { payment: { name: 'x' } } }]]],
  credentials: [[['C1']], [refused('feed', 'InvalidAPITokenError')]],
  'broker-details': [[['C1']], [refused('C1', 'IncompleteBrokerDetailsError')]],
  'customer-details': [[['C2']], [refused('B', 'IncompleteCustomerDetailsError')]],
  'asked-details': [
    [['C2', { status: 409, answer: { orderedItem: [{ error: [error('IncompleteAttendeeDetailsError')] }] } }], ['B']],
    [['B', { status: 409, answer: { orderedItem: [{ error: [error('IncompleteAttendeeDetailsError')] }] } }]]
  ],
  'seller-of-items': [[['C1']], [refused('C1', 'SellerMismatchError')]],
  'offers-of-feeds': [[['C1']], [['C1', { status: 409, answer: { orderedItem: [{}, { error: [error('UnknownOfferError')] }] } }]]],
  'bookable-only': [
    [['C1', { status: 409, answer: { orderedItem: [{ error: [error('OpportunityOfferPairNotBookableError')] }] } }], ['B']],
    [['B', { status: 409, answer: { orderedItem: [{ error: [error('OpportunityOfferPairNotBookableError')] }] } }]]
  ],
  'payment-details': [[['B']], [refused('B', 'MissingPaymentDetailsError')]],
  'current-version': [[['B']], [refused('B', 'OrderProposalVersionOutdatedError')]],
  cancellation: [[['U']], [refused('U', 'PatchContainsExcessivePropertiesError')]],
  'cancellable-items': [[['U']], [refused('U', 'CancellationNotPermittedError')]],
  'known-orders': [[['status']], [refused('status', 'UnknownOrderError')]],
  'well-formed': [[['C1']], [refused('C1', 'OpenBookingError')]]
}

it('each requirement has a case', () => {
  expect(Object.keys(CASES)).toEqual(REQUIREMENTS.map(({ id }) => id))
  for (const { section } of REQUIREMENTS) expect(section).toMatch(/^[a-z0-9-]+$/)
})

describe.each(Object.entries(CASES))('%s', (id, [met, broken]) => {
  it('is met', () => { expect(resultOf(id, met)).toMatchObject({ outcome: 'met', breaches: 0 }) })
  it('is broken, and the report names the request', () => {
    const { outcome, problems, level } = resultOf(id, broken)!
    expect({ outcome, problems }).toEqual({ outcome: 'not met', problems: [{ request: expect.any(Number), message: expect.stringMatching(/^\S.*\.$/) }] })
    expect(JSON.stringify(problems)).not.toContain('nia@')
    if (level === 'MUST') expect(report(broken).conforms).toBe(false)
  })
})

describe('a change that the broker could not know', () => {
  const itemError = (stage: Stage, type: string): Step => [stage, { status: 409, answer: { orderedItem: [{ error: [error(type)] }] } }]
  const total = (price: number, prepayment: string): object => ({ totalPaymentDue: { price, openBookingPrepayment: `https://openactive.io/${prepayment}` } })
  const proposal = (status: string, orderProposalVersion: string): object =>
    ({ '@type': 'OrderProposal', identifier: UUID, orderProposalStatus: `https://openactive.io/${status}`, orderProposalVersion })
  const read = (document: object): Step => ['feed', { path: '/order-proposals-rpde', answer: { items: [{ data: document }], next: 'https://x.example/x' } }]
  const confirmed = (version: string, type: ErrorType): Step => ['B', { status: ERRORS[type][0], asked: { orderProposalVersion: version, orderedItem: undefined, customer: undefined }, answer: error(type) }]

  it.each<[id: string, excused: readonly Step[], accused: readonly Step[]]>([
    ['bookable-only', [['C1'], ['C2'], itemError('B', 'OpportunityOfferPairNotBookableError')], [['C2', { asked: { orderedItem: [item('2')] } }], itemError('B', 'OpportunityOfferPairNotBookableError')]],
    ['offers-of-feeds', [['C1'], itemError('C2', 'UnknownOpportunityError')], [['C1', { order: OTHER }], itemError('C2', 'UnknownOpportunityError')]],
    ['asked-details', [['C2'], itemError('B', 'IncompleteAttendeeDetailsError')], [['C2', { asked: { orderedItem: [{ ...item('1'), attendee: { givenName: 'Nia' } }] } }], itemError('B', 'IncompleteAttendeeDetailsError')]],
    ['asked-details', [['C2'], itemError('P', 'InvalidIntakeFormError')], [['C1'], itemError('P', 'InvalidIntakeFormError')]],
    ['payment-details', [['C2', { answer: total(5, 'Required') }], refused('B', 'UnnecessaryPaymentDetailsError')], [['C2', { answer: total(5, 'Unavailable') }], refused('B', 'UnnecessaryPaymentDetailsError')]],
    ['payment-details', [['C2', { answer: total(0, 'Unavailable') }], refused('B', 'MissingPaymentDetailsError')], [['C2', { answer: total(5, 'Required') }], refused('B', 'MissingPaymentDetailsError')]],
    ['payment-details', [['C2', { answer: total(5, 'Optional') }], refused('B', 'MissingPaymentDetailsError')], [['C2', { answer: quoted(5) }], refused('B', 'MissingPaymentDetailsError')]],
    ['current-version', [read(proposal('SellerAccepted', 'v1')), confirmed('v1', 'OrderProposalVersionOutdatedError')], [read(proposal('SellerAccepted', 'v1')), read(proposal('AwaitingSellerConfirmation', 'v2')), confirmed('v1', 'OrderProposalVersionOutdatedError')]],
    ['accepted-proposals-only', [read(proposal('SellerAccepted', 'v1')), confirmed('v1', 'OrderCreationFailedError')], [read(proposal('SellerAccepted', 'v1')), read(proposal('SellerRejected', 'v1')), confirmed('v1', 'OrderCreationFailedError')]],
    ['accepted-proposals-only', [read({}), ['status', { answer: proposal('SellerAccepted', 'v1') }], confirmed('v1', 'OrderCreationFailedError')], [read({}), ['status', { order: OTHER, answer: proposal('SellerAccepted', 'v1') }], confirmed('v1', 'OrderCreationFailedError')]],
    ['accepted-proposals-only', [['feed', { path: '/order-proposals-rpde' }], confirmed('v1', 'OrderCreationFailedError')], [confirmed('v1', 'OrderCreationFailedError')]]
  ])('is no breach of %s; what it could know is', (id, excused, accused) => {
    expect([resultOf(id, excused)?.breaches, resultOf(id, accused)?.breaches]).toEqual([0, 1])
  })
})

describe('a report', () => {
  it('has seen nothing without requests, and conforms', () => {
    const { conforms, requests, requirements } = report([])
    expect({ conforms, requests }).toEqual({ conforms: true, requests: 0 })
    expect(new Set(requirements.map(({ outcome }) => outcome))).toEqual(new Set(['not seen']))
  })

  it('blames nobody for faults that were ordered, and for intervals of a clock that was moved', () => {
    expect(report([['C1', { status: 400, answer: error('IncompleteBrokerDetailsError'), faults: ['f'] }]]).conforms).toBe(true)
    const slow: Step[] = [['feed', { path: '/orders-rpde' }], ['feed', { path: '/orders-rpde', at: 90_000 }]]
    expect(report(slow, { isRealTime: false }).conforms).toBe(true)
  })

  it('takes a refusal with status 500 for an answer, and an error of the booking system for none', () => {
    const outcome = (step: Step): unknown => resultOf('lost-answers', [step])?.outcome
    expect(outcome(refused('B', 'SellerMismatchError'))).toBe('not seen')
    expect(outcome(refused('B', 'TemporarilyUnableToCreateOrderError'))).toBe('not met')
    expect(outcome(refused('B', 'InternalLibraryError'))).toBe('not met')
  })

  it('does not take another feed, or a refused reading, for the orders feed', () => {
    const unread: Step[] = [page('/order-proposals-rpde', '/x'), ['feed', { path: '/orders-rpde', status: 401 }]]
    for (const reading of unread) expect(resultOf('orders-feed', [['B'], reading])?.outcome).toBe('not met')
    const proposals: Step[] = [['feed', { path: '/order-proposals-rpde', status: 401 }], ['B', { asked: { orderProposalVersion: 'v' } }]]
    expect(resultOf('accepted-proposals-only', proposals)?.outcome).toBe('not met')
  })

  it('is about one booking partner, if it is named', () => {
    const requests = [logged(['B'], 0)]
    expect(brokerReport(requests, { isRealTime: true, now: START }, 'q')).toMatchObject({ requests: 0, conforms: true })
    expect(brokerReport(requests, { isRealTime: true, now: START }, 'p')).toMatchObject({ requests: 1, conforms: false })
  })

  it('shows at most 20 breaches of a requirement, and counts all', () => {
    const result = report(Array.from({ length: 25 }, (): Step => refused('C1', 'OpenBookingError'))).requirements.find(({ id }) => id === 'well-formed')
    expect([result?.breaches, result?.problems?.length]).toEqual([25, 20])
  })

  it('is written for CI servers with failures, notes and skipped tests, and escapes what brokers sent', () => {
    const sent = report([['B', { type: '<b>"&' }], ['status', { status: 404, answer: error('UnknownOrderError') }]])
    const xml = junitOf([{ name: 'a & b', report: sent }])
    expect(xml).toContain('<testsuite name="a &amp; b"')
    expect(xml).toContain('received &lt;b&gt;&quot;&amp;.')
    expect(xml).toMatch(/<testcase classname="broker.SHOULD" name="known-orders[^>]*><system-out>/)
    expect(xml.match(/<failure /g)).toHaveLength(sent.requirements.filter(({ level, outcome }) => level === 'MUST' && outcome === 'not met').length)
    expect(xml.match(/<skipped /g)).toHaveLength(sent.requirements.filter(({ outcome }) => outcome === 'not seen').length)
  })
})
