import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, BASE, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import { makeForApproval, p, propose } from '../../helpers/proposals.ts'
import {
  asClient, b, c1, c2, CANARY, EVERY_KIND, make, newUuid, PARTNER_1, PARTNER_2, SELLER_2, SHARED
} from '../../helpers/requests.ts'
import { FULL } from '../../helpers/runs.ts'
import { ModelValidator } from '../../helpers/validation.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp() })
afterAll(async () => { await simulator.app.close() })

const statusOf = async (uuid: string, headers = PARTNER_1, of = simulator): Promise<Answered> =>
  await of.request('GET', `/api/openbooking/orders/${uuid}`, { headers })
const UNKNOWN = [404, 'UnknownOrderError']
const errorOf = ({ status, body }: Answered): unknown[] => [status, body['@type']]

describe('Order Status returns a stored OrderQuote', () => {
  it.each(EVERY_KIND)('as C1 and C2 returned it, without personal data, for a %s', async (kind) => {
    const items = [await make(simulator, 'TestOpportunityBookableFree', kind), await make(simulator, 'TestOpportunityBookableNonFree', kind)]
    if (kind !== 'IndividualFacilityUseSlot') items.push(items[1]!)
    const uuid = newUuid()
    for (const quote of [c1, c2]) {
      const { body: { broker, customer, payment, ...quoted } } = await quote(simulator, items, { uuid })
      const { status, body } = await statusOf(uuid)
      expect([status, body]).toEqual([200, quoted])
      expect(body).toMatchObject({ '@type': 'OrderQuote', '@id': `${BASE}/api/openbooking/order-quotes/${uuid}`, lease: { '@type': 'Lease' } })
    }
  })

  it('without attendees, answers, customer and broker, in the answer and in the state', async () => {
    const own = await buildApp({ types: ['Event'] })
    const item = await make(own, 'TestOpportunityBookableAttendeeDetails', 'Event')
    const attendee = { '@type': 'Person', givenName: 'Gwen', familyName: 'Mostyn', email: CANARY.email, telephone: '07700 900482' }
    const orderedItem = [{ '@type': 'OrderItem', position: 3, acceptedOffer: item.offer, orderedItem: item.opportunity, attendee }]
    const uuid = newUuid()
    expect((await c2(own, [item], { uuid, more: { orderedItem } })).status).toBe(200)
    const { body, text } = await statusOf(uuid, PARTNER_1, own)
    expect(body.orderedItem).toEqual([expect.objectContaining({ position: 3, attendeeDetailsRequired: expect.any(Array) })])
    expect(text).not.toMatch(/Gwen|Mostyn|canary|07700|ActiveFinder/)
    const lease = (await own.state()).find(([kind]) => kind === 'lease')
    expect(JSON.stringify(lease)).not.toMatch(/Gwen|Mostyn|canary|07700|ActiveFinder/)
  })

  it('of the latest quote', async () => {
    const [one, other] = [await make(simulator), await make(simulator)]
    const uuid = newUuid()
    await c1(simulator, [one], { uuid })
    await c2(simulator, [other, other], { uuid, more: { brokerRole: 'https://openactive.io/ResellerBroker' } })
    const { body } = await statusOf(uuid)
    expect(body.orderedItem.map((item: { orderedItem: { '@id': string } }) => item.orderedItem['@id'])).toEqual([other.opportunity, other.opportunity])
    expect(body.brokerRole).toBe('https://openactive.io/ResellerBroker')
  })

  it('that passes the validator', async () => {
    const validator = new ModelValidator()
    for (const kind of FULL ? EVERY_KIND.filter((name) => name !== 'OnDemandEvent') : ['ScheduledSession'] as const) {
      const uuid = newUuid()
      await c2(simulator, [await make(simulator, 'TestOpportunityBookable', kind)], { uuid })
      const findings = await validator.validate((await statusOf(uuid)).body, 'C1Response')
      expect(findings.filter(({ severity }) => severity === 'failure')).toEqual([])
    }
    validator.remove()
  })

  it('only to its booking partner, with credentials of its seller or of every seller', async () => {
    const uuid = newUuid()
    const item = await make(simulator)
    await c1(simulator, [item], { uuid })
    for (const headers of [PARTNER_2, asClient('booking-partner-1', SELLER_2), SHARED]) expect(errorOf(await statusOf(uuid, headers))).toEqual(UNKNOWN)
    await c1(simulator, [item], { uuid, headers: SHARED })
    expect(errorOf(await statusOf(uuid, SHARED))).toEqual([200, 'OrderQuote'])
  })

  it('until the lease expires or is deleted', async () => {
    const own = await buildApp({ types: ['Event'] })
    const uuid = newUuid()
    const item = await make(own, 'TestOpportunityBookable', 'Event')
    await c2(own, [item], { uuid })
    own.clock.advance(14)
    expect(errorOf(await statusOf(uuid, PARTNER_1, own))).toEqual([200, 'OrderQuote'])
    own.clock.advance(2)
    expect(errorOf(await statusOf(uuid, PARTNER_1, own))).toEqual(UNKNOWN)
    await c2(own, [item], { uuid })
    await own.request('DELETE', `/api/openbooking/order-quotes/${uuid}`, { headers: PARTNER_1 })
    expect(errorOf(await statusOf(uuid, PARTNER_1, own))).toEqual(UNKNOWN)
  })

  it('until an order or order proposal takes its UUID', async () => {
    const [simple, approved] = [await make(simulator), await makeForApproval(simulator)]
    const [ordered, proposed] = [newUuid(), newUuid()]
    await c2(simulator, [simple], { uuid: ordered })
    await b(simulator, [simple], { uuid: ordered })
    await c2(simulator, [approved], { uuid: proposed })
    await p(simulator, [approved], { uuid: proposed })
    expect([errorOf(await statusOf(ordered)), errorOf(await statusOf(proposed))]).toEqual([[200, 'Order'], [200, 'OrderProposal']])
    await simulator.request('DELETE', `/api/openbooking/orders/${proposed}`, { headers: PARTNER_1 })
    expect(errorOf(await statusOf(proposed))).toEqual(UNKNOWN)
  })

  it('with all of its items, after an owner has lowered the limit of items', async () => {
    const own = await buildApp({ types: ['Event'], maxOrderItems: 3 })
    const item = await make(own, 'TestOpportunityBookable', 'Event')
    const uuid = newUuid()
    const { body: { broker: _, ...quoted } } = await c1(own, [item, item, item], { uuid })
    const lowered = await buildApp({ types: ['Event'], maxOrderItems: 2, store: own.store })
    expect(await statusOf(uuid, PARTNER_1, lowered)).toMatchObject({ status: 200, body: quoted })
    expect((await c1(lowered, [item, item, item], { uuid })).status).toBe(400)
  })

  it('with the error of an item that can no longer be booked', async () => {
    const own = await buildApp({ types: ['Event'], leaseMinutes: 1440 })
    const item = await make(own, 'TestOpportunityBookable', 'Event')
    const uuid = newUuid()
    await c1(own, [item], { uuid })
    await own.request('DELETE', '/api/openbooking/test-interface/datasets/tests')
    const { status, body } = await statusOf(uuid, PARTNER_1, own)
    expect([status, body.orderedItem[0].error[0]['@type'], body.totalPaymentDue.price]).toEqual([200, 'UnknownOpportunityError', 0])
  })
})

