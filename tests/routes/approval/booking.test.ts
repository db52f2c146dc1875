import { describe, expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import {
  accepted, announcedBy, bAfterP, confirmationBody, customerRejects, done, makeForApproval, propose, refusedBy, seller,
  stateOf
} from '../../helpers/proposals.ts'
import {
  b, CUSTOMER, make, newUuid, orderBody, PARTNER_1, PAYMENT, readFeed, remainingOf, sellerCancels
} from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>
const ORDERS_FEED = '/api/openbooking/orders-rpde'
const ONE_TYPE = { types: ['ScheduledSession' as const] }
const versionOf = (uuid: string, version: string): string => `${BASE}/api/openbooking/order-proposals/${uuid}/versions/${version}`

describe('B after P', () => {
  it('creates a complete order from the version alone', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const items = [await makeForApproval(simulator), await make(simulator, 'TestOpportunityBookableFree')]
    const { uuid, version, body } = await accepted(simulator, items)
    const booked = await bAfterP(simulator, uuid, version)
    const { '@context': _, orderProposalVersion: __, orderProposalStatus: ___, lease: ____, orderedItem, ...same } = body
    expect(booked.status).toBe(201)
    expect(booked.body).toEqual({
      ...same,
      '@context': ['https://openactive.io/', 'https://openactive.io/ns-beta'],
      '@type': 'Order',
      '@id': `${BASE}/api/openbooking/orders/${uuid}`,
      orderNumber: body.orderNumber,
      orderedItem: orderedItem.map((item: Body) => ({
        ...item,
        orderItemStatus: 'https://openactive.io/OrderItemConfirmed',
        accessCode: [expect.objectContaining({ '@type': 'PropertyValue' })],
        accessPass: expect.arrayContaining([expect.objectContaining({ '@type': 'Barcode' })])
      }))
    })
    expect([booked.body.customer, booked.body.totalPaymentDue.price]).toEqual([CUSTOMER, 14.99])
    const simple = await b(simulator, [await make(simulator)])
    expect(Object.keys(booked.body).sort()).toEqual(Object.keys(simple.body).sort())
    expect(Object.keys(booked.body.orderedItem[0]).sort()).toEqual(Object.keys(simple.body.orderedItem[0]).sort())
  })

  it('deletes the proposal in its feed at once, and the order enters its feed when it changes', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator)])
    expect(await announcedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([{ state: 'deleted', kind: 'OrderProposal', id: uuid, modified: expect.any(Number) }])
    expect(await readFeed(simulator, ORDERS_FEED, PARTNER_1)).toEqual([])
    expect((await sellerCancels(simulator, uuid)).status).toBe(204)
    expect((await readFeed(simulator, ORDERS_FEED, PARTNER_1)).map(({ kind, id }) => [kind, id])).toEqual([['Order', uuid]])
  })

  it('gets the identical response when repeated, even after the order has changed', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, version } = await accepted(simulator, [item])
    const first = await bAfterP(simulator, uuid, version)
    await done(sellerCancels(simulator, uuid))
    const before = await simulator.state()
    const again = await bAfterP(simulator, uuid, version)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(await simulator.state()).toEqual(before)
    for (const body of [confirmationBody(version, { payment: { ...PAYMENT, identifier: 'another' } }), confirmationBody(versionOf(uuid, newUuid())), orderBody([item])]) {
      const ask = () => simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body })
      expect(await refusedBy(simulator, ask)).toEqual([500, 'OrderAlreadyExistsError'])
    }
  })

  it('is refused until the seller accepts', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version } = await propose(simulator, [await makeForApproval(simulator)])
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderCreationFailedError'])
    expect((await stateOf(simulator, uuid)).status).toBe('AwaitingSellerConfirmation')
    await done(seller(simulator, 'Accept', uuid))
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
  })

  it.each(['SellerRejected', 'CustomerRejected'])('is refused for a %s proposal', async (status) => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, version } = await accepted(simulator, [item])
    await done(status === 'SellerRejected' ? seller(simulator, 'Reject', uuid) : customerRejects(simulator, uuid))
    const free = await remainingOf(simulator, item)
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderCreationFailedError'])
    expect([(await stateOf(simulator, uuid)).status, await remainingOf(simulator, item)]).toEqual([status, free])
  })

  it.each([
    'seller', 'broker', 'brokerRole', 'customer', 'orderedItem', 'totalPaymentDue', 'orderCustomerNote'
  ])('with %s in the body is refused', async (name) => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, version } = await accepted(simulator, [item])
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version, { more: { [name]: { ...orderBody([item]), orderCustomerNote: 'Thank you.' }[name] } }))).toEqual([400, 'OpenBookingError'])
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
  })
})
