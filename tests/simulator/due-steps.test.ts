import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createState } from '../../data/engine/state.ts'
import type { Store } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Lease } from '../../domain/records/lease.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import { createDueTimer } from '../../simulator/due-timer.ts'
import { buildApp, NOW } from '../helpers/build-app.ts'
import { environment, opportunity } from '../domain/build.ts'

interface Counted { readonly store: Store, readonly commits: number[], readonly disk: { isFull: boolean } }

/** Create a store in memory that notes the rows of each commit (count), on a disk that can be full. */
function countingStore (): Counted {
  const commits: number[] = []
  const disk = { isFull: false }
  const state = createState({
    async write (group) {
      if (disk.isFull) throw new Error('ENOSPC')
      commits.push(...group.map(({ rows }) => rows.length))
    },
    from: emptySnapshot(NOW)
  })
  return { store: { ...state, close: async () => {} }, commits, disk }
}

const expires = '2027-03-09T10:00:00Z'
const pathOf = (index: number): string => `api/identifiers/scheduled-sessions/many/events/${index}`
const held = (index: number, leased: number): Change => {
  const record: Opportunity = { ...opportunity({ path: pathOf(index) }), spaces: { maximum: 10_000, booked: 3, leased } }
  return { kind: 'opportunity', id: record.path, record, feed: record.feed }
}
const leaseOf = (index: number, opportunities: readonly number[]): Change => {
  const spaces = Object.fromEntries(opportunities.map((one) => [pathOf(one), 1]))
  const record: Lease = { partner: 'p', uuid: `${index}`, seller: 's', expires, spaces }
  return { kind: 'lease', id: `${index} p`, record }
}
const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index)

const apply = async (store: Store, changes: readonly Change[]): Promise<void> => { await store.transaction(async (tx) => { await tx.apply(changes) }) }

async function processAll ({ store }: Counted): Promise<void> {
  const timer = createDueTimer({ store, clock: () => NOW, environmentAt: (now) => environment({ now }), log: { warn () {}, error () {} } })
  await timer.processDue()
}

async function remaining (store: Store): Promise<{ leases: number, leased: number, booked: number }> {
  return await store.transaction(async (tx) => {
    const opportunities = await tx.list('opportunity', {}) as Opportunity[]
    const sum = (of: 'leased' | 'booked'): number => opportunities.reduce((total, { spaces }) => total + spaces[of], 0)
    return { leases: (await tx.list('lease', {})).length, leased: sum('leased'), booked: sum('booked') }
  })
}

describe('leases that expire together', () => {
  it('of different opportunities are released in commits of at most 1,000 of them', async () => {
    const counted = countingStore()
    await apply(counted.store, [...numbers(0, 6000).map((index) => held(index, 1)), ...numbers(0, 60).map((index) => leaseOf(index, numbers(100 * index, 100)))])
    counted.commits.length = 0
    await processAll(counted)
    expect(counted.commits).toEqual(Array(6).fill(1010))
    expect(await remaining(counted.store)).toEqual({ leases: 0, leased: 0, booked: 18_000 })
  })

  it('of the same opportunities are released in commits of at most 200 leases', async () => {
    const counted = countingStore()
    await apply(counted.store, [...numbers(0, 5).map((index) => held(index, 900)), ...numbers(0, 900).map((index) => leaseOf(index, numbers(0, 5)))])
    counted.commits.length = 0
    await processAll(counted)
    expect(counted.commits).toEqual([205, 205, 205, 205, 105])
    expect(await remaining(counted.store)).toEqual({ leases: 0, leased: 0, booked: 15 })
  })

  it('are released by requests that wait for the same steps', async () => {
    const counted = countingStore()
    await apply(counted.store, [held(0, 900), ...numbers(0, 900).map((index) => leaseOf(index, [0]))])
    counted.commits.length = 0
    const { processDueBefore } = createDueTimer({ store: counted.store, clock: () => NOW, environmentAt: (now) => environment({ now }), log: { warn () {}, error () {} } })
    await Promise.all(numbers(0, 20).map(async () => { await processDueBefore('PUT') }))
    expect(counted.commits).toHaveLength(5)
  })

  it('do not stop a start', async () => {
    const { store } = countingStore()
    await apply(store, [held(0, 900), ...numbers(0, 900).map((index) => leaseOf(index, [0]))])
    const { request } = await buildApp({ store, types: ['Event'] })
    expect((await request('GET', '/ready')).status).toBe(200)
    expect((await store.transaction(async (tx) => await tx.list('lease', {}))).length).toBe(0)
  })
})

describe('a start on a full disk', () => {
  it('serves what can be read, is not ready, and is ready once there is room', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => { vi.useRealTimers() })
    const { store, disk } = countingStore()
    const first = await buildApp({ store, types: ['Event'] })
    await apply(store, [held(0, 1), leaseOf(0, [0])])
    disk.isFull = true
    const { request } = await buildApp({ store: { ...store }, types: ['Event'], clock: () => NOW })
    expect(await request('GET', '/ready')).toMatchObject({ status: 503, body: { status: 'read-only' } })
    expect((await request('GET', '/feeds/events')).body.items.length).toBeGreaterThan(0)
    disk.isFull = false
    expect(await request('GET', '/ready')).toMatchObject({ status: 503, body: { status: 'starting' } })
    await vi.advanceTimersByTimeAsync(60_000)
    await vi.waitUntil(async () => (await request('GET', '/ready')).status === 200, { timeout: 10_000, interval: 10 })
    await first.app.close()
  })
})
