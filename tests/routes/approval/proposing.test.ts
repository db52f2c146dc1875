import { describe, expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import {
  bAfterP, done, makeForApproval, p, PROPOSALS_FEED, proposalsOf, propose, seller
} from '../../helpers/proposals.ts'
import {
  c2, CANARY, CUSTOMER, newUuid, PARTNER_1, PAYMENT, quoteBody, readFeed, sellerCancels
} from '../../helpers/requests.ts'

type Item = Record<string, unknown>
const ORDERS_FEED = '/api/openbooking/orders-rpde'
const idsOf = (document: { orderedItem: Item[] }): unknown[] => document.orderedItem.map((item) => item['@id'])

describe('P', () => {
  it('returns the quoted order with version and status, without properties of a booked order', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const uuid = newUuid()
    const quote = await c2(simulator, [item], { uuid })
    const { body } = await propose(simulator, [item], { uuid })
    const id = `${BASE}/api/openbooking/order-proposals/${uuid}`
    const { '@type': _, '@id': __, orderRequiresApproval: ___, lease: ____, orderedItem: [quoted], ...same } = quote.body
    // A quote counts its own lease as free, a proposal does not.
    const orderedItem = { ...quoted.orderedItem, remainingAttendeeCapacity: 9 }
    expect(body).toEqual({
      ...same,
      '@type': 'OrderProposal',
      '@id': id,
      identifier: uuid,
      orderNumber: expect.stringMatching(/./),
      lease: { '@type': 'Lease', leaseExpires: quoted.orderedItem.endDate },
      orderProposalStatus: 'https://openactive.io/AwaitingSellerConfirmation',
      orderProposalVersion: expect.stringMatching(new RegExp(`^${id}/versions/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)),
      orderedItem: [{ ...quoted, orderedItem, '@id': `${BASE}/api/openbooking/orders/${uuid}#/orderedItems/1` }],
      customer: CUSTOMER,
      payment: { ...PAYMENT, identifier: CANARY.payment }
    })
  })

  it.each([
    ['TestOpportunityBookableAttendeeDetails', 'attendee', { '@type': 'Person', givenName: 'Nia', familyName: 'Pritchard', email: 'nia@canary.example', telephone: '07700 900483' }],
    ['TestOpportunityBookableAdditionalDetails', 'orderItemIntakeFormResponse', [
      { '@type': 'PropertyValue', propertyID: `${BASE}/api/identifiers/intake-form/experience`, value: 'Twice' },
      { '@type': 'PropertyValue', propertyID: `${BASE}/api/identifiers/intake-form/photographs`, value: false }
    ]]
  ])('of %s requires %s, and P and B repeat it', async (criterion, name, value) => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator, criterion)
    const lacking = await p(simulator, [item])
    expect([lacking.status, lacking.body['@type'], lacking.body.orderedItem[0].error.length > 0]).toEqual([409, 'OrderProposal', true])
    const orderedItem = (quoteBody([item])['orderedItem'] as Item[]).map((one) => ({ ...one, [name]: value }))
    const { uuid, version, body } = await propose(simulator, [item], { more: { orderedItem } })
    expect(body.orderedItem[0][name]).toEqual(value)
    await done(seller(simulator, 'Accept', uuid))
    expect((await bAfterP(simulator, uuid, version)).body.orderedItem[0][name]).toEqual(value)
  })

  it('gives items the ids that both feeds and the order use', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const items = [await makeForApproval(simulator), await makeForApproval(simulator)]
    const { uuid, version, ids } = await propose(simulator, items)
    expect(new Set(ids).size).toBe(2)
    await done(seller(simulator, 'Accept', uuid))
    const [{ data: proposal }] = await proposalsOf(simulator)
    const { body: order } = await bAfterP(simulator, uuid, version)
    await sellerCancels(simulator, uuid)
    const [{ data: cancelled }] = await readFeed(simulator, ORDERS_FEED, PARTNER_1)
    for (const document of [proposal, order, cancelled]) expect(idsOf(document)).toEqual(ids)
  })

  it('enters no feed until the proposal changes, and then without customer data', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const { uuid, version, ids, body } = await propose(simulator, [await makeForApproval(simulator)])
    for (const feed of [PROPOSALS_FEED, ORDERS_FEED]) expect(await readFeed(simulator, feed, PARTNER_1)).toEqual([])
    await done(seller(simulator, 'Accept', uuid))
    const { orderedItem: [{ acceptedOffer, orderedItem, unitTaxSpecification }], totalPaymentDue, totalPaymentTax } = body
    expect(await proposalsOf(simulator)).toEqual([{
      state: 'updated',
      kind: 'OrderProposal',
      id: uuid,
      modified: expect.any(Number),
      data: {
        '@context': 'https://openactive.io/',
        '@type': 'OrderProposal',
        '@id': body['@id'],
        identifier: uuid,
        orderProposalStatus: 'https://openactive.io/SellerAccepted',
        orderProposalVersion: version,
        orderedItem: [{ '@type': 'OrderItem', '@id': ids[0], acceptedOffer, orderedItem: orderedItem['@id'], unitTaxSpecification }],
        totalPaymentDue,
        totalPaymentTax
      }
    }])
  })
})
