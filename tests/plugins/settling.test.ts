import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import type { Store } from '../../data/store.ts'
import type { Lease } from '../../domain/records/lease.ts'
import { createSettling, type Settling } from '../../simulator/due-timer.ts'
import { environment, NOW } from '../domain/build.ts'

const MINUTE = 60_000
const lapsing: Lease = { partner: 'p', uuid: 'u', seller: 's', spaces: {}, expires: new Date(NOW.getTime() + 10 * MINUTE).toISOString().replace('.000', '') }

interface Idle { readonly settling: Settling, readonly errors: unknown[], leases (): Promise<number>, fail (isFailing: boolean): void }

/** A store that nobody asks for anything, with a lease that lapses in ten minutes. */
async function idle (): Promise<Idle> {
  const kept = createMemoryStore(() => new Date())
  await kept.transaction(async (tx) => { await tx.apply([{ kind: 'lease', id: 'u p', record: lapsing }]) })
  let failing = false
  const store: Store = { ...kept, transaction: async (work) => { if (failing) throw new Error('The disk is full'); return await kept.transaction(work) } }
  const errors: unknown[] = []
  const settling = createSettling({ store, clock: () => new Date(), environment: (now) => environment({ now }), log: { error: (...line: unknown[]) => { errors.push(line) } } })
  return {
    settling,
    errors,
    leases: async () => await kept.transaction(async (tx) => (await tx.list('lease', {})).length),
    fail (isFailing) { failing = isFailing }
  }
}

beforeEach(() => { vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] }) })
afterEach(() => { vi.useRealTimers() })

describe('when nobody asks', () => {
  it('what is due is done all the same, at its time', async () => {
    const { settling, leases } = await idle()
    settling.start()
    await vi.advanceTimersByTimeAsync(10 * MINUTE - 1)
    expect(await leases()).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await leases()).toBe(0)
    settling.stop()
  })

  it('a failure is logged, and what is due is tried again a minute later, not before', async () => {
    const { settling, errors, leases, fail } = await idle()
    settling.start()
    fail(true)
    await vi.advanceTimersByTimeAsync(11 * MINUTE - 1)
    expect(errors).toHaveLength(1)
    fail(false)
    expect(await leases()).toBe(1)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect([await leases(), errors.length]).toEqual([0, 1])
    settling.stop()
  })

  it('nothing is done any more once it is stopped', async () => {
    const { settling, leases } = await idle()
    settling.start()
    settling.stop()
    await vi.advanceTimersByTimeAsync(60 * MINUTE)
    expect([await leases(), vi.getTimerCount()]).toEqual([1, 0])
  })

  it('stopping while something is under way leaves no timer', async () => {
    const { settling, leases } = await idle()
    settling.start()
    await vi.advanceTimersByTimeAsync(10 * MINUTE - 1)
    vi.advanceTimersByTime(1)
    settling.stop()
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect([await leases(), vi.getTimerCount()]).toEqual([0, 0])
  })
})
