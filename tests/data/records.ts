import { expect } from 'vitest'
import type { Store } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Lease } from '../../domain/records/lease.ts'
import type { DeletedOrder } from '../../domain/records/order.ts'
import type { SamplePlan } from '../../domain/records/sample.ts'
import { allKept, type Kept } from '../helpers/kept.ts'

export const NOW = new Date('2027-03-09T10:20:00Z')
export const clock = (): Date => NOW

/** A small record; `seller` tells its versions apart. */
export const order = (uuid: string, seller = 'first'): DeletedOrder => ({ partner: 'p', uuid, seller, deleted: true })

export const putOrder = (uuid: string, { seller, feed }: { seller?: string, feed?: string } = {}): Change =>
  ({ kind: 'order', id: uuid, record: order(uuid, seller), ...(feed !== undefined && { feed }) })

export const dropOrder = (uuid: string): Change => ({ kind: 'order', id: uuid, record: null })

export const lease = (uuid: string, expires: string): Lease => ({ partner: 'p', uuid, seller: 's', expires, spaces: {} })

export const putLease = (uuid: string, expires: string): Change => ({ kind: 'lease', id: uuid, record: lease(uuid, expires) })

/** A record with a number in it, to count with. */
export const plan = (seed: number): SamplePlan => ({ seed, lastDay: '2027-03-22', expires: '2027-03-30T00:00:00Z', assortment: { types: [], sampleSize: 0, richness: 'realistic', prices: 'mixed', prepayment: 'mixed', cancellation: 'mixed', logisticsUpdates: false, sellers: [], taxCalculation: true } })

/** Applies changes in one transaction. */
export async function apply (store: Store, ...changes: readonly Change[]): Promise<void> {
  await store.transaction(async (tx) => { await tx.apply(changes) })
}

/** @returns the ids that a feed shows, in its order. */
export async function idsIn (store: Store, feed: string, cursor: number | null = null, limit = 1000): Promise<string[]> {
  return (await store.feedPage(feed, cursor, limit)).map(({ id }) => id)
}

/** @returns all that a store keeps, if it is found by its ids: records are under their UUIDs here, and what counts is under a name. */
export async function allIn (store: Store): Promise<Kept> {
  const all = await allKept(store, (record) => 'uuid' in record ? record.uuid : 'count')
  await store.transaction(async (tx) => {
    for (const [kind, id, record] of all) expect(await tx.get(kind, id)).toEqual(record)
  })
  return all
}

/** @returns all that can be seen of a store, in an order that does not depend on its past. */
export async function pictureOf (store: Store, feeds: readonly string[] = ['a', 'b']): Promise<unknown> {
  const records = (await allIn(store)).map((entry) => JSON.stringify(entry)).sort()
  const pages = await Promise.all(feeds.map(async (feed) => [feed, await store.feedPage(feed, null, 100_000)]))
  return { records, pages, dueAt: store.dueAt() }
}
