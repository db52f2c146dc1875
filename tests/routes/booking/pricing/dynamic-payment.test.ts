import { describe, expect, it } from 'vitest'
import { shareApp } from '../../../helpers/build-app.ts'
import { bySeller } from '../../../helpers/conditions.ts'
import { control } from '../../../helpers/control.ts'
import { accepted, bAfterP, makeForApproval, p, propose, seller as sellerAnswers } from '../../../helpers/proposals.ts'
import {
  b, type Bookable, c1, c2, EVERY_KIND, type Kind, make, newUuid, PARTNER_1, PAYMENT, u
} from '../../../helpers/requests.ts'
import { documentsOf } from '../../../helpers/stages.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

const shared = shareApp({ dynamicPayment: true, control: 'on' })
const open = shareApp({ dynamicPayment: true, paymentReconciliation: false, types: ['OnDemandEvent'] })
const without = shareApp({ types: ['OnDemandEvent'] })

/** The example of the specification. */
const EXAMPLE = { '@type': 'DynamicPayment', identifier: '12345678ABCD', name: 'MoveGB Membership', accountId: 'MOVE' }
const DYNAMIC = { ...EXAMPLE, accountId: PAYMENT.accountId }
const PRICED = 'TestOpportunityBookableNonFree'
const unoffered = (items: readonly Bookable[]): Json[] =>
  items.map(({ opportunity }, position) => ({ '@type': 'OrderItem', position, orderedItem: opportunity }))
const dynamic = (items: readonly Bookable[], payment: object = DYNAMIC): Json =>
  ({ orderedItem: unoffered(items), payment, totalPaymentDue: undefined })

describe('C1, C2, P, B, Order Status, the orders feed and that of order proposals with DynamicPayment and without acceptedOffer', () => {
  it.each(EVERY_KIND)('have no totals, offers and taxes, and the answers repeat the payment: %s', async (kind: Kind) => {
    const simulator = await shared()
    const [items, approved] = [[await make(simulator, PRICED, kind)], [await makeForApproval(simulator, PRICED, kind)]]
    const documents = await documentsOf(simulator, { items, approved, more: (all) => dynamic(all) })
    expect(documents.map(({ payment }) => payment)).toEqual([...Array(5).fill(DYNAMIC), undefined, undefined])
    for (const document of documents) {
      expect(JSON.stringify(document)).not.toMatch(/totalPayment|acceptedOffer|unitTaxSpecification|"price"|taxCalculationExcluded/)
      expect(document['orderedItem']).toHaveLength(1)
    }
  })
})

it('the example of the specification is accepted where the simulator does not compare accounts', async () => {
  const simulator = await open()
  const items = [await make(simulator, PRICED, 'OnDemandEvent')]
  const { body, status } = await b(simulator, items, { more: dynamic(items, EXAMPLE) })
  expect([status, body.payment]).toEqual([201, EXAMPLE])
})

