import { beforeEach, describe, expect, it } from 'vitest'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'
import { deferred, type Gate, isPending, openBehindGate } from './gate.ts'
import {
  allRecords, apply, dropLease, dropOrder, feedIds, NOW, observableState, order, putLease, putOrder
} from './records.ts'

/**
 * Test any store: the time before a change is durable, and a change that cannot be made durable.
 * @param name - name of the store in test names
 * @param open - opens an empty store whose writes pass the gate
 */
export function describeDurability (name: string, open: (gate: Gate) => Promise<Store>): void {
  const broken = new Error('disk on fire')
  let gate: Gate
  let store: Store

  beforeEach(async () => { ({ gate, store } = await openBehindGate(open)) })

  /** Start a transaction without changes, and wait until it runs: then everything requested earlier is applied. */
  async function readLast (id: string): Promise<{ seen: unknown, reading: Promise<void> }> {
    const seen = deferred<unknown>()
    const reading = store.transaction(async (tx) => { seen.resolve(await tx.get('order', id)) })
    reading.catch(() => {})
    return { seen: await seen.promise, reading }
  }

  describe(`before a change is durable, the ${name} store`, () => {
    it('lets the next transaction read it, but answers neither and shows it in no feed', async () => {
      const held = gate.hold()
      const first = apply(store, putOrder('1', { feed: 'a' }))
      await held.reached
      const seen = deferred<unknown>()
      const second = store.transaction(async (tx) => {
        seen.resolve(await tx.get('order', '1'))
        await tx.apply([putOrder('2', { feed: 'a' })])
      })
      expect(await seen.promise).toEqual(order('1'))
      expect(await isPending(first)).toBe(true)
      expect(await isPending(second)).toBe(true)
      expect(await store.feedPage('a', null, 10)).toEqual([])
      held.open()
      await first
      expect((await feedIds(store, 'a'))[0]).toBe('1')
      await second
      expect(await feedIds(store, 'a')).toEqual(['1', '2'])
    })

    it('shows changed, dropped and moved items of a feed as they were', async () => {
      await apply(store, ...['changed', 'dropped', 'moved'].map((id) => putOrder(id, { feed: 'a' })))
      const before = await store.feedPage('a', null, 10)
      const held = gate.hold()
      const update = putOrder('changed', { seller: 'second' })
      const change = apply(store, update, dropOrder('dropped'), putOrder('moved', { feed: 'b' }))
      await held.reached
      expect(await store.feedPage('a', null, 10)).toEqual(before)
      expect(await feedIds(store, 'b')).toEqual([])
      held.open()
      await change
      expect((await store.feedPage('a', null, 10)).map(({ record }) => record)).toEqual([order('changed', 'second')])
      expect(await feedIds(store, 'b')).toEqual(['moved'])
    })

    it('does not answer a transaction without changes, which may have read it', async () => {
      const held = gate.hold()
      const change = apply(store, putOrder('1'))
      await held.reached
      const reading = store.transaction(async (tx) => await tx.get('order', '1'))
      expect(await isPending(reading)).toBe(true)
      held.open()
      expect(await reading).toEqual(order('1'))
      await change
    })

    it('answers a reader of other records, and not yet one that has seen the change', async () => {
      await apply(store, putOrder('other'))
      const held = gate.hold()
      const change = apply(store, putOrder('1'))
      await held.reached
      expect(await store.read(async (reader) => await reader.get('order', 'other'))).toEqual(order('other'))
      expect(await store.read(async (reader) => await reader.list('lease', {}))).toEqual([])
      const readings = [
        store.read(async (reader) => await reader.get('order', '1')),
        store.read(async (reader) => (await reader.list('order', { uuid: '1' }))[0]),
        store.read(async (reader) => (await reader.all()).map(({ record }) => record).at(-1))
      ]
      for (const reading of readings) expect(await isPending(reading)).toBe(true)
      held.open()
      expect(await Promise.all(readings)).toEqual([order('1'), order('1'), order('1')])
      await change
    })

    it('does not reject a transaction whose work throws, which may have read it', async () => {
      const held = gate.hold()
      const change = apply(store, putOrder('1'))
      await held.reached
      const refusing = store.transaction(async (tx) => {
        throw new Error(`there is ${(await tx.get('order', '1'))?.uuid ?? 'none'}`)
      })
      expect(await isPending(refusing)).toBe(true)
      held.open()
      await expect(refusing).rejects.toThrow('there is 1')
      await change
    })
  })

  describe(`when a change cannot be made durable, the ${name} store`, () => {
    it('fails it and every later change, and has its earlier state', async () => {
      await apply(store, ...['changed', 'dropped', 'moved'].map((id) => putOrder(id, { feed: 'a' })))
      await apply(store, putLease('lease', '2027-03-09T11:00:00Z'))
      const before = await observableState(store)
      const held = gate.hold()
      const changes = [
        [putOrder('changed', { seller: 'second', feed: 'a' }), putLease('lease', '2027-03-09T10:00:00Z')],
        [putOrder('changed', { seller: 'third' }), putOrder('moved', { feed: 'b' }), dropLease('lease')],
        [putOrder('dropped', { seller: 'second' }), dropOrder('dropped'), putOrder('new', { feed: 'b' })],
        [dropOrder('changed')]
      ].map((each) => apply(store, ...each))
      await held.reached
      const { seen, reading } = await readLast('new')
      expect(seen).toEqual(order('new'))
      held.fail(broken)
      for (const pending of [...changes, reading]) await expect(pending).rejects.toThrow(StoreUnavailableError)
      await expect(changes[0]).rejects.toMatchObject({ cause: broken })
      expect(await observableState(store)).toEqual(before)
    })

    it('fails a reader that has seen the change, and no other', async () => {
      await apply(store, putOrder('other'))
      const held = gate.hold()
      const change = apply(store, putOrder('1'))
      await held.reached
      const reading = store.read(async (reader) => await reader.get('order', '1'))
      const other = store.read(async (reader) => await reader.get('order', 'other'))
      expect(await isPending(reading)).toBe(true)
      held.fail(broken)
      await expect(reading).rejects.toThrow(StoreUnavailableError)
      await expect(change).rejects.toThrow(StoreUnavailableError)
      expect(await other).toEqual(order('other'))
      expect(await store.read(async (reader) => await reader.get('order', '1'))).toBeUndefined()
    })

    it('fails a transaction whose work throws, which may have read it', async () => {
      const held = gate.hold()
      const change = apply(store, putOrder('1'))
      await held.reached
      const thrown = deferred()
      const refusing = store.transaction(async () => {
        thrown.resolve()
        throw new Error('it is taken')
      })
      await thrown.promise
      expect(await isPending(refusing)).toBe(true)
      held.fail(broken)
      await expect(refusing).rejects.toThrow(StoreUnavailableError)
      await expect(change).rejects.toThrow(StoreUnavailableError)
    })

    it.each(['returns', 'throws'])('repeats work that was running, even if it first %s', async (first) => {
      const held = gate.hold()
      const change = apply(store, putOrder('1', { feed: 'a' }))
      await held.reached
      const [begun, goOn] = [deferred(), deferred()]
      const seen: unknown[] = []
      const second = store.transaction(async (tx) => {
        const found = await tx.get('order', '1')
        seen.push(found)
        begun.resolve()
        await goOn.promise
        await tx.apply([putOrder(found === undefined ? '2' : '3', { feed: 'a' })])
        if (found !== undefined && first === 'throws') throw new Error('it is taken')
        return seen.length
      })
      await begun.promise
      held.fail(broken)
      await expect(change).rejects.toThrow(StoreUnavailableError)
      goOn.resolve()
      expect(await second).toBe(2)
      expect(seen).toEqual([order('1'), undefined])
      expect(await allRecords(store)).toEqual([['order', '2', order('2')]])
      expect(await feedIds(store, 'a')).toEqual(['2'])
    })

    it('keeps working, and never reuses the change numbers of lost changes', async () => {
      await apply(store, putOrder('1', { feed: 'a' }))
      const held = gate.hold()
      const [two, three, four] = ['2', '3', '4'].map((id) => putOrder(id, { feed: 'a' })) as [Change, Change, Change]
      const lost = [apply(store, two), apply(store, three, four)]
      await held.reached
      expect((await readLast('4')).seen).toEqual(order('4'))
      held.fail(broken)
      for (const change of lost) await expect(change).rejects.toThrow(StoreUnavailableError)
      await apply(store, putOrder('5', { feed: 'a' }))
      expect(await feedIds(store, 'a')).toEqual(['1', '5'])
      // Order 1 has the first number; orders 2, 3 and 4 used the next three.
      expect((await store.feedPage('a', null, 10))[1]?.modified).toBeGreaterThan(NOW.getTime() * 1000 + 4)
    })

    it('undoes the next change too if that cannot be made durable either', async () => {
      await apply(store, putOrder('1', { feed: 'a' }))
      const before = await observableState(store)
      for (const seller of ['second', 'third']) {
        const held = gate.hold()
        const change = apply(store, putOrder('1', { seller, feed: 'a' }))
        await held.reached
        held.fail(broken)
        await expect(change).rejects.toThrow(StoreUnavailableError)
      }
      expect(await observableState(store)).toEqual(before)
    })
  })
}
