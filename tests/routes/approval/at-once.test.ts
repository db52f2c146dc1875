import { describe, expect, it } from 'vitest'
import { type Answered, buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, bAfterP, customerRejects, makeForApproval, p, proposalInFeed, proposalsOf, propose, seller, stateOf
} from '../../helpers/proposals.ts'
import { newUuid, PARTNER_1, PARTNER_2, PAYMENT, remainingOf } from '../../helpers/requests.ts'

const PARTNERS = [PARTNER_1, PARTNER_2]
const ONE_SPACE = 'TestOpportunityBookableOneSpace'
const ordersIn = async (simulator: Simulator): Promise<number> => (await simulator.state()).filter(([kind]) => kind === 'order').length
const brief = ({ status, body }: Answered): string => `${status} ${body?.['@type'] ?? ''}`.trim()

describe('concurrent requests', () => {
  it('that book an accepted version twenty times create one order and one response', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const { uuid, version } = await accepted(simulator, [item])
    const answers = await Promise.all(Array.from({ length: 20 }, () => bAfterP(simulator, uuid, version)))
    expect(new Set(answers.map(brief))).toEqual(new Set(['201 Order']))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect([await ordersIn(simulator), await remainingOf(simulator, item)]).toEqual([1, 9])
    expect((await proposalsOf(simulator)).map(({ id, state }) => [id, state])).toEqual([[uuid, 'deleted']])
  })

  it('that book an accepted version with different payments create one order', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator, 'TestOpportunityBookableNonFreePrepaymentOptional')
    const { uuid, version } = await accepted(simulator, [item])
    const paying = ['first', 'second'].map((identifier) => ({ more: { payment: { ...PAYMENT, identifier } } }))
    const answers = await Promise.all(paying.map((call) => bAfterP(simulator, uuid, version, call)))
    expect(answers.map(brief).sort()).toEqual(['201 Order', '500 OrderAlreadyExistsError'])
    expect([await ordersIn(simulator), await remainingOf(simulator, item)]).toEqual([1, 9])
    const winner = answers.findIndex(({ status }) => status === 201)
    const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(body.payment).toMatchObject(paying[winner]!.more.payment)
  })

  it('with twenty identical P create one proposal', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const uuid = newUuid()
    const answers = await Promise.all(Array.from({ length: 20 }, () => p(simulator, [item], { uuid })))
    expect(new Set(answers.map(brief))).toEqual(new Set(['201 OrderProposal']))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await remainingOf(simulator, item)).toBe(9)
  })
})

describe('two booking partners that request the last space concurrently', () => {
  const both = <T>(ask: (headers: Record<string, string>, index: number) => Promise<T>): Promise<T[]> => Promise.all(PARTNERS.map(ask))

  it.each(['anonymous', 'named'] as const)('create one proposal with leasing %s', async (leasing) => {
    const simulator = await buildApp({ types: ['ScheduledSession'], leasing })
    const item = await makeForApproval(simulator, ONE_SPACE)
    const answers = await both((headers) => p(simulator, [item], { headers }))
    expect(answers.map(brief).sort()).toEqual(['201 OrderProposal', '409 OpportunityHasInsufficientCapacityError'])
    expect(await remainingOf(simulator, item)).toBe(0)
  })

  it('both propose without leasing, one books, and the proposal of the other is rejected', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'], leasing: 'none' })
    const item = await makeForApproval(simulator, ONE_SPACE)
    const proposals = await both((headers) => accepted(simulator, [item], { headers }))
    const answers = await both((headers, index) => bAfterP(simulator, proposals[index]!.uuid, proposals[index]!.version, { headers }))
    expect(answers.map(brief).sort()).toEqual(['201 Order', '500 OrderCreationFailedError'])
    const loser = answers.findIndex(({ status }) => status !== 201)
    const { data } = await proposalInFeed(simulator, proposals[loser]!.uuid, PARTNERS[loser])
    expect(data.orderProposalStatus).toBe('https://openactive.io/SellerRejected')
    expect([await ordersIn(simulator), await remainingOf(simulator, item)]).toEqual([1, 0])
  })
})

describe('a rejection by the customer concurrent with an acceptance', () => {
  it.each<['seller' | 'customer', 'seller' | 'customer']>([
    ['seller', 'customer'], ['customer', 'seller']
  ])('prevails in this order: %s, %s', async (...order) => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const { uuid, version } = await propose(simulator, [await makeForApproval(simulator)])
    const asks = { seller: () => seller(simulator, 'Accept', uuid), customer: () => customerRejects(simulator, uuid) }
    const answers = await Promise.all(order.map((party) => asks[party]()))
    expect(brief(answers[order.indexOf('customer')]!)).toBe('204')
    // The acceptance was refused, or the rejection replaced it.
    expect(['204', '400 OpenBookingError']).toContain(brief(answers[order.indexOf('seller')]!))
    expect((await stateOf(simulator, uuid)).status).toBe('CustomerRejected')
    expect((await proposalInFeed(simulator, uuid)).data.orderProposalStatus).toBe('https://openactive.io/CustomerRejected')
    expect(brief(await bAfterP(simulator, uuid, version))).toBe('500 OrderCreationFailedError')
  })
})
