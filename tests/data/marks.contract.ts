import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Mark, Store } from '../../data/store.ts'
import type { Difference, StoredRecord } from '../../domain/records/change.ts'
import { apply, dropLease, dropOrder, lease, order, putLease, putOrder } from './records.ts'

const LATER = '2027-03-09T11:00:00Z'

/**
 * Test the marks of any store.
 * @param name - name of the store in test names
 * @param open - opens an empty store
 */
export function describeMarks (name: string, open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    const opened = store = await open()
    onTestFinished(async () => { await opened.close() })
  })

  const changedSince = async (mark: Mark): Promise<readonly Difference[]> =>
    (await store.transaction(async (tx) => await tx.changedSince(mark)))
      .map(({ before, now }) => ({ before: before && plain(before), now: now && plain(now) }))
  const stored = (uuid: string, { seller, feed }: { seller?: string, feed?: string } = {}) =>
    ({ kind: 'order', id: uuid, record: order(uuid, seller), ...(feed !== undefined && { feed }) })

  describe(`a mark of the ${name} store`, () => {
    it('remembers each changed record, its feed, and that it was missing', async () => {
      await apply(store, putOrder('kept', { feed: 'a' }), putOrder('changed', { feed: 'a' }), putOrder('moved'), putOrder('dropped'))
      const mark = await store.mark()
      expect(await changedSince(mark)).toEqual([])
      await apply(store, putOrder('changed', { seller: 'second' }), putOrder('moved', { feed: 'b' }), dropOrder('dropped'))
      await apply(store, putOrder('changed', { seller: 'third', feed: 'b' }), putOrder('new', { feed: 'a' }))
      expect((await changedSince(mark)).toSorted(byId)).toEqual([
        { before: stored('changed', { feed: 'a' }), now: stored('changed', { seller: 'third', feed: 'b' }) },
        { before: stored('dropped'), now: undefined },
        { before: stored('moved'), now: stored('moved', { feed: 'b' }) },
        { before: undefined, now: stored('new', { feed: 'a' }) }
      ])
    })

    it('remembers the state at each of several marks, in any order of their removal', async () => {
      const marks: Mark[] = []
      for (const seller of ['first', 'second', 'third', 'fourth']) {
        await apply(store, putOrder('1', { seller }), putLease(seller, LATER))
        marks.push(await store.mark())
      }
      await apply(store, dropOrder('1'))
      const sellers = async (of: readonly Mark[]): Promise<unknown[]> => await Promise.all(of.map(async (mark) => {
        const found = (await changedSince(mark)).find(({ before }) => before?.kind === 'order')
        return found?.before?.record
      }))
      expect(await sellers(marks)).toEqual(['first', 'second', 'third', 'fourth'].map((seller) => order('1', seller)))
      const [first, second, third, fourth] = marks as [Mark, Mark, Mark, Mark]
      store.forget(third)
      expect(await sellers([first, second, fourth])).toEqual(['first', 'second', 'fourth'].map((seller) => order('1', seller)))
      store.forget(first)
      expect(await sellers([second, fourth])).toEqual([order('1', 'second'), order('1', 'fourth')])
      expect((await changedSince(second)).filter(({ now }) => now?.kind === 'lease')).toHaveLength(2)
      store.forget(fourth)
      expect(await sellers([second])).toEqual([order('1', 'second')])
      await expect(changedSince(third)).rejects.toThrow('no mark 3')
      expect(() => { store.forget(third) }).toThrow('no mark 3')
    })

    it('has nothing to say about a record that came and went', async () => {
      const mark = await store.mark()
      await apply(store, putLease('1', LATER))
      await apply(store, dropLease('1'))
      expect(await changedSince(mark)).toEqual([])
      await apply(store, putLease('1', LATER))
      expect(await changedSince(mark)).toEqual([{ before: undefined, now: { kind: 'lease', id: '1', record: lease('1', LATER) } }])
    })

    it('stays as it is through a transaction that fails, and sees none of the changes of its own transaction', async () => {
      await apply(store, putOrder('1'))
      const mark = await store.mark()
      await expect(store.transaction(async (tx) => {
        await tx.apply([dropOrder('1')])
        expect(await tx.changedSince(mark)).toEqual([])
        throw new Error('no')
      })).rejects.toThrow('no')
      expect(await changedSince(mark)).toEqual([])
    })
  })

  it(`the ${name} store gives all records with their feeds`, async () => {
    await apply(store, putOrder('1', { feed: 'a' }), putOrder('2'), putLease('1', LATER), dropOrder('2'))
    const all = (await store.transaction(async (tx) => await tx.all())).map(plain)
    expect(all.toSorted((a, b) => a.kind < b.kind ? -1 : 1)).toEqual([
      { kind: 'lease', id: '1', record: lease('1', LATER) },
      stored('1', { feed: 'a' })
    ])
  })
}

/** @returns a record without further properties of its store. */
const plain = ({ kind, id, record, feed }: StoredRecord) => ({ kind, id, record, feed }) as StoredRecord

const byId = (a: Difference, b: Difference): number => (a.before ?? a.now)!.id < (b.before ?? b.now)!.id ? -1 : 1
