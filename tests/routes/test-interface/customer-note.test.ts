import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../helpers/actions.ts'
import { type Answered, BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, bAfterP, customerRejects, done, type Proposed, propose, withMessages
} from '../../helpers/proposals.ts'
import { asClient, b, type Bookable, type Call, make, newUuid, PARTNER_1, PARTNER_2, SELLER_2, SHARED } from '../../helpers/requests.ts'

const NOTE = 'My left knee is weak: may I have a chair?'

let simulator: Simulator
let item: Bookable
beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'] })
  item = await withMessages(simulator)
})
afterAll(async () => { await simulator.app.close() })

const noteOf = async (uuid: string, headers: Record<string, string> = PARTNER_1): Promise<Answered> =>
  await simulator.request('GET', `/api/openbooking/test-interface/orders/${uuid}/customer-note`, { headers })

/** An order proposal for an offer that takes messages. */
async function noted (more: Call['more'] = { orderCustomerNote: NOTE }, from: typeof propose = propose): Promise<Proposed> {
  return await from(simulator, [item], { more })
}

const proposalWith = (uuid: string, note: object): object =>
  ({ '@context': 'https://openactive.io/', '@type': 'OrderProposal', '@id': `${BASE}/api/openbooking/order-proposals/${uuid}`, ...note })

describe('the note is stored for later reference by the seller', () => {
  it('from P', async () => {
    const { uuid } = await noted()
    const { status, body, headers } = await noteOf(uuid)
    expect([status, body]).toEqual([200, proposalWith(uuid, { orderCustomerNote: NOTE })])
    expect(headers['cache-control']).toContain('no-store')
  })

  it.each([{}, { orderProposalStatus: 'https://openactive.io/CustomerRejected' }])('from U, with %o', async (more) => {
    const { uuid } = await noted({})
    expect((await noteOf(uuid)).body).toEqual(proposalWith(uuid, {}))
    await done(customerRejects(simulator, uuid, { more: { ...more, orderCustomerNote: 'Another note' } }))
    expect((await noteOf(uuid)).body).toEqual(proposalWith(uuid, { orderCustomerNote: 'Another note' }))
  })

  it('still after B, and until deletion', async () => {
    const { uuid, version } = await noted(undefined, accepted)
    await bAfterP(simulator, uuid, version)
    expect((await noteOf(uuid)).body).toMatchObject({ '@type': 'Order', '@id': `${BASE}/api/openbooking/orders/${uuid}`, orderCustomerNote: NOTE })
    await act(simulator, uuid, 'CustomerNotice')
    expect((await noteOf(uuid.toUpperCase())).body.orderCustomerNote).toBe(NOTE)
    await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect((await noteOf(uuid)).body['@type']).toBe('UnknownOrderError')
    expect(JSON.stringify(await simulator.store.transaction(async (tx) => await tx.list('order', { uuid })))).not.toContain('knee')
  })
})

it('is missing from an order without one', async () => {
  const uuid = newUuid()
  await b(simulator, [await make(simulator)], { uuid })
  expect((await noteOf(uuid)).body).not.toHaveProperty('orderCustomerNote')
})

it('is for its booking partner alone', async () => {
  const { uuid } = await noted()
  const answers = [PARTNER_2, SHARED, asClient('booking-partner-1', SELLER_2), {}].map((headers) => noteOf(uuid, headers))
  expect((await Promise.all(answers)).map(({ status, body }) => [status, body['@type']])).toEqual([
    [404, 'UnknownOrderError'], [404, 'UnknownOrderError'], [404, 'UnknownOrderError'], [403, 'UnauthenticatedError']
  ])
  expect((await noteOf(uuid, asClient('booking-partner-1'))).body.orderCustomerNote).toBe(NOTE)
  expect((await noteOf(newUuid())).status).toBe(404)
})

it('is in no document of the Open Booking API', async () => {
  const { uuid, body } = await noted()
  const status = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
  expect(`${JSON.stringify(body)}${status.text}`).not.toContain('knee')
})
