import { describe, expect, it } from 'vitest'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  announcedBy, bAfterP, customerRejects, done, makeForApproval, p, propose, type Proposed, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'
import {
  b, type Bookable, c1, c2, endOfFeed, newUuid, PARTNER_1, proposalBody, readFeed, remainingOf, SELLER_1, SELLER_2,
  SHARED
} from '../../helpers/requests.ts'

const EXISTS = [500, 'OrderAlreadyExistsError']
const OTHER_CUSTOMER = { customer: { '@type': 'Person', email: 'other@canary.example' } }

const deleteOrder = (simulator: Simulator, uuid: string): Promise<void> => done(simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 }))

async function book (simulator: Simulator, { uuid, version }: Proposed): Promise<void> {
  await done(seller(simulator, 'Accept', uuid))
  expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
}

/** The changes that may precede a repeated P, and the resulting status. */
const OPEN: ReadonlyArray<readonly [situation: string, change: (simulator: Simulator, proposed: Proposed) => Promise<void>, status: string]> = [
  ['made', async () => {}, 'AwaitingSellerConfirmation'],
  ['accepted', (simulator, { uuid }) => done(seller(simulator, 'Accept', uuid, { orderSellerNote: 'Welcome.' })), 'SellerAccepted'],
  ['amended', (simulator, { uuid, ids }) => done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price: 5 } }] })), 'AwaitingSellerConfirmation'],
  ['amended and accepted', async (simulator, { uuid }) => {
    await done(seller(simulator, 'Amend', uuid))
    await done(seller(simulator, 'Accept', uuid))
  }, 'SellerAccepted'],
  ['rejected by the seller', (simulator, { uuid }) => done(seller(simulator, 'Reject', uuid, { orderSellerNote: 'Sorry.' })), 'SellerRejected'],
  ['rejected by the customer', (simulator, { uuid }) => done(customerRejects(simulator, uuid)), 'CustomerRejected']
]
const CLOSED: typeof OPEN = [
  ['booked', book, 'no proposal any more'],
  ['deleted', (simulator, { uuid }) => deleteOrder(simulator, uuid), 'unknown'],
  ['booked and deleted', async (simulator, proposed) => {
    await book(simulator, proposed)
    await deleteOrder(simulator, proposed.uuid)
  }, 'unknown']
]

describe('a repeated P', () => {
  it.each(OPEN)('gets the identical response when the proposal is %s, and changes nothing', async (_situation, change, status) => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const proposed = await propose(simulator, [item])
    await change(simulator, proposed)
    simulator.clock.advance(60)
    const free = await remainingOf(simulator, item)
    const openFeed = await endOfFeed(simulator, `/feeds/${item.feed}`)
    const before = await simulator.state()
    expect(await announcedBy(simulator, async () => {
      const again = await p(simulator, [item], { uuid: proposed.uuid })
      expect([again.status, again.body]).toEqual([201, proposed.body])
    })).toEqual([])
    expect(await simulator.state()).toEqual(before)
    expect([await readFeed(simulator, openFeed), await remainingOf(simulator, item)]).toEqual([[], free])
    expect((await stateOf(simulator, proposed.uuid)).status).toBe(status)
  })

  it('may write its references in another form', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const { uuid, body } = await propose(simulator, [item])
    const orderedItem = [{ acceptedOffer: { '@id': item.offer }, orderedItem: { '@type': 'ScheduledSession', '@id': item.opportunity }, position: 0, '@type': 'OrderItem' }]
    const rewritten = Object.fromEntries(Object.entries(proposalBody([item], { orderedItem })).reverse())
    const again = await simulator.request('PUT', `/api/openbooking/order-proposals/${uuid}`, { headers: PARTNER_1, body: rewritten })
    expect([again.status, again.body]).toEqual([201, body])
  })

  it('is refused with other content or for another seller', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const [item, other] = [await makeForApproval(simulator), await makeForApproval(simulator)]
    const theirs = await makeForApproval(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)
    const { uuid } = await propose(simulator, [item])
    const ask = async (items: readonly Bookable[], call: Parameters<typeof p>[2]): Promise<unknown[]> => await refusedBy(simulator, () => p(simulator, items, { uuid, ...call }))
    expect(await ask([item], { more: OTHER_CUSTOMER })).toEqual(EXISTS)
    expect(await ask([other], {})).toEqual(EXISTS)
    expect(await ask([item, other], {})).toEqual(EXISTS)
    expect(await ask([item], { headers: { ...PARTNER_1, 'x-openactive-test-seller-id': SELLER_2 } })).toEqual(EXISTS)
    const shared = await propose(simulator, [item], { headers: SHARED, more: { seller: SELLER_1 } })
    expect(await ask([theirs], { uuid: shared.uuid, headers: SHARED, more: { seller: SELLER_2 } })).toEqual(EXISTS)
  })

  it('succeeds after a failed P', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const uuid = newUuid()
    expect(await refusedBy(simulator, () => p(simulator, [item], { uuid, more: { payment: undefined } }))).toEqual([400, 'MissingPaymentDetailsError'])
    expect((await p(simulator, [item], { uuid })).status).toBe(201)
  })
})

describe('a UUID that is a proposal', () => {
  it.each([
    ...OPEN, ...CLOSED
  ])('cannot be used for another order when the proposal is %s', async (_situation, change) => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const proposed = await propose(simulator, [item])
    await change(simulator, proposed)
    for (const call of [c1, c2, b]) expect(await refusedBy(simulator, () => call(simulator, [item], { uuid: proposed.uuid }))).toEqual(EXISTS)
  })

  it.each(CLOSED)('cannot be proposed again when it is %s', async (_situation, change) => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = await makeForApproval(simulator)
    const proposed = await propose(simulator, [item])
    await change(simulator, proposed)
    for (const more of [{}, OTHER_CUSTOMER]) expect(await refusedBy(simulator, () => p(simulator, [item], { uuid: proposed.uuid, more }))).toEqual(EXISTS)
  })
})
