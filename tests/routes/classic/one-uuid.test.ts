import { describe, expect, it } from 'vitest'
import { bookable, build, call, errorOf, paid, pay, placed, spacesOf, show } from '../../helpers/classic.ts'
import { makeForApproval, p } from '../../helpers/proposals.ts'
import { b, c1, c2, make, SHARED } from '../../helpers/requests.ts'

const ALREADY = [500, 'OrderAlreadyExistsError']

describe.each<[state: string, prepare: (simulator: Awaited<ReturnType<typeof build>>) => Promise<string>]>([
  ['is unpaid', async (simulator) => (await placed(simulator)).identifier],
  ['was deleted', async (simulator) => {
    const { identifier } = await placed(simulator)
    await call(simulator, 'DELETE', `/orders/${identifier}`)
    return identifier
  }],
  ['is paid', async (simulator) => (await paid(simulator)).identifier]
])('the UUID of an order of the older API that %s', (_state, prepare) => {
  it('is refused with OrderAlreadyExistsError for quotes, proposals and orders of the Open Booking API', async () => {
    const simulator = await build()
    const uuid = await prepare(simulator)
    const item = await make(simulator, 'TestOpportunityBookable', 'Event')
    const before = await simulator.state()
    for (const answer of [
      await c1(simulator, [item], { uuid, headers: SHARED }), await c2(simulator, [item, bookable()], { uuid, headers: SHARED }), await b(simulator, [item], { uuid, headers: SHARED })
    ]) expect([answer.status, answer.body['@type']]).toEqual(ALREADY)
    expect(await simulator.state()).toEqual(before)
    const proposed = await p(simulator, [await makeForApproval(simulator, 'TestOpportunityBookable', 'Event')], { uuid, headers: SHARED })
    expect([proposed.status, proposed.body['@type']]).toEqual(ALREADY)
  })
})

it('OrderQuote Deletion keeps the spaces of an order of the older API', async () => {
  const simulator = await build()
  const { identifier } = await placed(simulator, { quantity: 2 })
  expect((await simulator.request('DELETE', `/api/openbooking/order-quotes/${identifier}`, { headers: SHARED })).status).toBe(204)
  expect([await spacesOf(simulator), (await pay(simulator, identifier, 19.98)).status]).toEqual([8, 200])
})

it('an unpaid order frees its spaces when its lease expires, and is forgotten a day later', async () => {
  const simulator = await build()
  const { identifier, customer } = await placed(simulator)
  simulator.clock.advance(15)
  expect([errorOf(await show(simulator, identifier)), await spacesOf(simulator)]).toEqual([[400, 'anonymous_lease_expired'], 10])
  simulator.clock.advance(24 * 60)
  expect(errorOf(await show(simulator, identifier))).toEqual([404, 'not_found'])
  expect(JSON.stringify(await simulator.state())).not.toContain(customer.email)
})
