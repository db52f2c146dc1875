import { describe, expect, it } from 'vitest'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, bAfterP, customerRejects, done, makeForApproval, p, propose, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'
import { c1, c2, endOfFeed, newUuid, PARTNER_1, PARTNER_2, readFeed, remainingOf } from '../../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
const LAST = 'TestOpportunityBookableOneSpace'
/** The default of `leaseMinutes`. */
const LEASE_MINUTES = 15

/** Ways to end a proposal without an order. */
const REJECTIONS: ReadonlyArray<readonly [who: string, reject: (simulator: Simulator, uuid: string) => Promise<void>]> = [
  ['the seller', (simulator, uuid) => done(seller(simulator, 'Reject', uuid))],
  ['the customer', (simulator, uuid) => done(customerRejects(simulator, uuid))]
]

const deleteQuote = (simulator: Simulator, uuid: string): Promise<void> => done(simulator.request('DELETE', `/api/openbooking/order-quotes/${uuid}`, { headers: PARTNER_1 }))

describe.each(['anonymous', 'named'] as const)('with %s leasing, a proposal', (leasing) => {
  it('holds its spaces while it is open, long after a lease would have expired', async () => {
    const simulator = await buildApp({ ...ONE_TYPE, leasing })
    const item = await makeForApproval(simulator, LAST)
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    const { version } = await propose(simulator, [item], { uuid })
    const end = await endOfFeed(simulator, `/feeds/${item.feed}`)
    simulator.clock.advance(10 * 60)
    expect((await c1(simulator, [item], { headers: PARTNER_2 })).body.orderedItem[0].error[0]['@type']).toBe('OpportunityCapacityIsReservedByLeaseError')
    expect(await refusedBy(simulator, () => p(simulator, [item], { headers: PARTNER_2 }))).toEqual([409, 'OpportunityHasInsufficientCapacityError'])
    await done(seller(simulator, 'Accept', uuid))
    simulator.clock.advance(10 * 60)
    expect(await remainingOf(simulator, item)).toBe(0)
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
    expect(await remainingOf(simulator, item)).toBe(0)
    expect((await simulator.state()).filter(([kind]) => kind === 'lease')).toEqual([])
    // Availability does not change when leased spaces are booked.
    expect((await readFeed(simulator, end)).filter(({ data }) => data['@id'] === item.opportunity)).toEqual([])
  })

  it.each(REJECTIONS)('rejected by %s holds its spaces for leaseMinutes', async (_who, reject) => {
    const simulator = await buildApp({ ...ONE_TYPE, leasing })
    const item = await makeForApproval(simulator)
    const { uuid, version } = await accepted(simulator, [item, item])
    simulator.clock.advance(60)
    await reject(simulator, uuid)
    const end = await endOfFeed(simulator, `/feeds/${item.feed}`)
    simulator.clock.advance(LEASE_MINUTES - 1)
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderCreationFailedError'])
    expect([await remainingOf(simulator, item), await readFeed(simulator, end)]).toEqual([8, []])
    simulator.clock.advance(1)
    expect((await readFeed(simulator, end)).map(({ data }) => [data['@id'], data.remainingAttendeeCapacity])).toEqual([[item.opportunity, 10]])
    expect(await stateOf(simulator, uuid)).toMatchObject({ version })
  })

  it.each(REJECTIONS)('rejected by %s holds no spaces with freeOnRejection', async (_who, reject) => {
    const simulator = await buildApp({ ...ONE_TYPE, leasing, freeOnRejection: true })
    const item = await makeForApproval(simulator)
    const { uuid } = await propose(simulator, [item, item])
    const end = await endOfFeed(simulator, `/feeds/${item.feed}`)
    await reject(simulator, uuid)
    expect((await readFeed(simulator, end)).map(({ data }) => [data['@id'], data.remainingAttendeeCapacity])).toEqual([[item.opportunity, 10]])
    simulator.clock.advance(60)
    expect(await remainingOf(simulator, item)).toBe(10)
  })

  it('keeps its spaces after OrderQuote Deletion, open or rejected', async () => {
    const simulator = await buildApp({ ...ONE_TYPE, leasing })
    const item = await makeForApproval(simulator)
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    const { version } = await accepted(simulator, [item], { uuid })
    const before = await simulator.state()
    await deleteQuote(simulator, uuid)
    expect(await simulator.state()).toEqual(before)
    const rejected = await propose(simulator, [item])
    await done(seller(simulator, 'Reject', rejected.uuid))
    await deleteQuote(simulator, rejected.uuid)
    expect(await remainingOf(simulator, item)).toBe(8)
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
  })
})
