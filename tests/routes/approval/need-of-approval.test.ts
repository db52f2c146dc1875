import { describe, expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import { makeForApproval, p, propose, refusedBy } from '../../helpers/proposals.ts'
import { b, c1, c2, CANARY, make, newUuid, PAYMENT, remainingOf } from '../../helpers/requests.ts'

describe('a quote', () => {
  it.each([
    ['no items that require approval', [false, false], false],
    ['one item that requires approval', [false, true], true],
    ['only items that require approval', [true, true], true]
  ])('with %s has the right orderRequiresApproval at C1 and C2', async (_situation, needs, expected) => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const items = []
    for (const needed of needs) items.push(needed ? await makeForApproval(simulator) : await make(simulator))
    for (const call of [c1, c2]) expect((await call(simulator, items)).body.orderRequiresApproval).toBe(expected)
  })
})

describe('P', () => {
  it('leases spaces without C1 and C2', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    await propose(simulator, [item, item])
    expect(await remainingOf(simulator, item)).toBe(8)
  })

  it('replaces a quote with other items', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const [quoted, wanted] = [await makeForApproval(simulator), await makeForApproval(simulator)]
    const uuid = newUuid()
    await c2(simulator, [quoted, quoted], { uuid })
    await propose(simulator, [wanted], { uuid })
    expect([await remainingOf(simulator, quoted), await remainingOf(simulator, wanted)]).toEqual([10, 9])
  })

  it('is refused for an order without approval, and B without P for one with approval', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const [free, bound] = [await make(simulator), await makeForApproval(simulator)]
    const failed = [500, 'OrderCreationFailedError']
    expect(await refusedBy(simulator, () => p(simulator, [free]))).toEqual(failed)
    for (const items of [[bound], [free, bound]]) expect(await refusedBy(simulator, () => b(simulator, items))).toEqual(failed)
    expect((await p(simulator, [free, bound])).status).toBe(201)
  })

  it('with a note that no offer accepts is refused', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    expect(await refusedBy(simulator, () => p(simulator, [item], { more: { orderCustomerNote: 'A note of canary.' } }))).toEqual([400, 'OpenBookingError'])
  })

  it('of free items is refused with a payment', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator, 'TestOpportunityBookableFree')
    const { status, body } = await p(simulator, [item])
    expect([status, body.payment, body.totalPaymentDue.price]).toEqual([201, undefined, 0])
    const paid = { payment: { ...PAYMENT, identifier: CANARY.payment } }
    expect(await refusedBy(simulator, () => p(simulator, [item], { more: paid }))).toEqual([400, 'UnnecessaryPaymentDetailsError'])
  })
})
