import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'
import { type Gate, isPending, openBehindGate } from './gate.ts'
import { apply, dropLease, dropOrder, feedIds, lease, observableState, order, putLease, putOrder } from './records.ts'

const LATER = '2027-03-09T11:00:00Z'
const COUNT = 3000
const IDS = Array.from({ length: COUNT }, (_, index) => String(index))

/**
 * Test transactions of any store in one process that have too many changes to apply them at once.
 * @param name - name of the store in test names
 * @param open - opens an empty store whose writes pass the gate
 */
export function describeManyChanges (name: string, open: (gate: Gate) => Promise<Store>): void {
  let gate: Gate
  let store: Store

  beforeEach(async () => {
    ({ gate, store } = await openBehindGate(open))
    await apply(store, ...IDS.map((id) => putOrder(id, { feed: 'a' })), putLease('lease', LATER))
  })

  /** Changes, moves and drops a third of the orders each, and adds as many. */
  const CHANGES: readonly Change[] = IDS.flatMap((id, index) => [
    [putOrder(id, { seller: 'second' }), putOrder(id, { seller: 'second', feed: 'b' }), dropOrder(id)][index % 3] as Change,
    ...(index % 3 === 0 ? [putOrder(`new ${id}`, { seller: 'second', feed: 'a' })] : [])
  ])
  const BEFORE = `${COUNT} first`
  const AFTER = `${COUNT} second`

  /** @returns the number of orders, and their sellers. */
  const summary = async (): Promise<string> => await store.read(async (reader) => {
    const all = await reader.list('order', {})
    const one = await reader.get('order', '0')
    return `${all.length} ${[...new Set([...all, one].map((record) => record?.seller))].join(' and ')}`
  })

  /** Observe the store in each turn until a promise is settled. */
  async function observeUntil<T> (promise: Promise<unknown>, observe: () => Promise<T>): Promise<T[]> {
    const end = new AbortController()
    const settle = (): void => { end.abort() }
    promise.then(settle, settle)
    const seen: T[] = []
    while (!end.signal.aborted) {
      seen.push(await observe())
      await setImmediate()
    }
    return seen
  }

  describe(`thousands of changes in one transaction of the ${name} store`, () => {
    it('let readers go on, who see all of them or none', async () => {
      const change = apply(store, ...CHANGES)
      const seen = await observeUntil(change, summary)
      await change
      expect(await summary()).toBe(AFTER)
      const former = seen.lastIndexOf(BEFORE) + 1
      expect(former).toBeGreaterThan(10)
      expect(new Set(seen)).toEqual(new Set(former === seen.length ? [BEFORE] : [BEFORE, AFTER]))
      expect(new Set(seen.slice(0, former))).toEqual(new Set([BEFORE]))
    })

    it('are seen by the next transaction, and by nobody before their time is told', async () => {
      const seen: string[] = []
      const change = store.transaction(async (tx) => { await tx.apply(CHANGES) }, () => { seen.push('applied') })
      const next = store.transaction(async (tx) => { seen.push(`next ${(await tx.get('order', '0'))?.seller}`) })
      const isApplied = (): boolean => seen.includes('applied')
      const readings = await observeUntil(change, async () => [isApplied(), await summary(), isApplied()] as const)
      await Promise.all([change, next])
      expect(seen).toEqual(['applied', 'next second'])
      for (const [before, found, after] of readings) {
        if (before) expect(found).toBe(AFTER)
        if (!after) expect(found).toBe(BEFORE)
      }
    })

    it('are seen by nobody, and shown in no feed, before they are durable', async () => {
      const feeds = async (): Promise<unknown> => [await store.feedPage('a', null, 10_000), await store.feedPage('b', null, 10_000)]
      const before = await feeds()
      const held = gate.hold()
      const change = apply(store, ...CHANGES)
      await held.reached
      expect(await isPending(change)).toBe(true)
      expect(await summary()).toBe(BEFORE)
      expect(await feeds()).toEqual(before)
      held.open()
      await change
      expect(await summary()).toBe(AFTER)
    })

    it('take no item from the reader of a feed', async () => {
      const held = new Map<string, string>()
      let cursor: number | null = null
      const readOn = async (): Promise<void> => {
        for (const { id, modified, record } of await store.feedPage('a', cursor, 100)) {
          held.set(id, (record as { seller: string }).seller)
          cursor = modified
        }
      }
      const change = apply(store, ...CHANGES.filter(({ record, id }) => record !== null && id.startsWith('new ')), ...IDS.map((id) => putOrder(id, { seller: 'second', feed: 'a' })))
      await observeUntil(change, readOn)
      for (let before: number | null = 0; before !== cursor;) {
        before = cursor
        await readOn()
      }
      expect(Object.fromEntries(held)).toEqual(Object.fromEntries((await store.feedPage('a', null, 10_000)).map(({ id }) => [id, 'second'])))
      expect((await feedIds(store, 'a')).slice(0, 2)).toEqual(['new 0', 'new 3'])
    })

    it('leave records in the order of one change after the other, and the last of several changes to one', async () => {
      // An old and a new record that are dropped and stored again follow all others.
      const again = ['3', 'new 0'].flatMap((id) => [dropOrder(id), putOrder(id, { seller: 'second' })])
      await apply(store, ...CHANGES, putOrder('0', { seller: 'third', feed: 'b' }), dropOrder('1'), dropLease('none'), ...again, dropOrder('new 3'))
      const found = (await store.read(async (reader) => await reader.list('order', {}))).map(({ uuid }) => uuid)
      const kept = IDS.filter((id, index) => index % 3 !== 2 && !['1', '3'].includes(id))
      const added = IDS.filter((id, index) => index % 3 === 0 && !['0', '3'].includes(id)).map((id) => `new ${id}`)
      expect(found).toEqual([...kept, ...added, '3', 'new 0'])
      expect(await store.read(async (reader) => await reader.list('order', { seller: 'third' }))).toEqual([order('0', 'third')])
      expect((await feedIds(store, 'b')).at(-1)).toBe('0')
      expect(await store.read(async (reader) => [await reader.get('lease', 'lease'), await reader.sizeOf('p', 0) > 0])).toEqual([lease('lease', LATER), true])
      expect(await store.dueAt()).toBe(Date.parse(LATER))
    })

    it('are found since a mark, also if another one is forgotten meanwhile', async () => {
      const first = await store.mark()
      await apply(store, putLease('passing', LATER), putOrder('0', { seller: 'between' }))
      const second = await store.mark()
      await apply(store, putLease('short', LATER))
      const change = apply(store, ...CHANGES, dropLease('passing'), dropLease('short'))
      await setImmediate()
      store.forget(second)
      await change
      const changed = await store.read(async (reader) => await reader.changedSince(first))
      const differing = changed.filter(({ before, now }) => before !== undefined || now !== undefined)
      expect(differing).toHaveLength(COUNT + COUNT / 3)
      expect(differing.find(({ before }) => before?.id === '0')).toMatchObject({ before: { record: order('0') }, now: { record: order('0', 'second') } })
    })

    it.each([0, 1, 2])('are found since a mark, also if a later one is forgotten while they are read, in turn %i', async (turns) => {
      const first = await store.mark()
      await apply(store, putOrder('between'))
      const second = await store.mark()
      await apply(store, ...CHANGES)
      const readings = [store.read, store.transaction].map(async (read) => await read(async (reader) => await reader.changedSince(first)))
      for (let turn = 0; turn < turns; turn++) await setImmediate()
      store.forget(second)
      for (const found of await Promise.all(readings)) expect(found).toHaveLength(COUNT + COUNT / 3 + 1)
    })

    it('leave no trace of what came and went since a mark', async () => {
      const mark = await store.mark()
      await apply(store, ...IDS.map((id) => putLease(id, LATER)))
      await apply(store, ...IDS.map(dropLease))
      expect(await store.read(async (reader) => await reader.changedSince(mark))).toEqual([])
    })

    it('leave the state as it was if they cannot be written, and it can be changed again', async () => {
      const mark = await store.mark()
      const before = await observableState(store)
      const held = gate.hold()
      const change = apply(store, ...CHANGES)
      await held.reached
      held.fail(new Error('disk on fire'))
      await expect(change).rejects.toThrow(StoreUnavailableError)
      expect(await observableState(store)).toEqual(before)
      expect(await store.read(async (reader) => await reader.changedSince(mark))).toEqual([])
      expect(await store.isWritable()).toBe(true)
      await apply(store, ...CHANGES)
      await apply(store, putOrder('last', { seller: 'second' }), dropOrder('new 0'))
      expect(await summary()).toBe(AFTER)
    })

    it('leave the state as it was if one of them cannot become JSON, and keep no later change waiting', async () => {
      const before = await observableState(store)
      const broken = { ...order('broken'), toJSON () { throw new Error('no JSON') } }
      await expect(apply(store, ...CHANGES, { kind: 'order', id: 'broken', record: broken })).rejects.toThrow('no JSON')
      expect(await observableState(store)).toEqual(before)
      await apply(store, ...CHANGES)
      expect(await summary()).toBe(AFTER)
    })

    it('are decided again if a change before them cannot be written', async () => {
      const held = gate.hold()
      const first = apply(store, putOrder('extra'))
      await held.reached
      const change = store.transaction(async (tx) => {
        const extra = await tx.get('order', 'extra')
        await tx.apply([...CHANGES, putOrder(extra === undefined ? 'without' : 'with', { seller: 'second' }), dropOrder('new 0')])
      })
      for (let turn = 0; turn < 50; turn++) await setImmediate()
      held.fail(new Error('disk on fire'))
      await expect(first).rejects.toThrow(StoreUnavailableError)
      await change
      expect(await summary()).toBe(AFTER)
      expect(await store.read(async (reader) => await reader.get('order', 'without'))).toEqual(order('without', 'second'))
    })
  })
}
