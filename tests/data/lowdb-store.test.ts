import { readFile, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Journal } from '../../data/file/journal.ts'
import { openFileStore } from '../../data/lowdb-store.ts'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import { opportunity } from '../domain/build.ts'
import { describeDurability } from './durability.contract.ts'
import { describeFeeds } from './feed.contract.ts'
import { copyOf, folderContents, journalLines, newDataFile, openStore, storedRecords } from './files.ts'
import { createGate, type Gate } from './gate.ts'
import {
  allRecords, apply, clock, dropLease, dropOrder, feedIds, NOW, observableState, order, putLease, putOrder
} from './records.ts'
import { describeManyChanges } from './many-changes.contract.ts'
import { describeMarks } from './marks.contract.ts'
import { describeStore } from './store.contract.ts'

const warn = (message: string): never => { throw new Error(message) }

/** Make each write of a journal pass a gate first. */
const gated = (gate: Gate) => (journal: Journal): Journal => ({
  ...journal,
  async write (commits) {
    await gate.pass()
    await journal.write(commits)
  }
})

describeStore('file', async () => await openFileStore({ file: await newDataFile(), clock, warn }))
describeMarks('file', async () => await openFileStore({ file: await newDataFile(), clock, warn }))
describeFeeds('file', async () => await openFileStore({ file: await newDataFile(), clock, warn }))
const openGated = async (gate: Gate): Promise<Store> =>
  await openFileStore({ file: await newDataFile(), clock, warn, wrapJournal: gated(gate) })
describeDurability('file', openGated)
describeManyChanges('file', openGated)

/** Transactions with every kind of change. */
const CHANGES = [
  [putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }), putOrder('3', { feed: 'b' }), putOrder('4')],
  [putLease('1', '2027-03-09T11:00:00Z'), putLease('2', '2027-03-09T10:30:00Z')],
  [putOrder('1', { seller: 'second' }), putOrder('3', { feed: 'a' }), dropOrder('4')],
  [putOrder('2', { seller: 'sécond \u2028 "✓"\n', feed: 'b' }), dropLease('2')]
]

describe('a reopened file store', () => {
  it('has the same state, and assigns greater change numbers even if the clock went back', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const changes of CHANGES) await apply(store, ...changes)
    const observed = await observableState(store)
    const [last] = (await store.feedPage('b', null, 10)).slice(-1)
    await store.close()
    const again = await openStore(file, { clock: () => new Date(NOW.getTime() - 86_400_000) })
    expect(await observableState(again)).toEqual(observed)
    await apply(again, putOrder('5', { feed: 'b' }))
    const [item] = await again.feedPage('b', last?.modified ?? null, 10)
    expect(item?.id).toBe('5')
  })

  it('never reuses the change numbers of dropped records', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    await apply(store, putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }))
    await apply(store, dropOrder('1'), dropOrder('2'))
    const copy = await copyOf(file)
    await store.close()
    for (const name of [file, copy]) {
      const again = await openStore(name)
      await apply(again, putOrder('3', { feed: 'a' }))
      expect((await again.feedPage('a', null, 10))[0]?.modified).toBeGreaterThan(NOW.getTime() * 1000 + 2)
    }
  })

  it('has the same state after a crash, with a journal alone and with a data file and a later journal', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const changes of CHANGES.slice(0, 2)) await apply(store, ...changes)
    const crashed = await copyOf(file)
    expect(Object.keys(await folderContents(crashed))).toEqual(['state.json.journal'])
    expect(await observableState(await openStore(crashed))).toEqual(await observableState(store))
    await store.close()

    const again = await openStore(file)
    for (const changes of CHANGES.slice(2)) await apply(again, ...changes)
    const later = await copyOf(file)
    expect(Object.values(await folderContents(later)).every((text) => text.length > 0)).toBe(true)
    expect(await observableState(await openStore(later))).toEqual(await observableState(again))
  })

  it('has the same state with thousands of records and a very long one', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    const many = Array.from({ length: 2000 }, (_, index) => {
      return putOrder(`${index}`, { seller: 'ü✓'.repeat(100 + index % 7), feed: index % 2 === 0 ? 'a' : 'b' })
    })
    await apply(store, ...many, putOrder('long', { seller: 'x'.repeat(3_000_000) }))
    await apply(store, putOrder('later'))
    const observed = await observableState(store)
    const crashed = await copyOf(file)
    expect(await observableState(await openStore(crashed))).toEqual(observed)
    await store.close()
    expect(await storedRecords(file)).toHaveLength(2002)
    expect(await observableState(await openStore(file))).toEqual(observed)
  })

  it('has the latest content of an opportunity, not only its latest spaces', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    const first = opportunity()
    const later = { ...first, spaces: { ...first.spaces, booked: 1 }, end: '2027-03-10T12:00:00Z' }
    for (const record of [first, later]) await apply(store, { kind: 'opportunity', id: first.path, record })
    const crashed = await copyOf(file)
    await store.close()
    for (const name of [crashed, file]) {
      const again = await openStore(name)
      expect(await again.transaction((tx) => tx.get('opportunity', first.path))).toEqual(later)
    }
  })

  it('is empty after a fresh start, with change numbers above all earlier cursors', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const changes of CHANGES) await apply(store, ...changes)
    await store.close()
    const before = await openStore(file)
    await apply(before, putOrder('5', { feed: 'a' }))
    const copy = await copyOf(file)
    await writeFile(`${copy}.journal.1`, 'left from a crash')
    await writeFile(`${copy}.tmp`, 'left from a crash')

    const later = new Date(NOW.getTime() + 1)
    const fresh = await openStore(copy, { fresh: true, clock: () => later })
    expect(await allRecords(fresh)).toEqual([])
    expect(Object.keys(await folderContents(copy))).toEqual(['state.json.journal'])
    expect(await journalLines(copy)).toEqual([])
    await apply(fresh, putOrder('new', { feed: 'a' }))
    await fresh.close()
    const again = await openStore(copy)
    expect(await feedIds(again, 'a', (await before.feedPage('a', null, 10)).at(-1)?.modified)).toEqual(['new'])
    expect(await allRecords(again)).toHaveLength(1)
  })
})

describe('a file store that closes', () => {
  it('leaves one JSON file with a record per line, readable by its owner only', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const changes of CHANGES) await apply(store, ...changes)
    await store.close()
    const [first, ...others] = await storedRecords(file)
    expect(first).toEqual(['order', '1', order('1', 'second'), ['a', NOW.getTime() * 1000 + 1]])
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(others.length + 5)
    expect(await journalLines(file)).toEqual([])
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it.each([1, 2000])('finishes pending transactions of %i changes, and may be closed twice', async (count) => {
    const file = await newDataFile()
    const gate = createGate()
    const store = await openStore(file, { wrapJournal: gated(gate) })
    const held = gate.hold()
    const ids = ['1', '2'].map((name) => Array.from({ length: count }, (_, index) => `${name}-${index}`))
    const pending = ids.map((some) => apply(store, ...some.map((id) => putOrder(id))))
    await held.reached
    const closing = [store.close(), store.close()]
    held.open()
    await Promise.all([...pending, ...closing])
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(ids.flat())
  })

  it('rejects later changes, and leaves its files unchanged', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    await apply(store, putOrder('1'))
    await store.close()
    const before = await folderContents(file)
    await expect(apply(store, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    expect(await folderContents(file)).toEqual(before)
    expect(await allRecords(store)).toEqual([['order', '1', order('1')]])
  })
})
