import { describe, expect, it } from 'vitest'
import { emptySnapshot } from '../../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import type { Store } from '../../../data/store.ts'
import type { SimulatorOptions } from '../../../schemas/simulator-options.ts'
import { buildApp, NOW, type Simulator } from '../../helpers/build-app.ts'
import { bookable } from '../../helpers/classic.ts'
import {
  accepted, announcedBy, bAfterP, done, makeForApproval, propose, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'
import { PARTNER_2, remainingOf } from '../../helpers/requests.ts'

/** Run the same state under other options some minutes later, like a restart without a file. */
function restarts () {
  const clock = { now: NOW }
  const kept = createMemoryStore(emptySnapshot(clock.now))
  const store: Store = { ...kept, close: async () => {} }
  return async (options: SimulatorOptions, minutes = 0): Promise<Simulator> => {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000)
    return await buildApp({ types: ['ScheduledSession'], ...options, store, clock: () => clock.now })
  }
}

describe('a proposal made without leasing', () => {
  it('is rejected under leasing once its space is gone', async () => {
    const start = restarts()
    const before = await start({ leasing: 'none' })
    const item = await makeForApproval(before, 'TestOpportunityBookableOneSpace')
    const { uuid, version } = await accepted(before, [item])
    const after = await start({ leasing: 'anonymous' })
    const other = await accepted(after, [item], { headers: PARTNER_2 })
    // A lease of another booking partner may still end.
    expect(await refusedBy(after, () => bAfterP(after, uuid, version))).toEqual([409, 'OpportunityHasInsufficientCapacityError'])
    expect(await stateOf(after, uuid)).toMatchObject({ status: 'SellerAccepted' })
    const announced = await announcedBy(after, () => bAfterP(after, other.uuid, other.version, { headers: PARTNER_2 }))
    expect(announced.map(({ id, data }) => [id, data.orderProposalStatus])).toEqual([[uuid, 'https://openactive.io/SellerRejected']])
    expect(await remainingOf(after, item)).toBe(0)
  })

  it('can be booked under leasing while a space is left', async () => {
    const start = restarts()
    const before = await start({ leasing: 'none' })
    const item = await makeForApproval(before, 'TestOpportunityBookableOneSpace')
    const { uuid, version } = await accepted(before, [item])
    const after = await start({ leasing: 'named' })
    expect((await bAfterP(after, uuid, version)).status).toBe(201)
    expect(await remainingOf(after, item)).toBe(0)
  })
})

describe('a proposal made under leasing', () => {
  it('keeps its space without leasing', async () => {
    const start = restarts()
    const before = await start({ leasing: 'named' })
    const item = await makeForApproval(before, 'TestOpportunityBookableOneSpace')
    const { uuid, version } = await accepted(before, [item])
    const after = await start({ leasing: 'none' })
    expect(await remainingOf(after, item)).toBe(0)
    expect((await bAfterP(after, uuid, version)).status).toBe(201)
    expect(await remainingOf(after, item)).toBe(0)
  })
})

describe('a restart with autoApprove', () => {
  it('answers waiting proposals after autoApproveSeconds', async () => {
    const start = restarts()
    const before = await start({})
    const item = await makeForApproval(before)
    const [waiting, told] = [await propose(before, [item]), await propose(before, [item])]
    await done(seller(before, 'Accept', told.uuid))
    const after = await start({ autoApprove: 'reject', autoApproveSeconds: 60 }, 10)
    expect((await stateOf(after, waiting.uuid)).status).toBe('AwaitingSellerConfirmation')
    const later = await start({ autoApprove: 'reject', autoApproveSeconds: 60 }, 1)
    expect([(await stateOf(later, waiting.uuid)).status, (await stateOf(later, told.uuid)).status]).toEqual(['SellerRejected', 'SellerAccepted'])
  })
})

describe('a proposal about an event of the older API', () => {
  it('is rejected once classic is off, unless it leases its space', async () => {
    for (const [leasing, status] of [['none', 'SellerRejected'], ['anonymous', 'SellerAccepted']] as const) {
      const start = restarts()
      const types = ['ScheduledSession' as const, 'Event' as const]
      const before = await start({ types, leasing })
      const { uuid } = await accepted(before, [await makeForApproval(before), bookable()])
      const after = await start({ types, leasing, classic: false })
      expect((await stateOf(after, uuid)).status).toBe(status)
    }
  })
})
