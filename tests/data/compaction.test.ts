import type { StatOptions } from 'node:fs'
import { copyFile, type FileHandle, mkdir, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type FileSystem, NODE_FILES } from '../../data/file/file-system.ts'
import type { Journal } from '../../data/file/journal.ts'
import type { Change } from '../../domain/records/change.ts'
import { copyOf, folderContents, journalLines, newDataFile, openStore, storedRecords } from './files.ts'
import { createGate, deferred, type Gate, isPending } from './gate.ts'
import { apply, dropOrder, observableState, putOrder } from './records.ts'

interface WatchedJournal {
  readonly wrapJournal: (journal: Journal) => Journal
  /** Holds the end of a compaction. */
  readonly gate: Gate
  /** Names of the methods called so far. */
  readonly calls: string[]
  /** Wait for the end of the next compaction. */
  compacted (): Promise<void>
}

/** Create a journal that reports the end of each compaction. */
function watchJournal (): WatchedJournal {
  const gate = createGate()
  const calls: string[] = []
  let ended = deferred()
  return {
    gate,
    calls,
    async compacted () {
      await ended.promise
      ended = deferred()
    },
    wrapJournal: (journal) => ({
      ...journal,
      async rotate (sequence) { calls.push('rotate'); await journal.rotate(sequence) },
      async close () { calls.push('close'); await journal.close() },
      async dropRotated () {
        await gate.pass()
        await journal.dropRotated()
        ended.resolve()
      }
    })
  }
}

let file: string
beforeEach(async () => { file = await newDataFile() })

describe('a data file that cannot be written', () => {
  let warnings: string[]
  const warn = (message: string): void => { warnings.push(message) }
  beforeEach(async () => {
    warnings = []
    await mkdir(`${file}.tmp`)
  })

  it('causes one warning when the store closes, and loses no change', async () => {
    const store = await openStore(file, { warn })
    await apply(store, putOrder('1', { feed: 'a' }))
    await apply(store, putOrder('2', { feed: 'b' }))
    const observed = await observableState(store)
    await Promise.all([store.close(), store.close()])
    await store.close()
    expect(warnings).toEqual([expect.stringContaining(`${file} could not be written`)])
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(observed)
    await rm(`${file}.tmp`, { recursive: true })
    expect(await observableState(await openStore(file))).toEqual(observed)
  })

  it('gets the commits of the current and the rotated journal at a later start', async () => {
    const first = await openStore(file, { warn })
    await apply(first, putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }))
    await first.close()
    const second = await openStore(file, { warn })
    await apply(second, putOrder('1', { seller: 'second', feed: 'b' }), dropOrder('2'))
    await second.close()
    expect(await folderContents(file)).toMatchObject({
      'state.json.journal.1': expect.stringContaining('"commit",1]'),
      'state.json.journal': expect.stringContaining('"commit",2]')
    })

    const crashed = await copyOf(file)
    const observed = await observableState(second)
    expect(await observableState(await openStore(crashed))).toEqual(observed)
    await rm(`${file}.tmp`, { recursive: true })
    const third = await openStore(file)
    expect(await observableState(third)).toEqual(observed)
    await third.close()
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(['1'])
    expect(await observableState(await openStore(file))).toEqual(observed)
  })

  it('stays the same if a rotated journal is left whose commits it has', async () => {
    const first = await openStore(file, { warn })
    await apply(first, putOrder('1', { feed: 'a' }), putOrder('2'))
    await first.close()
    const left = `${await copyOf(file)}.journal.1`
    await rm(`${file}.tmp`, { recursive: true })
    const second = await openStore(file)
    await apply(second, putOrder('1', { seller: 'second', feed: 'b' }), dropOrder('2'))
    const observed = await observableState(second)
    await second.close()
    // The files of a crash after the data file was written and before the rotated journal was deleted.
    await copyFile(left, `${file}.journal.1`)
    expect(await observableState(await openStore(file))).toEqual(observed)
  })
})

describe('a small data file', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => { vi.useRealTimers() })
  })

  it('has a change one second later', async () => {
    const { wrapJournal, compacted } = watchJournal()
    const store = await openStore(file, { wrapJournal })
    await apply(store, putOrder('1'))
    expect(Object.keys(await folderContents(file))).toEqual(['state.json.journal'])
    vi.advanceTimersByTime(1000)
    await compacted()
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(['1'])
    await apply(store, putOrder('2'))
    vi.advanceTimersByTime(1000)
    await compacted()
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(['1', '2'])
    expect(await journalLines(file)).toEqual([])
    await store.close()
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(['1', '2'])
  })

  it('has a change that came during a compaction one compaction later', async () => {
    const { wrapJournal, compacted, gate } = watchJournal()
    const store = await openStore(file, { wrapJournal })
    const held = gate.hold()
    await apply(store, putOrder('1'))
    vi.advanceTimersByTime(1000)
    await held.reached
    await apply(store, putOrder('2'))
    vi.advanceTimersByTime(1000)
    expect(await isPending(compacted())).toBe(true)
    held.open()
    await compacted()
    await compacted()
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(['1', '2'])
  })

  it('is not written after the store has closed', async () => {
    const { wrapJournal, calls } = watchJournal()
    const store = await openStore(file, { wrapJournal })
    await apply(store, putOrder('1'))
    vi.advanceTimersByTime(1000)
    const late = apply(store, putOrder('2'))
    await Promise.all([store.close(), late])
    const after = await folderContents(file)
    vi.advanceTimersByTime(10_000)
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    expect(vi.getTimerCount()).toBe(0)
    expect(calls.slice(calls.indexOf('close'))).toEqual(['close'])
    expect(await folderContents(file)).toEqual(after)
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(['1', '2'])
  })
})

