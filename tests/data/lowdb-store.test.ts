import { readFile, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openFileStore } from '../../data/lowdb-store.ts'
import { StoreUnavailableError } from '../../data/store.ts'
import { describeDurability } from './durability.contract.ts'
import { describeFeeds } from './feed.contract.ts'
import { contentsOf, copyOf, newDataFile, openStore, recordsIn } from './files.ts'
import { createGate } from './gate.ts'
import { allIn, apply, clock, dropOrder, idsIn, NOW, order, pictureOf, putLease, putOrder } from './records.ts'
import { describeStore } from './store.contract.ts'

const warn = (message: string): never => { throw new Error(message) }

describeStore('file', async () => await openFileStore({ file: await newDataFile(), clock, warn }))
describeFeeds('file', async () => await openFileStore({ file: await newDataFile(), clock, warn }))
describeDurability('file', async (gate) => await openFileStore({
  file: await newDataFile(),
  clock,
  warn,
  wrapJournal: (journal) => ({ ...journal, async write (commits) { await gate.pass(); await journal.write(commits) } })
}))

/** Changes of every sort. */
const CHANGES = [
  [putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }), putOrder('3', { feed: 'b' }), putOrder('4')],
  [putLease('1', '2027-03-09T11:00:00Z'), putLease('2', '2027-03-09T10:30:00Z')],
  [putOrder('1', { seller: 'second' }), putOrder('3', { feed: 'a' }), dropOrder('4')],
  [putOrder('2', { seller: 'sécond \u2028 "✓"\n', feed: 'b' }), { kind: 'lease' as const, id: '2', record: null }]
]

describe('a file store that is opened again', () => {
  it('is the same, and goes on with greater change numbers', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const changes of CHANGES) await apply(store, ...changes)
    const picture = await pictureOf(store)
    const [last] = (await store.feedPage('b', null, 10)).slice(-1)
    await store.close()
    // The clock went back, by a day.
    const again = await openStore(file, { clock: () => new Date(NOW.getTime() - 86_400_000) })
    expect(await pictureOf(again)).toEqual(picture)
    await apply(again, putOrder('5', { feed: 'b' }))
    const [item] = await again.feedPage('b', last?.modified ?? null, 10)
    expect(item?.id).toBe('5')
  })

  it('does not give again the change numbers of records that are gone', async () => {
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

  it('is the same after a crash before the data file was ever written, and with a data file and a later journal', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const changes of CHANGES.slice(0, 2)) await apply(store, ...changes)
    const crashed = await copyOf(file)
    expect(Object.keys(await contentsOf(crashed))).toEqual(['state.json.journal'])
    expect(await pictureOf(await openStore(crashed))).toEqual(await pictureOf(store))
    await store.close()

    const again = await openStore(file)
    for (const changes of CHANGES.slice(2)) await apply(again, ...changes)
    const later = await copyOf(file)
    expect(Object.values(await contentsOf(later)).every((text) => text.length > 0)).toBe(true)
    expect(await pictureOf(await openStore(later))).toEqual(await pictureOf(again))
  })

  it('holds thousands of records, long ones too', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    const many = Array.from({ length: 5000 }, (_, index) => putOrder(`${index}`, { seller: 'ü✓'.repeat(100 + index % 7), feed: index % 2 === 0 ? 'a' : 'b' }))
    await apply(store, ...many, putOrder('long', { seller: 'x'.repeat(3_000_000) }))
    const picture = await pictureOf(store)
    const crashed = await copyOf(file)
    expect(await pictureOf(await openStore(crashed))).toEqual(picture)
    await store.close()
    expect(await recordsIn(file)).toHaveLength(5001)
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })

  it('begins anew when it is told to, with change numbers that are new to its readers', async () => {
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
    expect(await allIn(fresh)).toEqual([])
    expect(await contentsOf(copy)).toEqual({ 'state.json.journal': '' })
    await apply(fresh, putOrder('new', { feed: 'a' }))
    await fresh.close()
    const again = await openStore(copy)
    expect(await idsIn(again, 'a', (await before.feedPage('a', null, 10)).at(-1)?.modified)).toEqual(['new'])
    expect(await allIn(again)).toHaveLength(1)
  })
})

describe('closing a file store', () => {
  it('leaves one JSON file with a record per line, for its owner only', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const changes of CHANGES) await apply(store, ...changes)
    await store.close()
    const [first, ...others] = await recordsIn(file)
    expect(first).toEqual(['order', '1', order('1', 'second'), ['a', NOW.getTime() * 1000 + 1]])
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(others.length + 4)
    expect((await contentsOf(file))['state.json.journal']).toBe('')
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('waits for what is under way, and may be asked for twice', async () => {
    const file = await newDataFile()
    const gate = createGate()
    const store = await openStore(file, { wrapJournal: (journal) => ({ ...journal, async write (commits) { await gate.pass(); await journal.write(commits) } }) })
    const held = gate.hold()
    const going = [apply(store, putOrder('1')), apply(store, putOrder('2'))]
    await held.reached
    const closing = [store.close(), store.close()]
    held.open()
    await Promise.all([...going, ...closing])
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(['1', '2'])
  })

  it('ends all changes: a later one is refused, and the files stay as they are', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    await apply(store, putOrder('1'))
    await store.close()
    const before = await contentsOf(file)
    await expect(apply(store, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    expect(await contentsOf(file)).toEqual(before)
    expect(await allIn(store)).toEqual([['order', '1', order('1')]])
  })
})
