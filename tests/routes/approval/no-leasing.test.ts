import { describe, expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import {
  accepted, announcedBy, bAfterP, done, makeForApproval, propose, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'
import { c2, newUuid, PARTNER_2, remainingOf } from '../../helpers/requests.ts'

const OPTIONS = { types: ['ScheduledSession' as const], leasing: 'none' as const }
const LAST = 'TestOpportunityBookableOneSpace'

describe('without leasing, a proposal', () => {
  it('holds no spaces until B', async () => {
    const simulator = await buildApp(OPTIONS)
    const item = await makeForApproval(simulator)
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    const { version } = await accepted(simulator, [item], { uuid })
    expect(await remainingOf(simulator, item)).toBe(10)
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
    expect(await remainingOf(simulator, item)).toBe(9)
  })

  it('is rejected, with a reason, once another order has the last space', async () => {
    const simulator = await buildApp(OPTIONS)
    const item = await makeForApproval(simulator, LAST)
    const [waiting, ready] = [await propose(simulator, [item]), await accepted(simulator, [item])]
    const other = await accepted(simulator, [item], { headers: PARTNER_2 })
    const announced = await announcedBy(simulator, async () => { expect((await bAfterP(simulator, other.uuid, other.version, { headers: PARTNER_2 })).status).toBe(201) })
    expect(announced.map(({ state, id, data }) => [state, id, data.orderProposalStatus, data.orderProposalVersion]).sort()).toEqual(
      [waiting, ready].map(({ uuid, version }) => ['updated', uuid, 'https://openactive.io/SellerRejected', version]).sort())
    for (const { data } of announced) expect(data.orderSellerNote).toMatch(/space/)
    expect(await announcedBy(simulator, () => refusedBy(simulator, () => bAfterP(simulator, ready.uuid, ready.version)))).toEqual([])
    expect(await refusedBy(simulator, () => bAfterP(simulator, ready.uuid, ready.version))).toEqual([500, 'OrderCreationFailedError'])
    expect((await stateOf(simulator, other.uuid, PARTNER_2)).status).toBeUndefined()
  })

  it('is unchanged while enough spaces are left', async () => {
    const simulator = await buildApp(OPTIONS)
    const item = await makeForApproval(simulator, 'TestOpportunityBookableFiveSpaces')
    const [two, three, four] = [await accepted(simulator, [item, item]), await accepted(simulator, [item, item, item]), await accepted(simulator, [item, item, item, item])]
    expect((await bAfterP(simulator, three.uuid, three.version)).status).toBe(201)
    expect([(await stateOf(simulator, two.uuid)).status, (await stateOf(simulator, four.uuid)).status]).toEqual(['SellerAccepted', 'SellerRejected'])
    expect((await bAfterP(simulator, two.uuid, two.version)).status).toBe(201)
  })

  it('is amended only to an opportunity with spaces, and holds none there', async () => {
    const simulator = await buildApp(OPTIONS)
    const [item, other, full] = [await makeForApproval(simulator), await makeForApproval(simulator, LAST), await makeForApproval(simulator, 'TestOpportunityBookableNoSpaces')]
    const { uuid, ids } = await propose(simulator, [item])
    const to = ({ opportunity, offer }: typeof item) => ({ orderedItem: [{ '@id': ids[0], orderedItem: opportunity, acceptedOffer: offer }] })
    expect(await refusedBy(simulator, () => seller(simulator, 'Amend', uuid, to(full)))).toEqual([409, 'OpportunityHasInsufficientCapacityError'])
    await done(seller(simulator, 'Amend', uuid, to(other)))
    await done(seller(simulator, 'Accept', uuid))
    expect([await remainingOf(simulator, item), await remainingOf(simulator, other)]).toEqual([10, 1])
    expect((await bAfterP(simulator, uuid, (await stateOf(simulator, uuid)).version)).status).toBe(201)
    expect([await remainingOf(simulator, item), await remainingOf(simulator, other)]).toEqual([10, 0])
  })
})
