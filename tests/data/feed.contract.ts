import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../data/store.ts'
import { apply, dropOrder, feedIds, lease, NOW, order, putOrder } from './records.ts'

/**
 * Test the feeds of any store.
 * @param name - name of the store in test names
 * @param open - opens an empty store whose clock stands at NOW
 */
export function describeFeeds (name: string, open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    const opened = store = await open()
    onTestFinished(async () => { await opened.close() })
  })

  describe(`a feed of the ${name} store`, () => {
    it('is empty if no change has named it', async () => {
      await apply(store, putOrder('1'))
      expect(await store.feedPage('a', null, 10)).toEqual([])
      expect(await store.feedPage('a', 0, 10)).toEqual([])
    })

    it('shows records in order of change, with change numbers above the opening time of the store', async () => {
      await apply(store, putOrder('2', { feed: 'a' }), putOrder('1', { feed: 'a' }))
      await apply(store, putOrder('3', { feed: 'b' }), putOrder('4', { feed: 'a' }))
      const opened = NOW.getTime() * 1000
      expect(await store.feedPage('a', null, 10)).toEqual([
        { kind: 'order', id: '2', modified: opened + 1, record: order('2') },
        { kind: 'order', id: '1', modified: opened + 2, record: order('1') },
        { kind: 'order', id: '4', modified: opened + 4, record: order('4') }
      ])
      expect(await feedIds(store, 'b')).toEqual(['3'])
    })

    it('leaves as many change numbers unused before a change as it says', async () => {
      await apply(store, putOrder('1', { feed: 'a' }), { ...putOrder('2', { feed: 'a' }), skip: 1000 }, putOrder('3', { feed: 'a' }))
      const opened = NOW.getTime() * 1000
      expect((await store.feedPage('a', null, 10)).map(({ modified }) => modified - opened)).toEqual([1, 1002, 1003])
    })

    it('shows a record once, at the position of its latest change', async () => {
      await apply(store, putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }))
      await apply(store, putOrder('1', { seller: 'second', feed: 'a' }), putOrder('1', { seller: 'third', feed: 'a' }))
      const items = await store.feedPage('a', null, 10)
      expect(items.map(({ record }) => record)).toEqual([order('2'), order('1', 'third')])
      expect(await feedIds(store, 'a', items[0]?.modified)).toEqual(['1'])
    })

    it('shows a change that names no feed at the old position', async () => {
      await apply(store, putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }))
      const before = await store.feedPage('a', null, 10)
      await apply(store, putOrder('1', { seller: 'second' }))
      const after = await store.feedPage('a', null, 10)
      expect(after.map(({ modified }) => modified)).toEqual(before.map(({ modified }) => modified))
      expect(after.map(({ record }) => record)).toEqual([order('1', 'second'), order('2')])
    })

    it('loses a dropped record, and shows a new one with its id only if a change names the feed', async () => {
      await apply(store, putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }))
      await apply(store, dropOrder('1'))
      expect(await feedIds(store, 'a')).toEqual(['2'])
      await apply(store, putOrder('1'))
      expect(await feedIds(store, 'a')).toEqual(['2'])
      await apply(store, putOrder('1', { feed: 'a' }))
      expect(await feedIds(store, 'a')).toEqual(['2', '1'])
    })

    it('loses a record that moves to another feed, and shows it last once it returns', async () => {
      await apply(store, putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }))
      await apply(store, putOrder('1', { feed: 'b' }))
      expect([await feedIds(store, 'a'), await feedIds(store, 'b')]).toEqual([['2'], ['1']])
      await apply(store, putOrder('1', { feed: 'a' }))
      expect([await feedIds(store, 'a'), await feedIds(store, 'b')]).toEqual([['2', '1'], []])
    })

    it('shows two records of different kinds with the same id', async () => {
      const record = lease('1', '2028-01-01T00:00:00Z')
      await apply(store, putOrder('1', { feed: 'a' }), { kind: 'lease', id: '1', record, feed: 'a' })
      await apply(store, dropOrder('1'))
      expect((await store.feedPage('a', null, 10)).map(({ kind }) => kind)).toEqual(['lease'])
    })

    it('has pages without gaps or repetitions', async () => {
      const ids = Array.from({ length: 25 }, (_, index) => `${index}`)
      for (const id of ids) await apply(store, putOrder(id, { feed: 'a' }))
      const read: string[] = []
      const sizes: number[] = []
      for (let cursor: number | null = null, more = true; more;) {
        const page = await store.feedPage('a', cursor, 10)
        read.push(...page.map(({ id }) => id))
        sizes.push(page.length)
        cursor = page.at(-1)?.modified ?? cursor
        more = page.length > 0
      }
      expect(read).toEqual(ids)
      expect(sizes).toEqual([10, 10, 5, 0])
    })

    it('shows each record once after a cursor, however often the records change', async () => {
      const ids = Array.from({ length: 25 }, (_, index) => `${index}`)
      await apply(store, putOrder('first', { feed: 'a' }))
      const [first] = await store.feedPage('a', null, 1)
      for (let round = 0; round < 120; round++) {
        await apply(store, ...ids.map((id) => putOrder(id, { seller: `${round}`, feed: 'a' })))
        if (round % 20 === 0) expect(await feedIds(store, 'a', first?.modified)).toEqual(ids)
      }
      expect(await feedIds(store, 'a')).toEqual(['first', ...ids])
      const page = await store.feedPage('a', first?.modified ?? null, 3)
      expect(page.map(({ record }) => record)).toEqual(['0', '1', '2'].map((id) => order(id, '119')))
    })
  })

  it(`change numbers of the ${name} store increase across all feeds and are unique`, async () => {
    const feedOf = (index: number): string => index % 2 === 0 ? 'a' : 'b'
    const changes = Array.from({ length: 20 }, (_, index) => putOrder(`${index}`, { feed: feedOf(index) }))
    await Promise.all(changes.map((change) => apply(store, change)))
    const items = [...await store.feedPage('a', null, 100), ...await store.feedPage('b', null, 100)]
    const inOrder = [...items].sort((x, y) => x.modified - y.modified)
    expect(inOrder.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`))
    expect(new Set(items.map(({ modified }) => modified)).size).toBe(20)
  })
}
