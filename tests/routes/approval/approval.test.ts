import { describe, expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import { bAfterP, makeForApproval, p, seller } from '../../helpers/proposals.ts'
import { c1, c2, newUuid, remainingOf } from '../../helpers/requests.ts'

describe('an order that the seller approves', () => {
  it('is quoted, proposed, accepted and booked', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const uuid = newUuid()
    const items = [await makeForApproval(simulator), await makeForApproval(simulator)]
    const a = await c1(simulator, items, { uuid })
    expect(a.body.orderRequiresApproval).toBe(true)
    await c2(simulator, items, { uuid })
    const proposed = await p(simulator, items, { uuid })
    expect(proposed.status, proposed.text).toBe(201)
    expect(await remainingOf(simulator, items[0]!)).toBe(9)
    expect((await seller(simulator, 'Accept', uuid)).status).toBe(204)
    const booked = await bAfterP(simulator, uuid, proposed.body.orderProposalVersion)
    expect(booked.status, booked.text).toBe(201)
    expect(await remainingOf(simulator, items[0]!)).toBe(9)
  })
})