const STAGES = { C1: c1, C2: c2, P: p, B: b }
describe.each(Object.entries(STAGES))('at %s', (stage, send) => {
  const priced = async (): Promise<Bookable[]> => [stage === 'P' ? await makeForApproval(await shared(), PRICED) : await make(await shared(), PRICED)]

  it.each([
    ['no account', { ...DYNAMIC, accountId: undefined }, 'IncompletePaymentDetailsError'],
    ['another account', EXAMPLE, 'InvalidPaymentDetailsError'],
    ['another provider', { ...DYNAMIC, paymentProviderId: 'OTHER' }, 'InvalidPaymentDetailsError'],
    ['a wrong account', { ...DYNAMIC, accountId: 7 }, 'InvalidPaymentDetailsError']
  ])('insufficient details are incomplete and an unknown account is not valid: %s', async (_name, payment, type) => {
    const items = await priced()
    const { status, body } = await send(await shared(), items, { more: dynamic(items, payment) })
    expect([status, body['@type']]).toEqual([400, type])
  })

  it('an offer beside it is refused', async () => {
    const items = await priced()
    const { status, body } = await send(await shared(), items, { more: { payment: DYNAMIC, totalPaymentDue: undefined } })
    expect([status, body.description]).toEqual([400, 'orderedItem[0].acceptedOffer must be omitted with a DynamicPayment.'])
  })

  it('a free opportunity is not eligible, also beside others', async () => {
    const simulator = await shared()
    const free = stage === 'P' ? await makeForApproval(simulator, 'TestOpportunityBookableFree') : await make(simulator, 'TestOpportunityBookableFree')
    const items = [...await priced(), free]
    const { status, body } = await send(simulator, items, { more: dynamic(items) })
    expect([status, body.orderedItem.map(({ error }: Json) => error?.[0]['@type'])]).toEqual([409, [undefined, 'OpportunityOfferPairNotBookableError']])
    expect(body).not.toHaveProperty('totalPaymentDue')
  })

  it('opportunities must be bookable as usual', async () => {
    const simulator = await shared()
    const full = await make(simulator, 'TestOpportunityBookableInPast')
    const { status, body } = await send(simulator, [full], { more: dynamic([full]) })
    expect([status, body.orderedItem[0].error[0]['@type']]).toEqual([409, 'OpportunityOfferPairNotBookableError'])
  })

  it('a DynamicPayment is not mistaken for a Payment without the option', async () => {
    const simulator = await without()
    const item = stage === 'P' ? await makeForApproval(simulator, PRICED, 'OnDemandEvent') : await make(simulator, PRICED, 'OnDemandEvent')
    const { status, body } = await send(simulator, [item], { more: { payment: DYNAMIC } })
    expect([status, body['@type'], body.description]).toEqual([400, 'InvalidPaymentDetailsError', 'payment.@type must be Payment; received "DynamicPayment".'])
  })
})

describe.each([['P', p], ['B', b]] as const)('at %s', (stage, send) => {
  it.each([
    ['an identifier is required', { payment: { ...DYNAMIC, identifier: undefined } }, 'IncompletePaymentDetailsError'],
    ['an amount is refused', { totalPaymentDue: { '@type': 'PriceSpecification', price: 0, priceCurrency: 'GBP' } }, 'TotalPaymentDueMismatchError']
  ])('%s', async (_name, more, type) => {
    const simulator = await shared()
    const items = [stage === 'P' ? await makeForApproval(simulator, PRICED) : await make(simulator, PRICED)]
    const { status, body } = await send(simulator, items, { more: { ...dynamic(items), ...more } })
    expect([status, body['@type']]).toEqual([400, type])
  })
})

describe('the DynamicPayment is consistent throughout the calls', () => {
  it.each([
    ['another account at B', EXAMPLE, { ...EXAMPLE, accountId: 'OTHER' }, 400],
    ['an ordinary payment at B', EXAMPLE, undefined, 400],
    ['the first DynamicPayment at B', undefined, EXAMPLE, 400],
    ['the same account', EXAMPLE, { ...EXAMPLE, identifier: 'other' }, 201]
  ])('%s', async (_name, quoted, paid, expected) => {
    const simulator = await open()
    const items = [await make(simulator, PRICED, 'OnDemandEvent')]
    const uuid = newUuid()
    expect((await c2(simulator, items, { uuid, more: quoted ? dynamic(items, quoted) : {} })).status).toBe(200)
    const { status, body } = await b(simulator, items, { uuid, more: paid ? dynamic(items, paid) : {} })
    expect([status, status === 400 ? body['@type'] : undefined]).toEqual([expected, expected === 400 ? 'InvalidPaymentDetailsError' : undefined])
  })

  it.each([
    ['without a payment', {}, 201],
    ['with the same account', { payment: EXAMPLE }, 201],
    ['with another account', { payment: { ...EXAMPLE, accountId: 'OTHER' } }, 400],
    ['with an ordinary payment', { payment: { ...PAYMENT, identifier: '1' } }, 400]
  ])('B after P %s', async (_name, more, expected) => {
    const simulator = await open()
    const items = [await makeForApproval(simulator, PRICED, 'OnDemandEvent')]
    const { uuid, version } = await accepted(simulator, items, { more: dynamic(items, EXAMPLE) })
    const { status, body } = await bAfterP(simulator, uuid, version, { more })
    expect(status).toBe(expected)
    if (status === 201) expect([body.payment.accountId, body.totalPaymentDue]).toEqual(['MOVE', undefined])
  })
})

