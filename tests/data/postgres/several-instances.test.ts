import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openPostgresStore } from '../../../data/postgres/postgres-store.ts'
import { type Store, StoreUnavailableError } from '../../../data/store.ts'
import { startPostgres, type TestDatabase } from '../../helpers/postgres.ts'
import { isPending } from '../gate.ts'
import { apply, feedIds, order, plan, putOrder } from '../records.ts'

let database: TestDatabase
let worlds = 0

beforeAll(async () => { database = await startPostgres() })
afterAll(async () => { await database.stop() })

async function openInstances (count: number, url = database.url): Promise<Store[]> {
  const world = `several-${worlds++}`
  const stores = await Promise.all(Array.from({ length: count }, async () =>
    await openPostgresStore({ url, world, warn: () => {} })))
  onTestFinished(async () => { await Promise.all(stores.map(async (store) => { await store.close() })) })
  return stores
}

/** Deal calls out to the stores in turn. */
const dealt = (stores: readonly Store[], count: number): Store[] =>
  Array.from({ length: count }, (_, index) => stores[index % stores.length] as Store)

describe('instances that share a database', () => {
  it('start at once on an empty database, and share its records', async () => {
    const [first, ...others] = await openInstances(6, await database.create('empty'))
    await apply(first as Store, putOrder('1', { feed: 'a' }))
    for (const other of others) {
      expect(await other.transaction(async (tx) => await tx.get('order', '1'))).toEqual(order('1'))
      expect(await feedIds(other, 'a')).toEqual(['1'])
    }
  })

  it('lose no update of a record that all of them change', async () => {
    const stores = await openInstances(3)
    await apply(stores[0] as Store, { kind: 'sample', id: 'count', record: plan(0) })
    const counts = await Promise.all(dealt(stores, 150).map(async (store) => await store.transaction(async (tx) => {
      const { seed = -1 } = await tx.get('sample', 'count') ?? {}
      await tx.apply([{ kind: 'sample', id: 'count', record: plan(seed + 1) }])
      return seed + 1
    })))
    expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1))
  })

  it('agree about the one that stores a new record first', async () => {
    const stores = await openInstances(3)
    for (let round = 0; round < 20; round++) {
      const won = await Promise.all(dealt(stores, 9).map(async (store, index) => await store.transaction(async (tx) => {
        if (await tx.get('order', `${round}`) !== undefined) return undefined
        await tx.apply([putOrder(`${round}`, { seller: `${index}`, feed: 'a' })])
        return index
      })))
      const [winner, ...others] = won.filter((index) => index !== undefined)
      expect(others).toEqual([])
      const stored = await (stores[0] as Store).transaction(async (tx) => await tx.get('order', `${round}`))
      expect(stored).toEqual(order(`${round}`, `${winner}`))
    }
  })

  it('let no reader of a feed pass a change that is not committed yet', async () => {
    const stores = await openInstances(3)
    const read = new Set<string>()
    let cursor: number | null = null
    const readOn = async (): Promise<void> => {
      for (const item of await (stores[2] as Store).feedPage('a', cursor, 50)) {
        read.add(item.id)
        cursor = item.modified
      }
    }
    const writes = Promise.all(dealt(stores.slice(0, 2), 300).map((store, index) =>
      apply(store, putOrder(`${index}`, { feed: 'a' }))))
    while (await isPending(writes)) await readOn()
    await writes
    for (let before = -1; before < read.size;) {
      before = read.size
      await readOn()
    }
    expect(read.size).toBe(300)
  })

  it('refuse changes while the database is away, recover by themselves, and lose nothing acknowledged', async () => {
    const stores = await openInstances(2)
    const [first, second] = stores as [Store, Store]
    await apply(first, putOrder('before', { feed: 'a' }))
    const acknowledged = new Set(['before'])
    const writes = dealt(stores, 60).map(async (store, index) => {
      await apply(store, putOrder(`${index}`, { feed: 'a' }))
      acknowledged.add(`${index}`)
    })
    const outcomes = Promise.allSettled(writes)
    await writes[0]
    await database.pause()
    for (const outcome of await outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailableError)
    }
    await expect(apply(second, putOrder('away'))).rejects.toThrow(StoreUnavailableError)
    await expect(first.feedPage('a', null, 10)).rejects.toThrow(StoreUnavailableError)
    expect(await second.isWritable()).toBe(false)
    await database.resume()
    await apply(second, putOrder('after', { feed: 'a' }))
    const kept = await feedIds(first, 'a')
    expect(kept).toEqual(expect.arrayContaining([...acknowledged, 'after']))
    expect(kept).not.toContain('away')
  })
})
