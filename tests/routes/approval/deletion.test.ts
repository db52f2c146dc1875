import { describe, expect, it } from 'vitest'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, announcedBy, bAfterP, customerRejects, done, makeForApproval, p, propose, refusedBy, seller
} from '../../helpers/proposals.ts'
import { b, c1, c2, CUSTOMER, PARTNER_1, readFeed, remainingOf } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>
const ONE_TYPE = { types: ['ScheduledSession' as const] }
const ORDERS_FEED = '/api/openbooking/orders-rpde'

const path = (uuid: string): string => `/api/openbooking/orders/${uuid}`
const remove = (simulator: Simulator, uuid: string): Promise<void> => done(simulator.request('DELETE', path(uuid), { headers: PARTNER_1 }))
const status = (simulator: Simulator, uuid: string) => simulator.request('GET', path(uuid), { headers: PARTNER_1 })

describe('deletion of a proposal', () => {
  it('frees its spaces, removes personal data, and is final', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, version } = await propose(simulator, [item])
    await remove(simulator, uuid)
    expect(await remainingOf(simulator, item)).toBe(10)
    expect(JSON.stringify(await simulator.state())).not.toContain('canary')
    const before = await simulator.state()
    await remove(simulator, uuid)
    expect(await simulator.state()).toEqual(before)
    for (const call of [c1, c2, p, b]) expect(await refusedBy(simulator, () => call(simulator, [item], { uuid }))).toEqual([500, 'OrderAlreadyExistsError'])
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderAlreadyExistsError'])
    for (const ask of [() => status(simulator, uuid), () => customerRejects(simulator, uuid), () => seller(simulator, 'Accept', uuid)]) {
      expect(await refusedBy(simulator, ask)).toEqual([404, 'UnknownOrderError'])
    }
  })

  it('frees the spaces of a rejected proposal at once, and only once', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid } = await propose(simulator, [item])
    await done(seller(simulator, 'Reject', uuid))
    await remove(simulator, uuid)
    expect(await remainingOf(simulator, item)).toBe(10)
    simulator.clock.advance(60)
    expect(await remainingOf(simulator, item)).toBe(10)
  })

  it('frees nothing when a rejected proposal no longer leases spaces', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid } = await propose(simulator, [item])
    await done(seller(simulator, 'Reject', uuid))
    simulator.clock.advance(60)
    await remove(simulator, uuid)
    expect(await remainingOf(simulator, item)).toBe(10)
  })

  it('is announced only in the proposals feed, and only if the proposal was there', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const [seen, unseen] = [await propose(simulator, [await makeForApproval(simulator)]), await propose(simulator, [await makeForApproval(simulator)])]
    await done(seller(simulator, 'Accept', seen.uuid))
    const announced = await announcedBy(simulator, async () => { for (const { uuid } of [seen, unseen]) await remove(simulator, uuid) })
    expect(announced).toEqual([{ state: 'deleted', kind: 'OrderProposal', id: seen.uuid, modified: expect.any(Number) }])
    expect(await announcedBy(simulator, () => remove(simulator, seen.uuid))).toEqual([])
    expect(await readFeed(simulator, ORDERS_FEED, PARTNER_1)).toEqual([])
  })

  it('that B has booked deletes the order, unannounced unless a feed has shown it', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, version } = await propose(simulator, [item])
    await done(seller(simulator, 'Accept', uuid))
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
    expect(await announcedBy(simulator, () => remove(simulator, uuid))).toEqual([])
    expect(await readFeed(simulator, ORDERS_FEED, PARTNER_1)).toEqual([])
    expect(await remainingOf(simulator, item)).toBe(10)
    expect(JSON.stringify(await simulator.state())).not.toContain('canary')
  })
})

describe('Order Status of a proposal', () => {
  it('shows the current proposal and the free spaces', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, ids, body: proposed } = await propose(simulator, [item])
    const first = await status(simulator, uuid)
    expect([first.status, first.headers['cache-control']]).toEqual([200, expect.stringContaining('no-store')])
    expect(first.body).toEqual(proposed)
    await propose(simulator, [item, item])
    await done(seller(simulator, 'Amend', uuid, { orderSellerNote: 'For less?', orderedItem: [{ '@id': ids[0], acceptedOffer: { price: 5 } }] }))
    const { body: amended } = await status(simulator, uuid)
    expect(amended).toMatchObject({ '@type': 'OrderProposal', '@id': `${BASE}/api/openbooking/order-proposals/${uuid}`, orderSellerNote: 'For less?', customer: CUSTOMER, payment: proposed.payment })
    expect(amended.orderedItem.map((one: Body) => [one['@id'], one.acceptedOffer.price, one.orderedItem.remainingAttendeeCapacity])).toEqual([[ids[0], 5, 7]])
    expect(amended.orderProposalVersion).not.toBe(proposed.orderProposalVersion)
    await done(customerRejects(simulator, uuid))
    expect((await status(simulator, uuid)).body).toMatchObject({ orderProposalStatus: 'https://openactive.io/CustomerRejected', orderProposalVersion: amended.orderProposalVersion })
  })

  it.each([
    'ScheduledSession', 'FacilityUseSlot'
  ] as const)('shows the current name, time and location of a %s, like B', async (kind) => {
    const simulator = await buildApp({ types: [kind] })
    const item = await makeForApproval(simulator, 'TestOpportunityBookable', kind)
    const { uuid, version, body: proposed } = await accepted(simulator, [item])
    for (const changed of ['Name', 'Time', 'Location']) {
      const body = { '@type': `test:ChangeOfLogistics${changed}SimulateAction`, object: { '@type': 'Event', '@id': item.opportunity } }
      await done(simulator.request('POST', '/api/openbooking/test-interface/actions', { body }))
    }
    const { body: current } = await status(simulator, uuid)
    expect(current.orderedItem[0].orderedItem).not.toEqual(proposed.orderedItem[0].orderedItem)
    const { body: booked } = await bAfterP(simulator, uuid, version)
    expect(current.orderedItem[0].orderedItem).toEqual(booked.orderedItem[0].orderedItem)
  })
})
