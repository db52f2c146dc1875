import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import type { Store } from '../../data/store.ts'
import type { Lease } from '../../domain/records/lease.ts'
import { createDueTimer, type DueTimer } from '../../simulator/due-timer.ts'
import { environment, NOW } from '../domain/build.ts'

const MINUTE = 60_000
const expiring: Lease = { partner: 'p', uuid: 'u', seller: 's', spaces: {}, expires: new Date(NOW.getTime() + 10 * MINUTE).toISOString().replace('.000', '') }

interface Idle { readonly timer: DueTimer, readonly errors: unknown[], leases (): Promise<number>, fail (isFailing: boolean): void }

/** Create an idle store with a lease that expires in ten minutes, and its timer. */
async function idle (): Promise<Idle> {
  const kept = createMemoryStore(emptySnapshot(NOW))
  await kept.transaction(async (tx) => { await tx.apply([{ kind: 'lease', id: 'u p', record: expiring }]) })
  let failing = false
  const store: Store = { ...kept, transaction: async (work) => { if (failing) throw new Error('The disk is full'); return await kept.transaction(work) } }
  const errors: unknown[] = []
  const timer = createDueTimer({ store, clock: () => new Date(), environmentAt: (now) => environment({ now }), log: { warn () {}, error: (...line: unknown[]) => { errors.push(line) } } })
  return {
    timer,
    errors,
    leases: async () => await kept.transaction(async (tx) => (await tx.list('lease', {})).length),
    fail (isFailing) { failing = isFailing }
  }
}

beforeEach(() => { vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] }) })
afterEach(() => { vi.useRealTimers() })

describe('without requests', () => {
  it('a due lease expires at its time', async () => {
    const { timer, leases } = await idle()
    timer.start()
    await vi.advanceTimersByTimeAsync(10 * MINUTE - 1)
    expect(await leases()).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await leases()).toBe(0)
    timer.stop()
  })

  it('a failure is logged, and the next attempt follows a minute later', async () => {
    const { timer, errors, leases, fail } = await idle()
    timer.start()
    fail(true)
    await vi.advanceTimersByTimeAsync(11 * MINUTE - 1)
    expect(errors).toHaveLength(1)
    fail(false)
    expect(await leases()).toBe(1)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect([await leases(), errors.length]).toEqual([0, 1])
    timer.stop()
  })

  it('nothing happens after a stop', async () => {
    const { timer, leases } = await idle()
    timer.start()
    timer.stop()
    await vi.advanceTimersByTimeAsync(60 * MINUTE)
    expect([await leases(), vi.getTimerCount()]).toEqual([1, 0])
  })

  it('a stop during a run leaves no timer', async () => {
    const { timer, leases } = await idle()
    timer.start()
    await vi.advanceTimersByTimeAsync(10 * MINUTE - 1)
    vi.advanceTimersByTime(1)
    timer.stop()
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect([await leases(), vi.getTimerCount()]).toEqual([0, 0])
  })
})
