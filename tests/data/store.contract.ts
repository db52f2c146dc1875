import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Where } from '../../domain/records/record-kinds.ts'
import {
  allRecords, apply, dropLease, dropOrder, feedIds, lease, NOW, order, plan, putLease, putOrder
} from './records.ts'

/**
 * Test any store in one process without failures.
 * @param name - name of the store in test names
 * @param open - opens an empty store whose clock stands at NOW
 */
export function describeStore (name: string, open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    const opened = store = await open()
    onTestFinished(async () => { await opened.close() })
  })

  describe(`a transaction of the ${name} store`, () => {
    it('runs as if it were alone', async () => {
      await apply(store, { kind: 'sample', id: 'count', record: plan(0) })
      const increment = async (): Promise<number> => await store.transaction(async (tx) => {
        const { seed = -1 } = await tx.get('sample', 'count') ?? {}
        await setImmediate()
        await tx.apply([{ kind: 'sample', id: 'count', record: plan(seed + 1) }])
        return seed + 1
      })
      const results = await Promise.all(Array.from({ length: 50 }, increment))
      expect(results).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
      expect(await allRecords(store)).toEqual([['sample', 'count', plan(50)]])
    })

    it('lets a reader see one state, however long it reads', async () => {
      await apply(store, putOrder('1'), putOrder('2'))
      const seen = await store.read(async (reader) => {
        const first = await reader.get('order', '1')
        if (first?.seller === 'first') await apply(store, putOrder('1', { seller: 'second' }), putOrder('2', { seller: 'second' }))
        return [first, await reader.get('order', '2')].map((record) => record?.seller)
      })
      expect(new Set(seen).size).toBe(1)
      expect((await store.read(async (reader) => await reader.get('order', '2')))?.seller).toBe('second')
    })

    it('keeps none of its changes and throws the same error if its work throws', async () => {
      await apply(store, putOrder('1', { feed: 'a' }))
      const refusal = new Error('no')
      await expect(store.transaction(async (tx) => {
        await tx.apply([putOrder('1', { seller: 'second', feed: 'a' }), putOrder('2', { feed: 'a' })])
        throw refusal
      })).rejects.toBe(refusal)
      expect(await allRecords(store)).toEqual([['order', '1', order('1')]])
      expect((await store.feedPage('a', null, 10)).map(({ record }) => record)).toEqual([order('1')])
    })

    it('tells when its changes are applied, before the next one begins, and also if it has none', async () => {
      const told: string[] = []
      const work = async (name: string, changes: readonly Change[]): Promise<void> => await store.transaction(async (tx) => {
        told.push(`${name} sees ${(await tx.get('order', '1'))?.seller ?? 'none'}`)
        await tx.apply(changes)
        if (name === 'third') throw new Error('no')
      }, () => { told.push(`${name} is applied`) })
      const all = [work('first', [putOrder('1')]), work('second', []), work('third', [putOrder('1', { seller: 'third' })]), work('last', [])]
      await Promise.allSettled(all)
      expect(told).toEqual([
        'first sees none', 'first is applied', 'second sees first', 'second is applied', 'third sees first', 'last sees first', 'last is applied'
      ])
    })

    it('gets undefined for a dropped or missing record', async () => {
      await apply(store, putOrder('1'), dropOrder('1'))
      const found = await store.transaction(async (tx) => {
        return [await tx.get('order', '1'), await tx.get('order', '2'), await tx.get('lease', '1')]
      })
      expect(found).toEqual([undefined, undefined, undefined])
    })

    it('reads the changes that it has applied itself', async () => {
      await apply(store, putOrder('kept'), putOrder('changed'), putOrder('dropped'))
      const seen = await store.transaction(async (tx) => {
        await tx.apply([putOrder('changed', { seller: 'second' }), dropOrder('dropped')])
        await tx.apply([putOrder('new', { seller: 'second' })])
        const ids = ['kept', 'changed', 'dropped', 'new']
        return {
          got: await Promise.all(ids.map(async (id) => await tx.get('order', id))),
          listed: (await tx.list('order', {})).map(({ uuid }) => uuid).sort(),
          first: await tx.list('order', { seller: 'first' }),
          second: (await tx.list('order', { seller: 'second' })).length
        }
      })
      expect(seen).toEqual({
        got: [order('kept'), order('changed', 'second'), undefined, order('new', 'second')],
        listed: ['changed', 'kept', 'new'],
        first: [order('kept')],
        second: 2
      })
    })

    it('measures exactly a partner that reaches the limit, also after records of it have gone', async () => {
      const sizeOf = async (limit: number): Promise<number> =>
        await store.transaction(async (tx) => await tx.sizeOf('p', limit))
      expect(await sizeOf(1)).toBe(0)
      await apply(store, putOrder('1'), putOrder('2'), putOrder('3'))
      const size = await sizeOf(1)
      expect(size).toBeGreaterThan(0)
      expect(await sizeOf(Infinity)).toBeGreaterThanOrEqual(size)
      await apply(store, dropOrder('1'), dropOrder('2'), dropOrder('3'))
      expect(await sizeOf(1)).toBe(0)
    })

    it('lists the records of one kind that have every given value', async () => {
      await apply(store, putOrder('1', { seller: 'x' }), putOrder('2', { seller: 'x' }), putOrder('3', { seller: 'y' }))
      await apply(store, putLease('4', '2027-03-09T11:00:00Z'))
      const list = async (where: Where<'order'>): Promise<string[]> =>
        await store.transaction(async (tx) => (await tx.list('order', where)).map(({ uuid }) => uuid).sort())
      expect(await list({})).toEqual(['1', '2', '3'])
      expect(await list({ seller: 'x' })).toEqual(['1', '2'])
      expect(await list({ seller: 'x', uuid: '2' })).toEqual(['2'])
      expect(await list({ seller: 'x', uuid: '3' })).toEqual([])
      expect(await list({ seller: 'z' })).toEqual([])
      const few = await store.transaction(async (tx) => {
        await tx.apply([dropOrder('1'), putOrder('4', { seller: 'x' })])
        return [await tx.list('order', { seller: 'x' }, 2), await tx.list('order', { seller: 'x' }, 1), await tx.list('order', { seller: 'x' }, 0)]
      })
      expect(few.map((found) => found.map(({ uuid }) => uuid))).toEqual([['2', '4'], ['2'], []])
    })

    it('finds a record by its current values only', async () => {
      await apply(store, putOrder('1', { seller: 'x' }), putOrder('2', { seller: 'x' }))
      await apply(store, putOrder('1', { seller: 'y' }))
      await apply(store, dropOrder('2'), putOrder('3', { seller: 'y' }))
      const list = async (seller: string): Promise<string[]> =>
        await store.transaction(async (tx) => (await tx.list('order', { seller })).map(({ uuid }) => uuid))
      expect([await list('x'), await list('y')]).toEqual([[], ['1', '3']])
    })
  })

  describe(`an expiring record of the ${name} store`, () => {
    const due = async (): Promise<string[]> =>
      await store.transaction(async (tx) => (await tx.due(NOW, 10)).map(({ id }) => id))

    it('is due once it has expired, soonest first', async () => {
      expect(await store.dueAt()).toBe(Infinity)
      await apply(store, putLease('now', '2027-03-09T10:20:00Z'), putLease('later', '2027-03-09T10:20:01Z'))
      await apply(store, putLease('past', '2027-03-09T09:00:00Z'))
      expect(await store.dueAt()).toBe(Date.parse('2027-03-09T09:00:00Z'))
      expect(await due()).toEqual(['past', 'now'])
      const [first] = await store.transaction(async (tx) => await tx.due(NOW, 10))
      expect(first).toEqual({ kind: 'lease', id: 'past', record: lease('past', '2027-03-09T09:00:00Z') })
    })

    it('stays due until it is changed or dropped', async () => {
      await apply(store, putLease('1', '2027-03-09T10:00:00Z'), putLease('2', '2027-03-09T10:05:00Z'))
      await apply(store, putLease('3', '2027-03-09T10:10:00Z'))
      expect(await due()).toEqual(['1', '2', '3'])
      await apply(store, putLease('1', '2027-03-09T11:00:00Z'), dropLease('2'))
      expect(await due()).toEqual(['3'])
      await apply(store, putLease('3', '2027-03-09T10:10:00Z'))
      expect(await due()).toEqual(['3'])
      await apply(store, dropLease('3'))
      expect(await due()).toEqual([])
      expect(await store.dueAt()).toBe(Date.parse('2027-03-09T11:00:00Z'))
    })
  })

  it(`the ${name} store lists every record`, async () => {
    await apply(store, putOrder('1', { feed: 'a' }), putOrder('2'), putLease('1', '2027-03-09T11:00:00Z'))
    await apply(store, putOrder('1', { seller: 'second' }), dropOrder('2'))
    expect([...await allRecords(store)].sort()).toEqual([
      ['lease', '1', lease('1', '2027-03-09T11:00:00Z')],
      ['order', '1', order('1', 'second')]
    ])
    expect(await feedIds(store, 'a')).toEqual(['1'])
  })
}
