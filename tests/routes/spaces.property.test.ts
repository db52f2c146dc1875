import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildApp, type Simulator } from '../helpers/build-app.ts'
import { b, type Bookable, c1, c2, make, PARTNER_1, PARTNER_2, remainingOf, u } from '../helpers/requests.ts'
import { runs } from '../helpers/runs.ts'

const UUIDS = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003']
const SPACES = 5

type Step = readonly [action: 'C1' | 'C2' | 'B' | 'cancel' | 'delete order' | 'delete quote' | 'wait', order: number, partner: number, items: number]

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('C1', 'C2', 'B', 'cancel', 'delete order', 'delete quote', 'wait'), fc.nat({ max: 2 }), fc.nat({ max: 1 }), fc.integer({ min: 1, max: 3 }))

/** The spaces of one order, by the simplest reading of the rules. */
interface Held { leased: number, until: number, booked: number, asked: number, state: 'none' | 'booked' | 'deleted' }

async function act (simulator: Simulator, item: Bookable, [action, order, partner, count]: Step): Promise<number> {
  const [uuid, headers] = [UUIDS[order]!, partner === 0 ? PARTNER_1 : PARTNER_2]
  const items = Array<Bookable>(count).fill(item)
  if (action === 'C1') return (await c1(simulator, items, { uuid, headers })).status
  if (action === 'C2') return (await c2(simulator, items, { uuid, headers })).status
  if (action === 'B') return (await b(simulator, items, { uuid, headers })).status
  if (action === 'cancel') return (await u(simulator, uuid, [`${item.opportunity.replace(/\/api\/.*/, '')}/api/openbooking/orders/${uuid}#/orderedItems/1`], { headers })).status
  if (action === 'wait') { simulator.clock.advance(6); return 0 }
  return (await simulator.request('DELETE', `/api/openbooking/${action === 'delete order' ? 'orders' : 'order-quotes'}/${uuid}`, { headers })).status
}

/** Apply a step with its status to the model. */
function follow (model: Map<string, Held>, minute: number, [action, order, partner, count]: Step, status: number): void {
  const held = model.get(`${order} ${partner}`) ?? { leased: 0, until: 0, booked: 0, asked: 0, state: 'none' }
  model.set(`${order} ${partner}`, held)
  if ((action === 'C1' || action === 'C2') && status === 200) Object.assign(held, { leased: count, until: minute + 15 })
  if (action === 'B' && status === 201 && held.state === 'none') Object.assign(held, { leased: 0, booked: count, asked: count, state: 'booked' })
  if (action === 'cancel' && status === 204) cancelFirst(held)
  if (action === 'delete order' && status === 204) Object.assign(held, { booked: 0, state: 'deleted' })
  if (action === 'delete quote') held.leased = 0
}

const cancelledOnce = new WeakSet<Held>()
function cancelFirst (held: Held): void {
  if (!cancelledOnce.has(held) && held.booked > 0) held.booked--
  cancelledOnce.add(held)
}

/** @returns the status that a step must have, by the simplest reading of the rules. */
function expected (model: Map<string, Held>, minute: number, [action, order, partner, count]: Step): number {
  const held = model.get(`${order} ${partner}`)
  const live = (one: Held): number => one.until > minute ? one.leased : 0
  const free = SPACES - [...model.values()].reduce((sum, one) => sum + one.booked + live(one), 0) + (held === undefined ? 0 : live(held))
  const state = held?.state ?? 'none'
  if (action === 'C1' || action === 'C2') return state !== 'none' ? 500 : count <= free ? 200 : 409
  if (action === 'B') return state === 'none' ? (count <= free ? 201 : 409) : state === 'booked' && held?.asked === count ? 201 : 500
  if (action === 'cancel') return state === 'booked' ? 204 : 404
  if (action === 'delete order') return state === 'none' ? 404 : 204
  return action === 'wait' ? 0 : 204
}

it('random steps of two booking partners hold each space once, and every response fits the spaces left', async () => {
  const simulator = await buildApp()
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    const model = new Map<string, Held>()
    let minute = 0
    for (const one of steps) {
      if (one[0] === 'wait') minute += 6
      const status = await act(simulator, item, one)
      expect([one, status]).toEqual([one, expected(model, minute, one)])
      follow(model, minute, one, status)
      const taken = [...model.values()].reduce((sum, { leased, until, booked }) => sum + booked + (until > minute ? leased : 0), 0)
      expect(taken).toBeLessThanOrEqual(SPACES)
      expect(await remainingOf(simulator, item)).toBe(SPACES - taken)
    }
    await forget(simulator)
  }), { numRuns: runs(25), seed: 20270309 })
}, 120_000)

/** Free the UUIDs for the next run: faster than a new simulator. */
async function forget (simulator: Simulator): Promise<void> {
  const orders = (await simulator.state()).filter(([kind]) => kind === 'order' || kind === 'lease')
  await simulator.store.transaction(async (tx) => {
    await tx.apply(orders.map(([kind, id]) => ({ kind: kind as 'order', id, record: null })))
  })
}
