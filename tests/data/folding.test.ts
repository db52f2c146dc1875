import { copyFile, mkdir, rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Journal } from '../../data/engine/journal.ts'
import type { Change } from '../../domain/records/change.ts'
import { contentsOf, copyOf, newDataFile, openStore, recordsIn } from './files.ts'
import { createGate, deferred, isPending } from './gate.ts'
import { apply, dropOrder, pictureOf, putOrder } from './records.ts'

/** A journal that tells when it is told that the data file holds everything, and may be held there. */
function watched (): { wrapJournal: (journal: Journal) => Journal, gate: ReturnType<typeof createGate>, calls: string[], folds: () => Promise<void> } {
  const gate = createGate()
  const calls: string[] = []
  let folded = deferred()
  return {
    gate,
    calls,
    folds: async () => {
      await folded.promise
      folded = deferred()
    },
    wrapJournal: (journal) => ({
      ...journal,
      async rotate () { calls.push('rotate'); await journal.rotate() },
      async close () { calls.push('close'); await journal.close() },
      async dropRotated () {
        await gate.pass()
        await journal.dropRotated()
        folded.resolve()
      }
    })
  }
}

let file: string
beforeEach(async () => { file = await newDataFile() })

describe('a data file that can not be written', () => {
  let warnings: string[]
  const warn = (message: string): void => { warnings.push(message) }
  beforeEach(async () => {
    warnings = []
    await mkdir(`${file}.tmp`)
  })

  it('costs a warning at the end, and loses nothing', async () => {
    const store = await openStore(file, { warn })
    await apply(store, putOrder('1', { feed: 'a' }))
    await apply(store, putOrder('2', { feed: 'b' }))
    const picture = await pictureOf(store)
    await Promise.all([store.close(), store.close()])
    await store.close()
    expect(warnings).toEqual([expect.stringContaining(`${file} could not be written`)])
    expect(await pictureOf(await openStore(await copyOf(file)))).toEqual(picture)
    await rm(`${file}.tmp`, { recursive: true })
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })

  it('is written later with what two journals hold by then', async () => {
    const first = await openStore(file, { warn })
    await apply(first, putOrder('1', { feed: 'a' }), putOrder('2', { feed: 'a' }))
    await first.close()
    const second = await openStore(file, { warn })
    await apply(second, putOrder('1', { seller: 'second', feed: 'b' }), dropOrder('2'))
    await second.close()
    const { 'state.json.journal.1': rotated, 'state.json.journal': current } = await contentsOf(file)
    expect([rotated, current]).toEqual([expect.stringContaining('"sequence":1'), expect.stringContaining('"sequence":2')])

    const crashed = await copyOf(file)
    const picture = await pictureOf(second)
    expect(await pictureOf(await openStore(crashed))).toEqual(picture)
    await rm(`${file}.tmp`, { recursive: true })
    const third = await openStore(file)
    expect(await pictureOf(third)).toEqual(picture)
    await third.close()
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(['1'])
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })

  it('changes nothing if a journal is left that it does hold', async () => {
    const first = await openStore(file, { warn })
    await apply(first, putOrder('1', { feed: 'a' }), putOrder('2'))
    await first.close()
    const left = `${await copyOf(file)}.journal.1`
    await rm(`${file}.tmp`, { recursive: true })
    const second = await openStore(file)
    await apply(second, putOrder('1', { seller: 'second', feed: 'b' }), dropOrder('2'))
    const picture = await pictureOf(second)
    await second.close()
    // As after a crash between the writing of the data file and the end of the rotated journal.
    await copyFile(left, `${file}.journal.1`)
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })
})

describe('a small data file', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => { vi.useRealTimers() })
  })

  it('can be read a second after a change', async () => {
    const { wrapJournal, folds } = watched()
    const store = await openStore(file, { wrapJournal })
    await apply(store, putOrder('1'))
    expect(Object.keys(await contentsOf(file))).toEqual(['state.json.journal'])
    vi.advanceTimersByTime(1000)
    await folds()
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(['1'])
    await apply(store, putOrder('2'))
    vi.advanceTimersByTime(1000)
    await folds()
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(['1', '2'])
    expect(await contentsOf(file)).toMatchObject({ 'state.json.journal': '' })
    await store.close()
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(['1', '2'])
  })

  it('follows a change that came while it was being written, too', async () => {
    const { wrapJournal, folds, gate } = watched()
    const store = await openStore(file, { wrapJournal })
    const held = gate.hold()
    await apply(store, putOrder('1'))
    vi.advanceTimersByTime(1000)
    await held.reached
    await apply(store, putOrder('2'))
    vi.advanceTimersByTime(1000)
    expect(await isPending(folds())).toBe(true)
    held.open()
    await folds()
    await folds()
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(['1', '2'])
  })

  it('is left alone once the store is closed', async () => {
    const { wrapJournal, calls } = watched()
    const store = await openStore(file, { wrapJournal })
    await apply(store, putOrder('1'))
    vi.advanceTimersByTime(1000)
    const late = apply(store, putOrder('2'))
    await Promise.all([store.close(), late])
    const after = await contentsOf(file)
    vi.advanceTimersByTime(10_000)
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    expect(vi.getTimerCount()).toBe(0)
    expect(calls.slice(calls.indexOf('close'))).toEqual(['close'])
    expect(await contentsOf(file)).toEqual(after)
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(['1', '2'])
  })
})

describe('a big data file', () => {
  const MEGABYTE = 'x'.repeat(1024 * 1024)
  const big = (count: number): Change[] => Array.from({ length: count }, (_, index) => putOrder(`${index}`, { seller: MEGABYTE, feed: 'a' }))

  it('takes in a journal that has grown too large, and is not written once more at the end', async () => {
    const { wrapJournal, folds, calls } = watched()
    const store = await openStore(file, { wrapJournal })
    await apply(store, ...big(21))
    await folds()
    expect((await recordsIn(file)).map(([, id]) => id)).toEqual(Array.from({ length: 21 }, (_, index) => `${index}`))
    await apply(store, putOrder('last', { feed: 'a' }))
    const picture = await pictureOf(store)
    await store.close()
    expect(calls).toEqual(['rotate', 'close'])
    expect((await contentsOf(file))['state.json.journal']).toContain('"last"')
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })

  it('that can not be written is not tried again at every change', async () => {
    await mkdir(`${file}.tmp`)
    const warned = deferred()
    const warnings: string[] = []
    const store = await openStore(file, { warn (message) { warnings.push(message); warned.resolve() } })
    await apply(store, ...big(17))
    await warned.promise
    for (let count = 0; count < 12; count++) await apply(store, ...big(1))
    expect(warnings).toHaveLength(1)
    await store.close()
  })
})
