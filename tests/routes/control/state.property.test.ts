import equal from 'fast-deep-equal'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StateDocument } from '../../../simulator/control/state/transfer.ts'
import { BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { createConsumer, type Consumer } from '../../helpers/consumer.ts'
import { bAfterP, customerRejects, makeForApproval, p, seller } from '../../helpers/proposals.ts'
import { b, type Bookable, c2, make, newUuid, PARTNER_1, PARTNER_2, sellerCancels, u } from '../../helpers/requests.ts'
import { FULL, runs } from '../../helpers/runs.ts'

const FEEDS = ['/feeds/scheduled-sessions', '/feeds/session-series']
const PARTNERS = [PARTNER_1, PARTNER_2] as const
const NAMES = ['one', 'two'] as const

/** Proposals have UUIDs of their own, and each of these one partner, so that their acts follow each other as often as those of orders. */
const ofOrders = fc.record({ order: fc.nat({ max: 2 }), partner: fc.nat({ max: 1 }), item: fc.nat({ max: 1 }) })
const ofProposals = fc.record({ order: fc.constantFrom(3, 4), item: fc.nat({ max: 1 }) }).map((one) => ({ ...one, partner: one.order - 3 }))
const acts = fc.oneof(
  fc.tuple(fc.constantFrom('C2', 'B', 'B', 'U', 'seller cancels', 'replace', 'delete'), ofOrders),
  fc.tuple(fc.constantFrom('P', 'P', 'accept', 'amend', 'amend price', 'reject', 'B after P', 'B after P', 'customer rejects', 'U', 'seller cancels', 'replace', 'delete'), ofProposals),
  // Several acts about one UUID, one after the other.
  fc.tuple(fc.constantFrom('P, amend', 'P, amend price', 'P, reject', 'P, customer rejects', 'P, accept, B, replace', 'P, amend price, accept, B, U', 'P, accept, B, seller cancels', 'delete, P'), ofProposals),
  fc.tuple(fc.constantFrom('C2, B', 'B, replace', 'B, U', 'B, replace, seller cancels', 'delete, B'), ofOrders)
)
const wide = fc.tuple(
  fc.constantFrom('reset', 'snapshot', 'restore', 'export', 'import', 'advance', 'read', 'delete dataset', 'create'),
  fc.record({ name: fc.constantFrom(...NAMES), by: fc.constantFrom('PT7M', 'PT20M', 'P1D', 'P6D'), feed: fc.nat() }))
type Act = typeof acts extends fc.Arbitrary<infer A> ? A : never
type Wide = typeof wide extends fc.Arbitrary<infer W> ? W : never
const steps = fc.array(fc.oneof({ weight: 5, arbitrary: acts }, { weight: 2, arbitrary: wide }), { minLength: 40, maxLength: 60 })

let simulator: Simulator
beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], sampleSize: 0, auth: ['header'], control: 'on' })
  await simulator.core.state.reset()
})
afterAll(async () => { await simulator.app.close() })

interface World {
  items: Bookable[]
  approved: Bookable[]
  readonly uuids: readonly string[]
  readonly consumers: readonly Consumer[]
  exported: StateDocument | undefined
}

async function create (world: World): Promise<void> {
  world.items = [await make(simulator), await make(simulator, 'TestOpportunityBookableFiveSpaces')]
  world.approved = [await makeForApproval(simulator), await makeForApproval(simulator, 'TestOpportunityBookableNonFree')]
}

const ACTS = ['B', 'B after P', 'C2', 'P', 'U', 'accept', 'amend', 'amend price', 'customer rejects', 'delete', 'reject', 'replace', 'seller cancels']
/** Acts that have succeeded (count). */
const successes = new Map<string, number>()

async function act (world: World, [what, target]: Act): Promise<void> {
  for (const one of what.split(', ')) {
    const stage = one === 'B' && what.startsWith('P, ') ? 'B after P' : one
    const { status } = await take(world, stage, target) ?? {}
    if (status !== undefined && status < 300) successes.set(stage, (successes.get(stage) ?? 0) + 1)
  }
}

