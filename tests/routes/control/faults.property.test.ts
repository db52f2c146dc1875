import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isDeleted } from '../../../domain/records/order.ts'
import { type Answered, BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, type Bookable, c2, make, newUuid, PARTNER_1, readFeed, sellerCancels, u } from '../../helpers/requests.ts'
import { runs } from '../../helpers/runs.ts'

let simulator: Simulator
let items: Bookable[]
beforeAll(async () => {
  simulator = await openApp({ control: 'on', types: ['ScheduledSession'] })
  items = [await make(simulator, 'TestOpportunityBookableFiveSpaces'), await make(simulator, 'TestOpportunityBookableOneSpace')]
})
afterAll(async () => { await simulator.app.close() })

const effect = fc.constantFrom<object>(
  { error: 'OpportunityIsFullError' }, { error: 'OrderCreationFailedError' }, { status: 503 }, { drop: 'before' }, { drop: 'during' }, { loseAnswer: true },
  { endLease: true }, { takeSpaces: 1 }, { changePrice: 12.5 }
)
const rule = fc.record({
  on: fc.constantFrom('C2', 'B'),
  effect,
  probability: fc.constantFrom(1, 0.5),
  times: fc.integer({ min: 1, max: 3 })
}).map(({ effect, ...rest }) => ({ ...rest, ...effect }))
const feedRule = fc.constantFrom(
  { repeatItem: true }, { gaps: 3 }, { pageSize: 2 }, { unordered: true }, { stuck: true, times: 2 }
).map((more) => ({ on: 'feed', ...more }))

const order = fc.nat({ max: 3 })
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('C2' as const, 'B' as const), order, item: fc.nat({ max: 1 }) }),
  fc.record({ do: fc.constantFrom('U' as const, 'seller' as const), order, item: fc.constant(0) }),
  fc.record({ do: fc.constant('fault' as const), rule: fc.oneof(rule, feedRule) }),
  fc.record({ do: fc.constant('read' as const) })
)

/** A broker of its own: it repeats what it got no answer to, and knows its orders. */
interface Broker { readonly uuids: readonly string[], readonly chosen: Map<number, number>, readonly ids: Map<number, string> }

const answered = async (request: Promise<Answered>): Promise<Answered | undefined> => await request.catch(() => undefined)

async function act (move: typeof step extends fc.Arbitrary<infer Step> ? Step : never, broker: Broker, seen: Map<string, number>): Promise<void> {
  if (move.do === 'fault') { expect((await control(simulator, 'POST', '/faults', move.rule)).status).toBe(201); return }
  if (move.do === 'read') { for (const { id, modified } of await readFeed(simulator, '/feeds/scheduled-sessions')) seen.set(id, Math.max(modified, seen.get(id) ?? 0)); return }
  const uuid = broker.uuids[move.order]!
  if (move.do === 'U') { await u(simulator, uuid, [broker.ids.get(move.order) ?? `${BASE}/api/openbooking/orders/${uuid}#/orderedItems/1`]); return }
  if (move.do === 'seller') { await sellerCancels(simulator, uuid); return }
  const index = broker.chosen.get(move.order) ?? move.item
  const send = move.do === 'C2' ? c2 : b
  const answer = await answered(send(simulator, [items[index]!], { uuid }))
  if (move.do === 'B') broker.chosen.set(move.order, index)
  const id = answer?.status === 201 ? answer.body.orderedItem[0]['@id'] : undefined
  // A repeat shows the same order, whether or not the first answer arrived.
  if (id !== undefined) expect(broker.ids.get(move.order) ?? id).toBe(id)
  if (id !== undefined) broker.ids.set(move.order, id)
}

/** Spaces are never negative; leases and orders stand behind them, apart from the spaces that somebody else took. */
async function expectWhole (): Promise<void> {
  const records = await simulator.state()
  for (const { opportunity } of items) {
    const path = opportunity.slice(BASE.length + 1)
    const [, , record] = records.find(([kind, id]) => kind === 'opportunity' && id === path)!
    if (!('spaces' in record) || typeof record.spaces !== 'object' || !('booked' in record.spaces)) throw new Error('no opportunity')
    const { maximum = 0, booked, leased } = record.spaces
    expect(maximum - booked - leased).toBeGreaterThanOrEqual(0)
    const held = records.reduce((sum, [kind, , lease]) => kind === 'lease' && 'spaces' in lease ? sum + ((lease.spaces as Record<string, number>)[path] ?? 0) : sum, 0)
    expect(leased).toBe(held)
    const confirmed = records.reduce((sum, [kind, , stored]) => {
      if (kind !== 'order' || isDeleted(stored) || !('booked' in stored)) return sum
      return sum + stored.booked.items.filter((item, i) => item.orderedItem.opportunity.path === path && stored.items[i]?.status === 'OrderItemConfirmed').length
    }, 0)
    expect(booked).toBeGreaterThanOrEqual(confirmed)
  }
}

it('faults leave spaces, leases, orders and feeds whole', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
    await control(simulator, 'DELETE', '/faults')
    const broker: Broker = { uuids: Array.from({ length: 4 }, newUuid), chosen: new Map(), ids: new Map() }
    const seen = new Map<string, number>()
    for (const move of steps) {
      await act(move, broker, seen)
      await expectWhole()
    }
    // Without faults, a reader that starts over meets every item once, in order, and none older than before.
    await control(simulator, 'DELETE', '/faults')
    const feed = await readFeed(simulator, '/feeds/scheduled-sessions')
    expect(new Set(feed.map(({ id }) => id)).size).toBe(feed.length)
    expect(feed.map(({ modified }) => modified)).toEqual(feed.map(({ modified }) => modified).toSorted((x, y) => x - y))
    for (const { id, modified } of feed) expect(modified).toBeGreaterThanOrEqual(seen.get(id) ?? 0)
    // Orders that the broker knows are orders, and a repeat books nothing more.
    for (const [index, id] of broker.ids) {
      const { status, body } = await simulator.request('GET', `/api/openbooking/orders/${broker.uuids[index]}`, { headers: PARTNER_1 })
      expect([status, body.orderedItem[0]['@id']]).toEqual([200, id])
    }
  }), { numRuns: runs(15), seed: 20270309 })
}, 120_000)
