import { expect } from 'vitest'
import type { Store } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Lease } from '../../domain/records/lease.ts'
import type { DeletedOrder } from '../../domain/records/order.ts'
import type { SamplePlan } from '../../domain/records/sample.ts'
import { allKept, type Kept } from '../helpers/kept.ts'

export const NOW = new Date('2027-03-09T10:20:00Z')
export const clock = (): Date => NOW

/** @returns a small record; `seller` marks its version. */
export const order = (uuid: string, seller = 'first'): DeletedOrder => ({ partner: 'p', uuid, seller, deleted: true })

/** @returns a change that keeps an order, and with `feed` moves it to the end of that feed. */
export const putOrder = (uuid: string, { seller, feed }: { seller?: string, feed?: string } = {}): Change =>
  ({ kind: 'order', id: uuid, record: order(uuid, seller), ...(feed !== undefined && { feed }) })

export const dropOrder = (uuid: string): Change => ({ kind: 'order', id: uuid, record: null })

export const lease = (uuid: string, expires: string): Lease =>
  ({ partner: 'p', uuid, seller: 's', expires, spaces: {} })

export const putLease = (uuid: string, expires: string): Change =>
  ({ kind: 'lease', id: uuid, record: lease(uuid, expires) })

export const dropLease = (uuid: string): Change => ({ kind: 'lease', id: uuid, record: null })

const ASSORTMENT: SamplePlan['assortment'] = {
  types: [],
  sampleSize: 0,
  richness: 'realistic',
  prices: 'mixed',
  prepayment: 'mixed',
  cancellation: 'mixed',
  logisticsUpdates: false,
  sellers: [],
  taxCalculation: true
}

/** @returns a record with a counter in it. */
export const plan = (seed: number): SamplePlan =>
  ({ seed, lastDay: '2027-03-22', expires: '2027-03-30T00:00:00Z', assortment: ASSORTMENT })

/** Apply changes in one transaction. */
export async function apply (store: Store, ...changes: readonly Change[]): Promise<void> {
  await store.transaction(async (tx) => { await tx.apply(changes) })
}

/** @returns the ids of a feed after `cursor`, in its order. */
export async function feedIds (store: Store, feed: string, cursor: number | null = null): Promise<string[]> {
  return (await store.feedPage(feed, cursor, 1000)).map(({ id }) => id)
}

/**
 * Read every record of a store, and check that each is found by its id: its UUID here, or `count` for the counter.
 * @param store - store to read
 * @returns the records with their kinds and ids
 */
export async function allRecords (store: Store): Promise<Kept> {
  const all = await allKept(store, (record) => 'uuid' in record ? record.uuid : 'count')
  await store.transaction(async (tx) => {
    for (const [kind, id, record] of all) expect(await tx.get(kind, id)).toEqual(record)
  })
  return all
}

/** @returns everything that a reader of a store sees, in an order that does not depend on its history. */
export async function observableState (store: Store, feeds: readonly string[] = ['a', 'b']): Promise<unknown> {
  const records = (await allRecords(store)).map((entry) => JSON.stringify(entry)).sort()
  const pages = await Promise.all(feeds.map(async (feed) => [feed, await store.feedPage(feed, null, 100_000)]))
  return { records, pages, dueAt: await store.dueAt() }
}
