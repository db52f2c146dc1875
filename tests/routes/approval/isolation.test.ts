import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, announcedBy, bAfterP, customerRejects, done, makeForApproval, PROPOSALS_FEED, proposalsOf, propose,
  type Proposed, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'
import {
  asClient, newUuid, PARTNER_1, PARTNER_2, remainingOf, SELLER_1, SELLER_2, SHARED
} from '../../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
const OTHERS = [
  ['another booking partner', PARTNER_2],
  ['the same booking partner for another seller', asClient('booking-partner-1', SELLER_2)],
  ['the booking partner with the shared key', SHARED]
] as const

/** Every request about a proposal. */
const REQUESTS: Readonly<Record<string, (simulator: Simulator, proposed: Proposed, headers: Record<string, string>) => ReturnType<Simulator['request']>>> = {
  U: (simulator, { uuid }, headers) => customerRejects(simulator, uuid, { headers }),
  B: (simulator, { uuid, version }, headers) => bAfterP(simulator, uuid, version, { headers }),
  'Order Status': (simulator, { uuid }, headers) => simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers }),
  'Order Deletion': (simulator, { uuid }, headers) => simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers })
}

let simulator: Simulator
beforeAll(async () => { simulator = await openApp(ONE_TYPE) })
afterAll(async () => { await simulator.app.close() })

describe.each(OTHERS)('%s', (_who, headers) => {
  it.each(Object.entries(REQUESTS))('does not find the proposal by %s', async (_situation, request) => {
    const proposed = await accepted(simulator, [await makeForApproval(simulator)])
    expect(await refusedBy(simulator, () => request(simulator, proposed, headers))).toEqual([404, 'UnknownOrderError'])
    expect((await request(simulator, proposed, PARTNER_1)).status).toBeLessThan(300)
  })
})

describe.each(Object.entries(REQUESTS))('%s of a proposal', (_situation, request) => {
  it.each<[situation: string, headers: Record<string, string>, error: unknown[]]>([
    ['without credentials', {}, [403, 'UnauthenticatedError']],
    ['with a wrong key', { 'x-api-key': 'wrong' }, [401, 'InvalidAPITokenError']],
    ['without a seller', asClient('booking-partner-1'), [401, 'InvalidAuthorizationDetailsError']]
  ])('is refused %s', async (_how, headers, error) => {
    const proposed = await accepted(simulator, [await makeForApproval(simulator)])
    expect(await refusedBy(simulator, () => request(simulator, proposed, headers))).toEqual(error)
  })
})

it('two booking partners use one UUID for two independent proposals', async () => {
  const simulator = await buildApp(ONE_TYPE)
  const item = await makeForApproval(simulator)
  const uuid = newUuid()
  const [first, second] = [await propose(simulator, [item], { uuid }), await propose(simulator, [item, item], { uuid, headers: PARTNER_2 })]
  expect(first.version).not.toBe(second.version)
  expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, first.version, { headers: PARTNER_2 }))).toEqual([500, 'OrderProposalVersionOutdatedError'])
  await done(customerRejects(simulator, uuid))
  await done(seller(simulator, 'Accept', uuid, {}, PARTNER_2))
  const { body, status } = await bAfterP(simulator, uuid, second.version, { headers: PARTNER_2 })
  expect([status, body.orderedItem.length]).toEqual([201, 2])
  await done(simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 }))
  expect(await remainingOf(simulator, item)).toBe(8)
})

describe('the feed of order proposals', () => {
  it('shows a booking partner exactly its own proposals, for every seller', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const forSecond = asClient('booking-partner-1', SELLER_2)
    const item = await makeForApproval(simulator)
    const theirs = await makeForApproval(simulator, 'TestOpportunityBookableFree', 'ScheduledSession', SELLER_2)
    const own = [await accepted(simulator, [item]), await accepted(simulator, [theirs], { headers: forSecond, more: { seller: SELLER_2 } })]
    const other = await accepted(simulator, [item], { headers: PARTNER_2 })
    const shared = await accepted(simulator, [item], { headers: SHARED, more: { seller: SELLER_1 } })
    const seen = async (headers: Record<string, string>): Promise<unknown[]> => (await proposalsOf(simulator, headers)).map(({ id }) => id)
    for (const headers of [PARTNER_1, forSecond, asClient('booking-partner-1')]) expect(await seen(headers)).toEqual(own.map(({ uuid }) => uuid))
    expect([await seen(PARTNER_2), await seen(SHARED)]).toEqual([[other.uuid], [shared.uuid]])
    expect(await announcedBy(simulator, () => done(seller(simulator, 'Reject', own[0]!.uuid)), PARTNER_2)).toEqual([])
    expect((await stateOf(simulator, other.uuid, PARTNER_2)).status).toBe('SellerAccepted')
  })

  it('requires credentials, and forbids shared caching', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const anonymous = await simulator.request('GET', PROPOSALS_FEED)
    expect([anonymous.status, anonymous.body['@type']]).toEqual([403, 'UnauthenticatedError'])
    const { headers, body } = await simulator.request('GET', PROPOSALS_FEED, { headers: PARTNER_1 })
    expect(headers).toMatchObject({ 'content-type': 'application/vnd.openactive.booking+json; version=1', 'cache-control': expect.stringMatching(/private|no-store/) })
    expect(headers).not.toHaveProperty('etag')
    expect(Object.keys(body).sort()).toEqual(['items', 'next'])
  })
})
