import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import { createGate, deferred, type Gate, isPending } from './gate.ts'
import { allIn, apply, dropOrder, idsIn, NOW, order, pictureOf, putLease, putOrder } from './records.ts'

/**
 * What every store does while a change is not durable yet, and when it can't be made so.
 * @param open - opens an empty store whose writes pass the gate
 */
export function describeDurability (name: string, open: (gate: Gate) => Promise<Store>): void {
  const broken = new Error('disk on fire')
  let gate: Gate
  let store: Store

  beforeEach(async () => {
    const ownGate = gate = createGate()
    const opened = store = await open(gate)
    onTestFinished(async () => {
      ownGate.openAll()
      await opened.close()
    })
  })

  /** Asks for a transaction that changes nothing, and waits until it runs: all that was asked for before has been applied then. */
  async function readLast (id: string): Promise<{ seen: unknown, reading: Promise<void> }> {
    const seen = deferred<unknown>()
    const reading = store.transaction(async (tx) => { seen.resolve(await tx.get('order', id)) })
    reading.catch(() => {})
    return { seen: await seen.promise, reading }
  }

  describe(`before a change is durable, the ${name} store`, () => {
    it('tells and shows nothing of it, though the next transaction works on it already', async () => {
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
      expect((await idsIn(store, 'a'))[0]).toBe('1')
      await second
      expect(await idsIn(store, 'a')).toEqual(['1', '2'])
    })

    it('shows a changed, a dropped and a moved item as they were', async () => {
      await apply(store, putOrder('changed', { feed: 'a' }), putOrder('dropped', { feed: 'a' }), putOrder('moved', { feed: 'a' }))
      const before = await store.feedPage('a', null, 10)
      const held = gate.hold()
      const change = apply(store, putOrder('changed', { seller: 'second' }), dropOrder('dropped'), putOrder('moved', { feed: 'b' }))
      await held.reached
      expect(await store.feedPage('a', null, 10)).toEqual(before)
      expect(await idsIn(store, 'b')).toEqual([])
      held.open()
      await change
      expect((await store.feedPage('a', null, 10)).map(({ record }) => record)).toEqual([order('changed', 'second')])
      expect(await idsIn(store, 'b')).toEqual(['moved'])
    })

    it('does not answer a transaction that changed nothing but may have seen it', async () => {
      const held = gate.hold()
      const change = apply(store, putOrder('1'))
      await held.reached
      const reading = store.transaction(async (tx) => await tx.get('order', '1'))
      expect(await isPending(reading)).toBe(true)
      held.open()
      expect(await reading).toEqual(order('1'))
      await change
    })

    it('does not refuse because of it either', async () => {
      const held = gate.hold()
      const change = apply(store, putOrder('1'))
      await held.reached
      const refusing = store.transaction(async (tx) => { throw new Error(`there is ${(await tx.get('order', '1'))?.uuid ?? 'none'}`) })
      expect(await isPending(refusing)).toBe(true)
      held.open()
      await expect(refusing).rejects.toThrow('there is 1')
      await change
    })
  })

  describe(`when a change can not be made durable, the ${name} store`, () => {
    it('fails it and everything applied since, and is as it was', async () => {
      await apply(store, putOrder('changed', { feed: 'a' }), putOrder('dropped', { feed: 'a' }), putOrder('moved', { feed: 'a' }), putLease('lease', '2027-03-09T11:00:00Z'))
      const before = await pictureOf(store)
      const held = gate.hold()
      const changes = [
        apply(store, putOrder('changed', { seller: 'second', feed: 'a' }), putLease('lease', '2027-03-09T10:00:00Z')),
        apply(store, putOrder('changed', { seller: 'third' }), putOrder('moved', { feed: 'b' }), { kind: 'lease', id: 'lease', record: null }),
        apply(store, putOrder('dropped', { seller: 'second' }), dropOrder('dropped'), putOrder('new', { feed: 'b' }), dropOrder('changed'))
      ]
      await held.reached
      const { seen, reading } = await readLast('new')
      expect(seen).toEqual(order('new'))
      held.fail(broken)
      for (const going of [...changes, reading]) await expect(going).rejects.toThrow(StoreUnavailableError)
      await expect(changes[0]).rejects.toMatchObject({ cause: broken })
      expect(await pictureOf(store)).toEqual(before)
    })

    it('fails a refusal that may rest on it', async () => {
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

    it.each(['answers', 'refuses'])('runs a work again that was at it, whether it %s at first', async (first) => {
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
        if (found !== undefined && first === 'refuses') throw new Error('it is taken')
        return seen.length
      })
      await begun.promise
      held.fail(broken)
      await expect(change).rejects.toThrow(StoreUnavailableError)
      goOn.resolve()
      expect(await second).toBe(2)
      expect(seen).toEqual([order('1'), undefined])
      expect(await allIn(store)).toEqual([['order', '2', order('2')]])
      expect(await idsIn(store, 'a')).toEqual(['2'])
    })

    it('goes on working, and gives the lost change numbers to nobody', async () => {
      await apply(store, putOrder('1', { feed: 'a' }))
      const held = gate.hold()
      const lost = [apply(store, putOrder('2', { feed: 'a' })), apply(store, putOrder('3', { feed: 'a' }), putOrder('4', { feed: 'a' }))]
      await held.reached
      expect((await readLast('4')).seen).toEqual(order('4'))
      held.fail(broken)
      for (const change of lost) await expect(change).rejects.toThrow(StoreUnavailableError)
      await apply(store, putOrder('5', { feed: 'a' }))
      expect(await idsIn(store, 'a')).toEqual(['1', '5'])
      // 1 took the first number, and 2, 3 and 4 the next three.
      expect((await store.feedPage('a', null, 10))[1]?.modified).toBeGreaterThan(NOW.getTime() * 1000 + 4)
    })

    it('undoes again when the next change can not be kept either', async () => {
      await apply(store, putOrder('1', { feed: 'a' }))
      const before = await pictureOf(store)
      for (const seller of ['second', 'third']) {
        const held = gate.hold()
        const change = apply(store, putOrder('1', { seller, feed: 'a' }))
        await held.reached
        held.fail(broken)
        await expect(change).rejects.toThrow(StoreUnavailableError)
      }
      expect(await pictureOf(store)).toEqual(before)
    })
  })
}