async function take (world: World, what: string, { order, partner, item }: Act[1]): Promise<{ readonly status: number } | undefined> {
  const [uuid, headers] = [world.uuids[order]!, PARTNERS[partner]!]
  const [items, approved] = [[world.items[item]!], [world.approved[item]!]]
  const read = async () => await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })
  const bySeller = async (action: string, more: object = {}) =>
    await control(simulator, 'POST', `/sellers/any/${action}`, { order: uuid, partner: `booking-partner-${partner + 1}`, ...more })
  switch (what) {
    case 'C2': return await c2(simulator, items, { uuid, headers })
    case 'B': return await b(simulator, items, { uuid, headers })
    case 'P': return await p(simulator, approved, { uuid, headers })
    case 'B after P': return await bAfterP(simulator, uuid, (await read()).body?.orderProposalVersion ?? newUuid(), { headers })
    case 'customer rejects': return await customerRejects(simulator, uuid, { headers })
    case 'accept': return await seller(simulator, 'Accept', uuid, {}, headers)
    case 'amend': return await seller(simulator, 'Amend', uuid, {}, headers)
    case 'amend price': return await bySeller('amend', { price: 3.5 })
    case 'reject': return await seller(simulator, 'Reject', uuid, {}, headers)
    case 'replace': return await bySeller('replace')
    case 'seller cancels': return await sellerCancels(simulator, uuid, headers)
    case 'delete': return await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers })
    case 'U': {
      const id = (await read()).body.orderedItem?.[0]['@id']
      return id === undefined ? undefined : await u(simulator, uuid, [id], { headers })
    }
    default: throw new Error(what)
  }
}

/** Feed items by id, with the records behind them. */
async function stored (): Promise<Map<string, { modified: number, record: object }>> {
  const pages = await Promise.all(['scheduled-sessions', 'session-series'].map(async (feed) => await simulator.store.feedPage(feed, null, Infinity)))
  return new Map(pages.flat().map(({ id, modified, record }) => [id, { modified, record }]))
}

/** Equal items keep their change number, others get a new one. */
async function returning (back: () => Promise<unknown>): Promise<void> {
  const before = await stored()
  const newest = Math.max(...[...before.values()].map(({ modified }) => modified))
  await back()
  for (const [id, { modified, record }] of await stored()) {
    const former = before.get(id)
    const isSame = former !== undefined && (equal(former.record, record) || ('deleted' in former.record && 'deleted' in record))
    if (isSame) expect([id, modified]).toEqual([id, former.modified])
    else expect(modified).toBeGreaterThan(newest)
  }
}

async function change (world: World, [what, { name, by, feed }]: Wide): Promise<void> {
  const { state, time } = simulator.core
  const isKnown = state.snapshots().some((known) => known.name === name)
  if (what === 'read') await world.consumers[feed % world.consumers.length]!.readPage()
  if (what === 'create') await create(world)
  if (what === 'delete dataset') await simulator.request('DELETE', '/api/openbooking/test-interface/datasets/tests')
  if (what === 'reset') await returning(async () => await state.reset())
  if (what === 'snapshot') await state.snapshot(name)
  if (what === 'restore' && isKnown) await returning(async () => await state.restore(name))
  if (what === 'export') world.exported = JSON.parse(JSON.stringify(await state.export())) as StateDocument
  const { exported } = world
  if (what === 'import' && exported !== undefined) await returning(async () => await state.import(exported))
  // Brokers find something to book in the other state.
  if (['delete dataset', 'reset', 'restore', 'import'].includes(what)) await create(world)
  if (what !== 'advance') return
  // A reader that waits for longer than the retention period has to start over.
  if (by.endsWith('D')) for (const consumer of world.consumers) await consumer.readAll()
  await time.advance(by)
}

/** Booked and leased spaces are those of the orders and leases, and there are no more than the opportunity has. */
async function expectWhole (): Promise<void> {
  const records = await simulator.state()
  const [booked, leased] = [new Map<string, number>(), new Map<string, number>()]
  const add = (to: Map<string, number>, path: string, count: number): void => { to.set(path, (to.get(path) ?? 0) + count) }
  for (const [kind, , record] of records) {
    if (kind === 'lease' && 'spaces' in record && !('unreserved' in record)) for (const [path, count] of Object.entries(record.spaces)) add(leased, path, Number(count))
    if (kind !== 'order' || !('booked' in record)) continue
    record.booked.items.forEach((purchase, index) => {
      const { status, purchase: replaced } = record.items[index]!
      const { orderedItem, spaces } = { ...purchase, ...replaced }
      if (status === 'OrderItemConfirmed') add(booked, orderedItem.opportunity.path, spaces)
    })
  }
  for (const [, path, record] of records) {
    if (!('spaces' in record) || !('offers' in record)) continue
    const { maximum = Infinity, ...taken } = record.spaces
    expect(maximum - taken.booked - taken.leased).toBeGreaterThanOrEqual(0)
    expect([path, taken.leased]).toEqual([path, leased.get(path) ?? 0])
    // Sample data has spaces of orders that nobody sees.
    if ('dataset' in record) expect([path, taken.booked]).toEqual([path, booked.get(path) ?? 0])
  }
}