describe.each(['none', 'named'] as const)('where leasing is %s', (leasing) => {
  it('a quote that leases nothing is not stored', async () => {
    const own = await buildApp({ leasing, types: ['Event'] })
    const [item, other] = [await make(own, 'TestOpportunityBookable', 'Event'), await make(own, 'TestOpportunityBookable', 'Event')]
    const uuid = newUuid()
    await c1(own, [item], { uuid })
    expect(errorOf(await statusOf(uuid, PARTNER_1, own))).toEqual(UNKNOWN)
    await c2(own, [item, item], { uuid })
    const seen = await statusOf(uuid, PARTNER_1, own)
    expect(seen.status).toBe(leasing === 'named' ? 200 : 404)
    await c1(own, [other, item], { uuid })
    const { status, body } = await statusOf(uuid, PARTNER_1, own)
    expect([status, body.orderedItem?.map((one: { orderedItem: { '@id': string } }) => one.orderedItem['@id'])]).toEqual(leasing === 'named' ? [200, [item.opportunity]] : [404, undefined])
  })
})

describe('201 with a Location header', () => {
  it('names the order or order proposal, also for a repeat', async () => {
    const [simple, approved] = [await make(simulator), await makeForApproval(simulator)]
    const uuid = newUuid()
    for (const { status, headers, body } of [await b(simulator, [simple], { uuid }), await b(simulator, [simple], { uuid })]) {
      expect([status, headers['location']]).toEqual([201, `${BASE}/api/openbooking/orders/${uuid}`])
      expect(body['@id']).toBe(headers['location'])
    }
    const proposed = await propose(simulator, [approved])
    const again = await p(simulator, [approved], { uuid: proposed.uuid })
    expect([again.status, again.headers['location']]).toEqual([201, `${BASE}/api/openbooking/order-proposals/${proposed.uuid}`])
  })

  it('is absent from any other answer', async () => {
    const item = await make(simulator)
    const uuid = newUuid()
    const answers = [await c1(simulator, [item], { uuid }), await c2(simulator, [item], { uuid }), await statusOf(uuid), await b(simulator, [{ ...item, offer: `${item.offer}7` }], { uuid })]
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual([[200, undefined], [200, undefined], [200, undefined], [409, undefined]])
  })
})
