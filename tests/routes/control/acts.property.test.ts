import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, type Bookable, c2, make, newUuid, PARTNER_1, readFeed } from '../../helpers/requests.ts'
import { runs } from '../../helpers/runs.ts'

type Body = ReturnType<typeof JSON.parse>
interface Opportunity { readonly path: string, readonly spaces: { readonly maximum?: number, readonly booked: number, readonly leased: number } }

let simulator: Simulator

beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], control: 'on', logisticsUpdates: true }) })
afterAll(async () => { await simulator.app.close() })

const act = fc.oneof(
  fc.record({ act: fc.constantFrom('cancel', 'attended', 'absent', 'code', 'pass', 'channel', 'move'), items: fc.option(fc.subarray(['1', '2', '3'], { minLength: 1 })) }),
  fc.record({ act: fc.constant('replace'), items: fc.option(fc.subarray(['1', '2', '3'], { minLength: 1 })), price: fc.option(fc.integer({ min: 0, max: 2000 }).map((pence) => pence / 100)) }),
  fc.record({ act: fc.constant('notice'), text: fc.constantFrom('Bring water.', 'Come early.') }),
  fc.record({ act: fc.constant('spaces'), spaces: fc.oneof(fc.record({ remaining: fc.nat({ max: 9 }) }), fc.record({ maximum: fc.nat({ max: 9 }) })) }),
  fc.record({ act: fc.constant('status'), status: fc.constantFrom('EventCancelled', 'EventScheduled') }),
  fc.record({ act: fc.constant('lease') })
)

/** Count the spaces that the orders and leases of the state hold, by path of the opportunity. */
async function held (): Promise<Map<string, { booked: number, leased: number }>> {
  const counts = new Map<string, { booked: number, leased: number }>()
  const of = (path: string) => counts.get(path) ?? counts.set(path, { booked: 0, leased: 0 }).get(path)!
  for (const [kind, , record] of await simulator.state() as unknown as Array<[string, string, Body]>) {
    if (kind === 'lease') for (const [path, count] of Object.entries<number>(record.spaces)) of(path).leased += count
    if (kind !== 'order' || record.deleted === true) continue
    record.items.forEach((state: Body, index: number) => {
      const item = { ...record.booked.items[index], ...state.purchase }
      if (!state.status.endsWith('Cancelled')) of(item.orderedItem.opportunity.path).booked += Number(item.spaces)
    })
  }
  return counts
}

it('every act of a seller keeps the spaces whole, and its feed shows what it answers', async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
    const item: Bookable = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    const order = newUuid()
    await b(simulator, [item, item, item], { uuid: order })
    for (const { act, ...more } of acts) {
      const before = simulator.changes()
      const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null))
      if (act === 'lease') { await c2(simulator, [item], { uuid: newUuid() }); continue }
      const isPatch = act === 'spaces' || act === 'status'
      const { status, body, text } = isPatch
        ? await control(simulator, 'PATCH', `/opportunities/${encodeURIComponent(item.opportunity)}`, given)
        : await control(simulator, 'POST', `/sellers/any/${act}`, { order, ...given })
      expect([200, 409], text).toContain(status)
      if (status === 409 || body.changed === false) expect(simulator.changes(), text).toBe(before)
      if (status === 200 && body.changed === true && !isPatch) {
        const shown = (await readFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_1)).find(({ id }: Body) => id === order)
        expect(body.feedItem).toEqual(shown)
      }
    }
    const counts = await held()
    for (const [kind, , record] of await simulator.state() as unknown as Array<[string, string, Opportunity]>) {
      if (kind !== 'opportunity' || !/test-ID/.test(record.path) || record.spaces === undefined) continue
      const { booked = 0, leased = 0 } = counts.get(record.path) ?? {}
      expect([record.path, record.spaces.booked, record.spaces.leased]).toEqual([record.path, booked, leased])
      if (record.spaces.maximum !== undefined) expect(booked + leased).toBeLessThanOrEqual(record.spaces.maximum)
    }
  }), { numRuns: runs(40, 0.25) })
})