describe('the compaction after a kill', () => {
  it('leaves the start alone, and follows a second later', async () => {
    const store = await openStore(file)
    await apply(store, putOrder('1'))
    const copy = await copyOf(file)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => { vi.useRealTimers() })
    const { wrapJournal, compacted, calls } = watchJournal()
    const again = await openStore(copy, { wrapJournal })
    expect(calls).toEqual([])
    vi.advanceTimersByTime(1000)
    await compacted()
    expect((await storedRecords(copy)).map(([, id]) => id)).toEqual(['1'])
    await again.close()
    expect(calls).toEqual(['rotate', 'close'])
  })

  it('comes at a stop that is sooner', async () => {
    const store = await openStore(file)
    await apply(store, putOrder('1'))
    const copy = await copyOf(file)
    await (await openStore(copy)).close()
    expect((await storedRecords(copy)).map(([, id]) => id)).toEqual(['1'])
  })
})

it('a compaction lets other work run after each 64 KiB', async () => {
  const lengths: number[] = []
  const measured = (handle: FileHandle): FileHandle => new Proxy(handle, {
    get (target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (name !== 'appendFile') return typeof value === 'function' ? value.bind(target) as unknown : value
      return async (bytes: Buffer) => { lengths.push(bytes.length); await target.appendFile(bytes) }
    }
  })
  const files: FileSystem = {
    ...NODE_FILES,
    open: async (path, ...more) => {
      const handle = await NODE_FILES.open(path, ...more)
      return path === `${file}.tmp` ? measured(handle) : handle
    }
  }
  const store = await openStore(file, { files })
  await apply(store, ...Array.from({ length: 1000 }, (_, index) => putOrder(`${index}`, { seller: 'x'.repeat(1000) })))
  await store.close()
  expect(await storedRecords(file)).toHaveLength(1000)
  expect(lengths.length).toBeGreaterThan(15)
  expect(Math.max(...lengths)).toBeLessThan(66 * 1024)
})

describe('a large data file', () => {
  const MEGABYTE = 'x'.repeat(1024 * 1024)
  const megabytes = (count: number): Change[] =>
    Array.from({ length: count }, (_, index) => putOrder(`${index}`, { seller: MEGABYTE, feed: 'a' }))

  it('gets the commits of a journal over the limit, and is not written again when the store closes', async () => {
    const { wrapJournal, compacted, calls } = watchJournal()
    const store = await openStore(file, { wrapJournal })
    await apply(store, ...megabytes(21))
    await compacted()
    const ids = Array.from({ length: 21 }, (_, index) => `${index}`)
    expect((await storedRecords(file)).map(([, id]) => id)).toEqual(ids)
    await apply(store, putOrder('last', { feed: 'a' }))
    const observed = await observableState(store)
    await store.close()
    expect(calls).toEqual(['rotate', 'close'])
    expect((await folderContents(file))['state.json.journal']).toContain('"last"')
    expect(await observableState(await openStore(file))).toEqual(observed)
  })

  it('is measured once, not at each commit, while the journal is over the limit and the smaller one', async () => {
    const measured: Array<Promise<unknown>> = []
    const stat = ((path: string, options?: StatOptions) => {
      const result = NODE_FILES.stat(path, options)
      if (basename(path) === basename(file)) measured.push(result)
      return result
    }) as FileSystem['stat']
    const { wrapJournal, compacted, calls } = watchJournal()
    const store = await openStore(file, { wrapJournal, files: { ...NODE_FILES, stat } })
    await apply(store, ...megabytes(21))
    await compacted()
    await apply(store, ...megabytes(17))
    await Promise.allSettled(measured)
    measured.length = 0
    for (let count = 0; count < 12; count++) await apply(store, putOrder('small'))
    expect(measured).toEqual([])
    expect(calls).toEqual(['rotate'])
    await apply(store, ...megabytes(5))
    await compacted()
    expect(calls).toEqual(['rotate', 'rotate'])
  })

  it('that cannot be written is not tried again at every change', async () => {
    await mkdir(`${file}.tmp`)
    const warned = deferred()
    const warnings: string[] = []
    const warn = (message: string): void => { warnings.push(message); warned.resolve() }
    const store = await openStore(file, { warn })
    await apply(store, ...megabytes(17))
    await warned.promise
    for (let count = 0; count < 12; count++) await apply(store, ...megabytes(1))
    expect(warnings).toHaveLength(1)
    await store.close()
  })
})
