import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import { contentsOf, copyOf, newDataFile, openStore } from './files.ts'
import { createGate, deferred } from './gate.ts'
import { allIn, apply, pictureOf, putOrder } from './records.ts'

describe('a journal on a disk that fails', () => {
  let file: string
  let store: Store
  let handles: FileHandle
  let warnings: string[]

  beforeEach(async () => {
    file = await newDataFile()
    warnings = []
    const own = warnings
    store = await openStore(file, { warn: (message) => { own.push(message) } })
    await apply(store, putOrder('1', { feed: 'a' }))
    // What all open files have in common: a disk can't be told to fail, but Node can.
    const handle = await open(`${file}.journal`)
    handles = Object.getPrototypeOf(handle) as FileHandle
    await handle.close()
    onTestFinished(() => { vi.restoreAllMocks() })
  })

  const failOnce = (name: 'datasync' | 'truncate'): void => { vi.spyOn(handles, name).mockRejectedValueOnce(new Error(`${name} failed`)) }
  const writeHalfOnce = (): void => {
    vi.spyOn(handles, 'appendFile').mockImplementationOnce(async function (this: FileHandle, bytes) {
      const all = bytes as Buffer
      await this.write(all.subarray(0, all.length / 2))
      throw new Error('no space left')
    })
  }

  it.each<[what: string, fail: () => void]>([
    ['when a write ends in the middle', writeHalfOnce],
    ['when what was written can not be made durable', () => { failOnce('datasync') }]
  ])('is cut back to what was acknowledged %s', async (_what, fail) => {
    const before = { files: await contentsOf(file), picture: await pictureOf(store) }
    fail()
    await expect(apply(store, putOrder('2', { feed: 'a' }), putOrder('3'))).rejects.toThrow(StoreUnavailableError)
    expect(await contentsOf(file)).toEqual(before.files)
    expect(await pictureOf(store)).toEqual(before.picture)
    await apply(store, putOrder('4', { feed: 'a' }))
    expect(await pictureOf(await openStore(await copyOf(file)))).toEqual(await pictureOf(store))
  })

  it('is cut back to nothing, when all before is in the data file', async () => {
    const folded = deferred()
    const copy = await copyOf(file)
    const other = await openStore(copy, { wrapJournal: (journal) => ({ ...journal, async dropRotated () { await journal.dropRotated(); folded.resolve() } }) })
    await folded.promise
    failOnce('datasync')
    await expect(apply(other, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    expect((await contentsOf(copy))['state.json.journal']).toBe('')
  })

  it('is cut back before the next write, if it can not be at once', async () => {
    writeHalfOnce()
    failOnce('truncate')
    await expect(apply(store, putOrder('2'))).rejects.toThrow('could not be written')
    await apply(store, putOrder('3', { feed: 'a' }))
    expect(await pictureOf(await openStore(await copyOf(file)))).toEqual(await pictureOf(store))
  })

  it('refuses every change until it can be cut back', async () => {
    writeHalfOnce()
    failOnce('truncate')
    failOnce('truncate')
    await expect(apply(store, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    await expect(apply(store, putOrder('3'))).rejects.toThrow(StoreUnavailableError)
    await apply(store, putOrder('4'))
    expect((await allIn(store)).map(([, id]) => id)).toEqual(['1', '4'])
    expect(await pictureOf(await openStore(await copyOf(file)))).toEqual(await pictureOf(store))
  })

  it('is kept when the data file that is to take its place can not be made durable', async () => {
    await store.close()
    const again = await openStore(file, { warn: (message) => { warnings.push(message) } })
    await apply(again, putOrder('2', { feed: 'a' }))
    const [before, picture] = [await contentsOf(file), await pictureOf(again)]
    failOnce('datasync')
    await again.close()
    expect(warnings).toEqual([expect.stringContaining('datasync failed')])
    expect((await contentsOf(file))['state.json']).toBe(before['state.json'])
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })

  it('hands nothing undone to the next start, though it could not be cut back before the end', async () => {
    await mkdir(`${file}.tmp`)
    failOnce('datasync')
    failOnce('truncate')
    await expect(apply(store, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    const picture = await pictureOf(store)
    await store.close()
    expect(warnings).toEqual([expect.stringContaining('could not be written')])
    expect(await pictureOf(await openStore(await copyOf(file)))).toEqual(picture)
  })

  it('hands nothing undone to the next start when nothing else was ever written', async () => {
    const empty = await newDataFile()
    const other = await openStore(empty)
    failOnce('datasync')
    failOnce('truncate')
    await expect(apply(other, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    await other.close()
    expect(await allIn(await openStore(empty))).toEqual([])
  })
})

it('changes that queue up behind a write are made durable together', async () => {
  const gate = createGate()
  const sizes: number[] = []
  const store = await openStore(await newDataFile(), {
    wrapJournal: (journal) => ({
      ...journal,
      async write (commits) {
        sizes.push(commits.length)
        await gate.pass()
        await journal.write(commits)
      }
    })
  })
  const held = gate.hold()
  const changes = Array.from({ length: 100 }, async (_, index) => { await apply(store, putOrder(`${index}`)) })
  await held.reached
  await store.transaction(async (tx) => { if (await tx.get('order', '99') !== undefined) held.open() })
  await Promise.all(changes)
  expect(sizes).toEqual([1, 99])
})
