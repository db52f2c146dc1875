import { describe, expect, it } from 'vitest'
import { bookOrder } from '../../domain/operations/book.ts'
import { quoteOrder } from '../../domain/operations/quote.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Opportunity, OpportunityGroup } from '../../domain/records/opportunity.ts'
import type { Order } from '../../domain/records/order.ts'
import type { Body } from '../../domain/request/node.ts'
import { readOrder, readQuote, readQuoteTemplate } from '../../domain/request/order-requests.ts'
import { environment, group, offer, opportunity, rules, spaces } from './build.ts'

const BASE = 'http://localhost:5000'
const UUID = '3f6f0a52-7c1d-4b0e-9a55-2f1f0b8f4c11'
const caller = { partner: 'p', seller: 'api/identifiers/sellers/1' }
const item = opportunity()
const full = opportunity({ spaces: spaces(10, 10) })
const payment = { '@type': 'Payment', name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE', identifier: 'x' }

const good = {
  '@type': 'Order',
  brokerRole: 'https://openactive.io/AgentBroker',
  broker: { '@type': 'Organization', name: 'App' },
  seller: `${BASE}/api/identifiers/sellers/1`,
  customer: { '@type': 'Person', email: 'a@b.example' },
  orderedItem: [{ '@type': 'OrderItem', position: 0, acceptedOffer: `${BASE}/${offer().path}`, orderedItem: `${BASE}/${item.path}` }],
  totalPaymentDue: { price: 10, priceCurrency: 'GBP' },
  payment
}

type Fault = readonly [type: string, fault: Body, stages: string, rules?: Partial<Rules>]

/**
 * Faults in the order of the checks, with the rules that make a request one. Each request below has one of them and all
 * later ones; of one property, the first.
 */
const FAULTS: readonly Fault[] = [
  ['UnexpectedOrderTypeError', { '@type': 'OrderProposal' }, 'C1 C2 B'],
  ['InvalidAuthorizationDetailsError', { seller: `${BASE}/api/identifiers/sellers/2` }, 'C1 C2 B'],
  ['IncompleteBrokerDetailsError', { broker: { '@type': 'Organization' } }, 'C1 C2 B'],
  ['IncompleteCustomerDetailsError', { customer: { '@type': 'Person' } }, 'C2 B'],
  ['OpenBookingError', { orderedItem: [0, 1].map((position) => ({ '@type': 'OrderItem', position })) }, 'C1 C2 B', { maxOrderItems: 1 }],
  ['items', { orderedItem: [{ '@type': 'OrderItem', position: 0 }] }, 'C1 C2 B'],
  ['InvalidPaymentDetailsError', { payment: { ...payment, accountId: 'wrong' } }, 'C1 C2 B']
]

interface Situation { readonly at?: Opportunity, readonly order?: Order, readonly more?: Partial<Rules> | undefined }

function answer (stage: string, body: Body, { at = item, order, more }: Situation = {}): string {
  const within = environment({ rules: { ...rules, ...more } })
  const records = new Map<string, Opportunity | OpportunityGroup>([[at.path, at], [group().path, group()]])
  const context = { order, proposal: undefined, classic: undefined, lease: undefined, records }
  try {
    const decision = stage === 'B'
      ? bookOrder({ uuid: UUID, request: readOrder(body), caller }, context, within)
      : quoteOrder({ stage: stage === 'C1' ? 'C1' : 'C2', uuid: UUID, request: stage === 'C1' ? readQuoteTemplate(body) : readQuote(body), caller }, context, within)
    return decision.status === 409 ? 'items' : String(decision.status)
  } catch (error) {
    if (error instanceof BookingError) return error.type
    throw error
  }
}

describe.each(['C1', 'C2', 'B'])('%s', (stage) => {
  const right = { ...good, '@type': stage === 'B' ? 'Order' : 'OrderQuote' }
  const faults = FAULTS.filter(([, , stages]) => stages.includes(stage))

  it('checks for faults in the listed order', () => {
    const found = faults.map(([, , , more], index) =>
      answer(stage, Object.assign({}, right, ...faults.slice(index).map(([, fault]) => fault).reverse()), { more }))
    expect(found).toEqual(faults.map(([type]) => type))
    expect(answer(stage, right)).toBe(stage === 'B' ? '201' : '200')
  })

  it('refuses a taken UUID before any fault except the type', () => {
    const taken: Order = { partner: 'p', uuid: UUID, seller: caller.seller, digest: 'other', booked: { brokerRole: 'NoBroker', orderNumber: 'N', items: [], totals: { dueMinor: 0, currency: 'GBP', prepayment: 'Unavailable', taxes: [] } }, items: [], totals: { dueMinor: 0, currency: 'GBP', prepayment: 'Unavailable', taxes: [] }, listed: false }
    expect(answer(stage, { ...right, broker: {} }, { order: taken })).toBe('OrderAlreadyExistsError')
    expect(answer(stage, { ...right, '@type': 'x' }, { order: taken })).toBe('UnexpectedOrderTypeError')
  })
})

describe('B', () => {
  it('checks reconciliation, spaces, amount and payment in this order', () => {
    const all = { ...good, totalPaymentDue: { price: 11 }, payment: { ...payment, accountId: 'wrong' } }
    expect(answer('B', all, { at: full })).toBe('InvalidPaymentDetailsError')
    const { payment: _none, ...unpaid } = { ...all }
    expect(answer('B', unpaid, { at: full })).toBe('OpportunityHasInsufficientCapacityError')
    expect(answer('B', unpaid)).toBe('TotalPaymentDueMismatchError')
    expect(answer('B', { ...unpaid, totalPaymentDue: { price: 10 } })).toBe('MissingPaymentDetailsError')
  })

  it('refuses an amount in another currency', () => {
    const request = { ...good, totalPaymentDue: { price: 10, priceCurrency: 'EUR' } }
    expect(answer('B', request)).toBe('TotalPaymentDueMismatchError')
  })
})
