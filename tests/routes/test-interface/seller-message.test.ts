import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, openApp, type Answered, type Simulator } from '../../helpers/build-app.ts'
import {
  customerRejects, makeForApproval, PROPOSALS_FEED, proposalInFeed, propose, seller, stateOf, withMessages
} from '../../helpers/proposals.ts'
import { type Bookable, endOfFeed, PARTNER_1, readFeed } from '../../helpers/requests.ts'

let simulator: Simulator
let item: Bookable
beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'] })
  item = await withMessages(simulator)
})
afterAll(async () => { await simulator.app.close() })

async function message (uuid: string, more: object = { orderSellerNote: 'Which size of shoes?' }): Promise<Answered> {
  return await simulator.request('POST', '/api/openbooking/test-interface/actions', {
    headers: PARTNER_1,
    body: {
      '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'],
      '@type': 'test:SellerMessageOrderProposalSimulateAction',
      object: { '@type': 'OrderProposal', '@id': `${BASE}/api/openbooking/order-proposals/${uuid}`, ...more }
    }
  })
}

describe('the seller sends a message (orderSellerNote) without any other change', () => {
  it('while the proposal is awaiting confirmation: a conversation before the decision', async () => {
    const { uuid, version } = await propose(simulator, [item], { more: { orderCustomerNote: 'Do you hire out shoes?' } })
    const before = await stateOf(simulator, uuid)
    expect((await message(uuid)).status).toBe(204)
    expect(await stateOf(simulator, uuid)).toEqual(before)
    const { data } = await proposalInFeed(simulator, uuid)
    expect([data.orderSellerNote, data.orderProposalStatus, data.orderProposalVersion]).toEqual(['Which size of shoes?', 'https://openactive.io/AwaitingSellerConfirmation', version])
    expect((await customerRejects(simulator, uuid, { more: { orderCustomerNote: 'Size 41.' } })).status).toBe(204)
    expect((await message(uuid, { orderSellerNote: 'Yes, we have them.' })).status).toBe(204)
    await seller(simulator, 'Accept', uuid)
    const { data: accepted } = await proposalInFeed(simulator, uuid)
    expect([accepted.orderSellerNote, accepted.orderProposalVersion]).toEqual(['Yes, we have them.', version])
    const note = await simulator.request('GET', `/api/openbooking/test-interface/orders/${uuid}/customer-note`, { headers: PARTNER_1 })
    expect(note.body.orderCustomerNote).toBe('Size 41.')
  })

  it('after acceptance: the proposal stays accepted', async () => {
    const { uuid, version } = await propose(simulator, [item])
    await seller(simulator, 'Accept', uuid)
    expect((await message(uuid)).status).toBe(204)
    const { data } = await proposalInFeed(simulator, uuid)
    expect([data.orderSellerNote, data.orderProposalStatus, data.orderProposalVersion]).toEqual(['Which size of shoes?', 'https://openactive.io/SellerAccepted', version])
  })

  it('the same message again changes nothing', async () => {
    const { uuid } = await propose(simulator, [item])
    await message(uuid)
    const end = await endOfFeed(simulator, PROPOSALS_FEED, PARTNER_1)
    expect((await message(uuid)).status).toBe(204)
    expect(await readFeed(simulator, end, PARTNER_1)).toEqual([])
  })
})

describe('a message is refused', () => {
  it.each([
    ['without a note', {}, 'A message must have an orderSellerNote.'],
    ['with items', { orderSellerNote: 'x', orderedItem: [] }, 'orderedItem must be omitted: only an amendment has items.']
  ])('%s', async (_name, more, description) => {
    const { uuid } = await propose(simulator, [item])
    const { status, body } = await message(uuid, more)
    expect([status, body.description]).toEqual([400, description])
  })

  it('where no offer takes messages', async () => {
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    expect((await message(uuid)).body.description).toBe('No offer of this order proposal has the requirement OpenBookingMessageExchange.')
  })

  it('about a rejected proposal', async () => {
    const { uuid } = await propose(simulator, [item])
    await seller(simulator, 'Reject', uuid)
    expect((await message(uuid)).status).toBe(400)
  })
})
