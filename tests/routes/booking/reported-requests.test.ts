import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { answerTo, RESPONSES, sendOnce } from '../../helpers/complete-bodies.ts'
import { customerRejects, makeForApproval, propose } from '../../helpers/proposals.ts'
import { b, type Bookable, identifiedBody, make, newUuid, orderBody, PAYMENT, quoteBody, u } from '../../helpers/requests.ts'
import { withValue } from '../../helpers/wrong-values.ts'

/** Small requests of brokers that booking systems have answered wrongly. */

type Body = Record<string, unknown>
type Change = readonly [path: string, value: unknown]

const BROKER = { '@type': 'Organization', name: 'My App' }
const CUSTOMER = { '@type': 'Person', email: 'a@example.com' }
const STREET = { '@type': 'PostalAddress', streetAddress: '1 High St', addressLocality: 'London', postalCode: 'E1 1AA', addressCountry: 'GB' }
const ATTENDEE = { '@type': 'Person', givenName: 'Ann', familyName: 'Lee', email: 'ann@example.com', telephone: '020' }
const STAGES = { C1: ['order-quote-templates', quoteBody], C2: ['order-quotes', identifiedBody], B: ['orders', orderBody] } as const

let simulator: Simulator
let items: Record<'plain' | 'attended' | 'asking', Bookable>
beforeAll(async () => {
  simulator = await openApp()
  items = {
    plain: await make(simulator),
    attended: await make(simulator, 'TestOpportunityBookableAttendeeDetails'),
    asking: await make(simulator, 'TestOpportunityBookableAdditionalDetails')
  }
})
afterAll(async () => { await simulator.app.close() })

const changed = (body: Body, changes: readonly Change[]): Body => changes.reduce((current, [path, value]) => withValue(current, path, value), body)

describe('a request', () => {
  it.each<[stage: keyof typeof STAGES, change: Change, status: number, type: string]>([
    ['C2', ['customer', 'Geoff Capes'], 400, 'IncompleteCustomerDetailsError'],
    ['C2', ['customer', { '@type': 'Person', email: 'not-an-email' }], 400, 'IncompleteCustomerDetailsError'],
    ['C1', ['broker', 'My App'], 400, 'IncompleteBrokerDetailsError'],
    ['C1', ['@type', ['OrderQuote']], 500, 'UnexpectedOrderTypeError'],
    ['C2', ['customer', { ...CUSTOMER, address: '12 High Street, Leeds', url: 'www.example.com', birthDate: '1990-01-01' }], 200, 'OrderQuote'],
    ['C1', ['broker', { ...BROKER, address: STREET }], 200, 'OrderQuote'],
    ['C1', ['broker', { ...BROKER, address: '1 High St, London' }], 200, 'OrderQuote'],
    ['B', ['payment', { ...PAYMENT, '@type': 'Banana', identifier: '1' }], 400, 'InvalidPaymentDetailsError'],
    ['B', ['payment', { ...PAYMENT, '@type': 'DynamicPayment', identifier: '1' }], 400, 'InvalidPaymentDetailsError'],
    ['C1', ['orderedItem.0.acceptedOffer', { '@type': 'Banana' }], 400, 'OpenBookingError'],
    ['C1', ['orderedItem.0.acceptedOffer', { '@type': 'OfferOverride', name: 'Winger', price: 10, priceCurrency: 'GBP' }], 400, 'OpenBookingError']
  ])('of %s with %j answers %i %s', async (stage, [path, value], status, type) => {
    const [endpoint, bodyOf] = STAGES[stage]
    const isNode = path.endsWith('acceptedOffer')
    const body = withValue(bodyOf([items.plain]), path, isNode ? { ...value as object, '@id': items.plain.offer } : value)
    const answer = await sendOnce(simulator, endpoint, body)
    expect([answer.status, answer.body['@type']]).toEqual([status, type])
  })

  it('with one bad e-mail address of three attendees has one item with an error', async () => {
    const body = changed(identifiedBody([items.attended, items.attended, items.attended]), [0, 1, 2].map((index): Change =>
      [`orderedItem.${index}.attendee`, index === 1 ? { ...ATTENDEE, email: 'ann at example' } : ATTENDEE]))
    const answer = await sendOnce(simulator, 'order-quotes', body)
    const types = answer.body.orderedItem.map(({ error = [] }: { error?: Array<{ '@type': string }> }) => error.map((one) => one['@type']))
    expect([answer.status, types]).toEqual([409, [[], ['IncompleteAttendeeDetailsError'], []]])
    expect(answer.body.totalPaymentDue.price).toBe(items.attended.price * 3)
  })

  it('with an answer without a value lacks details', async () => {
    const [answer, ...others] = RESPONSES
    const body = withValue(identifiedBody([items.asking]), 'orderedItem.0.orderItemIntakeFormResponse', [{ ...answer, value: '' }, ...others])
    const { status, body: { orderedItem: [item] } } = await sendOnce(simulator, 'order-quotes', body)
    expect([status, item.error.map((error: Body) => error['@type'])]).toEqual([409, ['IncompleteIntakeFormError']])
  })

  it('with the signs < and & in an answer gets the answer back', async () => {
    const [, ...others] = RESPONSES
    const responses = [answerTo('experience', 'weight < 80 & height > 150'), ...others]
    const { status, body } = await sendOnce(simulator, 'order-quotes', withValue(identifiedBody([items.asking]), 'orderedItem.0.orderItemIntakeFormResponse', responses))
    expect([status, body.orderedItem[0].orderItemIntakeFormResponse]).toEqual([200, responses])
  })

  it('with an invalid answer does not count that item in the totals', async () => {
    const responses = RESPONSES.map((response) => String(response['propertyID']).endsWith('photographs') ? { ...response, value: 'yes' } : response)
    const { status, body } = await sendOnce(simulator, 'order-quotes', withValue(identifiedBody([items.plain, items.asking]), 'orderedItem.1.orderItemIntakeFormResponse', responses))
    expect([status, body.totalPaymentDue.price]).toEqual([409, items.plain.price])
    expect(body.orderedItem.map(({ error }: { error?: unknown[] }) => error?.length)).toEqual([undefined, 1])
  })
})

describe('a change of an order', () => {
  it.each<[change: Change, status: number, type: string]>([
    [['orderedItem.0.orderItemStatus', null], 400, 'PatchNotAllowedOnPropertyError'],
    [['orderedItem.0.@id', 1], 500, 'OrderItemIdInvalidError']
  ])('with %j is refused', async ([path, value], status, type) => {
    const uuid = newUuid()
    const { body: order } = await b(simulator, [items.plain], { uuid })
    const item = { '@type': 'OrderItem', '@id': order.orderedItem[0]['@id'], orderItemStatus: 'https://openactive.io/CustomerCancelled' }
    const { orderedItem } = withValue({ orderedItem: [item] }, path, value)
    const answer = await u(simulator, uuid, [], { more: { orderedItem } })
    expect([answer.status, answer.body['@type']]).toEqual([status, type])
  })

  it('can explain a rejection with the signs < and &', async () => {
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    const more = { orderProposalStatus: 'https://openactive.io/CustomerRejected', orderCustomerNote: "Sorry, < 3 of us can come & we're late" }
    expect((await customerRejects(simulator, uuid, { more })).status).toBe(204)
  })
})