it('an order with DynamicPayment is cancelled like another, and its totals stay away', async () => {
  const simulator = await shared()
  const items = [await make(simulator, 'TestOpportunityBookableNonFreeCancellable')]
  const uuid = newUuid()
  const { body } = await b(simulator, items, { uuid, more: dynamic(items) })
  expect((await u(simulator, uuid, [body.orderedItem[0]['@id']])).status).toBe(204)
  const { body: current } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
  expect([current.orderedItem[0].orderItemStatus, current.totalPaymentDue]).toEqual(['https://openactive.io/CustomerCancelled', undefined])
})

it('a leased quote with DynamicPayment shows its account', async () => {
  const simulator = await shared()
  const items = [await make(simulator, PRICED)]
  const uuid = newUuid()
  await c1(simulator, items, { uuid, more: dynamic(items) })
  const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
  expect([body['@type'], body.payment, body.totalPaymentDue]).toEqual(['OrderQuote', { '@type': 'DynamicPayment', accountId: 'SN1593' }, undefined])
})

it('the seller amends the opportunity of such a proposal, and cannot give it a price', async () => {
  const simulator = await shared()
  const [item, other] = [await makeForApproval(simulator, PRICED), await makeForApproval(simulator, PRICED)]
  const { uuid, ids: [id] } = await propose(simulator, [item], { more: dynamic([item]) })
  expect((await sellerAnswers(simulator, 'Amend', uuid, { orderedItem: [{ '@id': id, acceptedOffer: { price: 5 } }] })).status).toBe(400)
  expect((await sellerAnswers(simulator, 'Amend', uuid, { orderedItem: [{ '@id': id, orderedItem: other.opportunity }] })).status).toBe(204)
  const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
  expect([body.orderedItem[0].orderedItem['@id'], body.orderedItem[0].acceptedOffer, body.totalPaymentDue]).toEqual([other.opportunity, undefined, undefined])
})

it('control calls amend, add and replace the opportunities of such orders, and give them neither offers nor prices', async () => {
  const simulator = await shared()
  const [item, other] = [await makeForApproval(simulator, PRICED), await makeForApproval(simulator, PRICED)]
  const { uuid } = await propose(simulator, [item], { more: dynamic([item]) })
  for (const terms of [{ opportunity: other.opportunity, offer: other.offer }, { price: 5 }]) {
    for (const id of [{ id: '1' }, {}]) {
      const { status } = await control(simulator, 'POST', '/sellers/any/amend', { order: uuid, items: [{ opportunity: other.opportunity, ...terms, ...id }] })
      expect([status, terms, id]).toEqual([400, terms, id])
    }
  }
  const amended = await bySeller(simulator, 'amend', uuid, { items: [{ id: '1', opportunity: other.opportunity }, { opportunity: item.opportunity }] })
  expect(amended.items.map(({ orderedItem, acceptedOffer }: Json) => [orderedItem, acceptedOffer])).toEqual([[other.opportunity, undefined], [item.opportunity, undefined]])

  const [first, second] = [await make(simulator, PRICED), await make(simulator, PRICED)]
  const order = newUuid()
  expect((await b(simulator, [first], { uuid: order, more: dynamic([first]) })).status).toBe(201)
  const replaced = await bySeller(simulator, 'replace', order, { opportunity: second.opportunity })
  expect(replaced.items.map(({ orderedItem, acceptedOffer }: Json) => [orderedItem, acceptedOffer])).toEqual([[second.opportunity, undefined]])
})
