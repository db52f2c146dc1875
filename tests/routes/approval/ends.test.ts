import { describe, expect, it } from 'vitest'
import { isoInstant } from '../../../domain/protocol/time.ts'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import {
  accepted, announcedBy, bAfterP, customerRejects, done, makeForApproval, propose, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
/** The end of a session from the test interface (minutes): it begins in a day and takes an hour. */
const ENDS = 25 * 60

describe('a proposal whose opportunity', () => {
  it.each(['anonymous', 'none'] as const)('ends is rejected once, with a reason (leasing: %s)', async (leasing) => {
    const simulator = await buildApp({ ...ONE_TYPE, leasing })
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator)])
    simulator.clock.advance(ENDS - 1)
    expect(await announcedBy(simulator, async () => {})).toEqual([])
    const announced = await announcedBy(simulator, async () => { simulator.clock.advance(1) })
    expect(announced.map(({ id, data }) => [id, data.orderProposalStatus, data.orderProposalVersion])).toEqual([[uuid, 'https://openactive.io/SellerRejected', version]])
    expect(announced[0].data.orderSellerNote).toMatch(/ended/)
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderCreationFailedError'])
    expect(await announcedBy(simulator, async () => { simulator.clock.advance(24 * 60) })).toEqual([])
  })

  it.each([
    'anonymous', 'none'
  ] as const)('is deleted with its dataset is rejected once, with a reason (leasing: %s)', async (leasing) => {
    const simulator = await buildApp({ ...ONE_TYPE, leasing })
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator)])
    const rejected = await propose(simulator, [await makeForApproval(simulator)])
    await done(customerRejects(simulator, rejected.uuid))
    const clear = () => done(simulator.request('DELETE', '/api/openbooking/test-interface/datasets/tests'))
    const announced = await announcedBy(simulator, clear)
    expect(announced.map(({ id, data }) => [id, data.orderProposalStatus])).toEqual([[uuid, 'https://openactive.io/SellerRejected']])
    expect(announced[0].data.orderSellerNote).toMatch(/./)
    expect(await announcedBy(simulator, clear)).toEqual([])
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderCreationFailedError'])
    simulator.clock.advance(60)
    expect((await stateOf(simulator, rejected.uuid)).status).toBe('CustomerRejected')
  })

  it('is in its last minute can still be booked', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator)])
    simulator.clock.advance(ENDS - 1)
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
  })

  it('is postponed stays open until the new end', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid } = await accepted(simulator, [item])
    const body = { '@type': 'test:ChangeOfLogisticsTimeSimulateAction', object: { '@type': 'ScheduledSession', '@id': item.opportunity } }
    await done(simulator.request('POST', '/api/openbooking/test-interface/actions', { body }))
    expect(await announcedBy(simulator, async () => { simulator.clock.advance(ENDS + 59) })).toEqual([])
    expect((await stateOf(simulator, uuid)).status).toBe('SellerAccepted')
    expect(await announcedBy(simulator, async () => { simulator.clock.advance(1) })).toHaveLength(1)
    expect((await stateOf(simulator, uuid)).status).toBe('SellerRejected')
  })

  it.each(['anonymous', 'none'] as const)('is moved to an earlier time ends with it (leasing: %s)', async (leasing) => {
    const simulator = await buildApp({ ...ONE_TYPE, leasing, control: 'on' })
    const item = await makeForApproval(simulator)
    const { uuid, version } = await accepted(simulator, [item, await makeForApproval(simulator)])
    const move = async (start: Date, minutes: number) => {
      const end = new Date(start.getTime() + minutes * 60_000)
      return (await control(simulator, 'PATCH', `/opportunities/${item.opportunity.slice(BASE.length + 1)}`, { start: isoInstant(start), end: isoInstant(end) })).status
    }
    const now = simulator.clock.now
    expect(await announcedBy(simulator, async () => { expect(await move(now, 60)).toBe(200) })).toEqual([])
    expect(await announcedBy(simulator, async () => { simulator.clock.advance(59) })).toEqual([])
    expect((await stateOf(simulator, uuid)).status).toBe('SellerAccepted')
    const announced = await announcedBy(simulator, async () => { simulator.clock.advance(1) })
    expect(announced.map(({ id, data }) => [id, data.orderProposalStatus])).toEqual([[uuid, 'https://openactive.io/SellerRejected']])
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderCreationFailedError'])
  })

  it('is moved into the past is rejected at once', async () => {
    const simulator = await buildApp({ ...ONE_TYPE, control: 'on' })
    const item = await makeForApproval(simulator)
    const { uuid } = await accepted(simulator, [item])
    const [start, end] = [-120, -60].map((minutes) => isoInstant(new Date(simulator.clock.now.getTime() + minutes * 60_000)))
    const path = `/opportunities/${item.opportunity.slice(BASE.length + 1)}`
    const announced = await announcedBy(simulator, async () => { await control(simulator, 'PATCH', path, { start, end }) })
    expect(announced.map(({ id, data }) => [id, data.orderSellerNote])).toEqual([[uuid, expect.stringMatching(/ended/)]])
  })

  it.each([
    ['a later one', 120], ['an earlier one', 0]
  ])('is replaced by %s stays open until the end of that', async (_situation, minutes) => {
    const simulator = await buildApp(ONE_TYPE)
    const early = await makeForApproval(simulator)
    simulator.clock.advance(120)
    const late = await makeForApproval(simulator)
    const [given, { opportunity, offer }] = minutes === 0 ? [late, early] : [early, late]
    const { uuid, ids } = await propose(simulator, [given])
    await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], orderedItem: opportunity, acceptedOffer: offer }] }))
    expect(await announcedBy(simulator, async () => { simulator.clock.advance(ENDS - 120 + minutes - 1) })).toEqual([])
    expect(await announcedBy(simulator, async () => { simulator.clock.advance(1) })).toHaveLength(1)
    expect((await stateOf(simulator, uuid)).status).toBe('SellerRejected')
  })
})