it('a consumer that keeps its position and one that starts over have the same data after any history', async () => {
  const seeds = new Map((await stored()).entries())
  await fc.assert(fc.asyncProperty(steps, async (steps) => {
    await simulator.core.state.reset()
    for (const { name } of simulator.core.state.snapshots()) simulator.core.state.remove(name)
    const follow = (path: string, headers = {}): Consumer => createConsumer(simulator, path, headers)
    const follows = (): Consumer[] => [
      ...FEEDS.map((feed) => follow(feed)),
      ...PARTNERS.flatMap((headers) => ['orders-rpde', 'order-proposals-rpde'].map((feed) => follow(`/api/openbooking/${feed}`, headers)))
    ]
    const world: World = { items: [], approved: [], uuids: Array.from({ length: 5 }, newUuid), consumers: follows(), exported: undefined }
    await create(world)
    for (const step of steps) {
      if ('order' in step[1]) await act(world, step as Act)
      else await change(world, step as Wide)
      await expectWhole()
    }
    for (const [index, late] of follows().entries()) {
      const kept = world.consumers[index]!
      await kept.readAll()
      await late.readAll()
      expect(kept.data()).toEqual(late.data())
    }
    await simulator.core.state.reset()
    const after = await stored()
    for (const [id, { record }] of seeds) expect([id, after.get(id)?.record]).toEqual([id, record])
  }), { numRuns: runs(12, 1 / 6), seed: 20270309 })
  // Each kind of act has changed something, and proposals are no rarity.
  if (FULL) expect([...successes.keys()].sort()).toEqual(ACTS)
  expect(successes.get('P')).toBeGreaterThan((successes.get('B') ?? 0) / 2)
}, 600_000)

it('an advance in one step leaves the state that an advance in many leaves', async () => {
  const [one, many] = await Promise.all([0, 1].map(async () => await openApp({
    types: ['ScheduledSession'], sampleSize: 0, auth: ['header'], autoApprove: 'amend-then-accept', autoApproveSeconds: 600
  }))) as [Simulator, Simulator]
  const minutes = fc.array(fc.constantFrom(1, 9, 10, 14, 60, 1440, 3000), { minLength: 2, maxLength: 6 })
  const asked = fc.array(fc.tuple(fc.constantFrom('C2', 'B', 'P'), fc.nat({ max: 9 })), { minLength: 1, maxLength: 8 })
  const prepare = async (simulator: Simulator, orders: ReadonlyArray<readonly [string, number]>, uuids: readonly string[]): Promise<void> => {
    await simulator.core.state.reset()
    const items = [await make(simulator), await makeForApproval(simulator, 'TestOpportunityBookableFlowRequirementOnlyApproval').catch(async () => await makeForApproval(simulator))]
    for (const [index, [stage, wait]] of orders.entries()) {
      const uuid = uuids[index]!
      if (stage === 'P') await p(simulator, [items[1]!], { uuid })
      else await (stage === 'B' ? b : c2)(simulator, [items[0]!], { uuid })
      await simulator.core.time.advance(`PT${wait}M`)
    }
  }
  await fc.assert(fc.asyncProperty(asked, minutes, async (orders, parts) => {
    const uuids = orders.map(newUuid)
    await Promise.all([one, many].map(async (simulator) => { await prepare(simulator, orders, uuids) }))
    await one.core.time.advance(`PT${parts.reduce((sum, part) => sum + part, 0)}M`)
    for (const part of parts) await many.core.time.advance(`PT${part}M`)
    expect(await contents(many)).toEqual(await contents(one))
  }), { numRuns: runs(6, 0.5), seed: 20270309 })
  await Promise.all([one, many].map(async ({ app }) => { await app.close() }))
}, 600_000)

/** Records without random UUIDs of versions, and the feeds in their order. */
async function contents (simulator: Simulator): Promise<unknown> {
  const records = (await simulator.state()).toSorted(([kind, id], [other, next]) => `${kind} ${id}` < `${other} ${next}` ? -1 : 1)
  const feeds = await Promise.all(['scheduled-sessions', 'session-series', 'orders booking-partner-1', 'order-proposals booking-partner-1'].map(async (feed) =>
    (await simulator.store.feedPage(feed, null, Infinity)).map(({ id }) => id)))
  return JSON.parse(JSON.stringify([records, feeds], (name, value: unknown) => name === 'version' || name === 'firstVersion' || name === 'pass' ? BASE : value)) as unknown
}
