import { writeSync } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { NODE_FILES } from '../../data/file/file-system.ts'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import { copyOf, folderContents, journalLines, newDataFile, openStore } from './files.ts'
import { createGate, deferred } from './gate.ts'
import { allRecords, apply, observableState, putOrder } from './records.ts'

describe('a journal on a disk that fails', () => {
  let file: string
  let store: Store
  let handles: FileHandle
  let warnings: string[]
  let failWrite: boolean

  const files = {
    ...NODE_FILES,
    writeSync (descriptor: number, bytes: Buffer, offset: number) {
      if (!failWrite) return writeSync(descriptor, bytes, offset)
      failWrite = false
      writeSync(descriptor, bytes.subarray(0, bytes.length / 2))
      throw new Error('no space left')
    }
  }

  beforeEach(async () => {
    file = await newDataFile()
    failWrite = false
    warnings = []
    const own = warnings
    store = await openStore(file, { files, warn: (message) => { own.push(message) } })
    await apply(store, putOrder('1', { feed: 'a' }))
    // All open files share this prototype. A test cannot fail the disk, but it can fail Node.
    const handle = await open(`${file}.journal`)
    handles = Object.getPrototypeOf(handle) as FileHandle
    await handle.close()
    onTestFinished(() => { vi.restoreAllMocks() })
  })

  const failOnce = (name: 'datasync' | 'truncate'): void => {
    vi.spyOn(handles, name).mockRejectedValueOnce(new Error(`${name} failed`))
  }
  const writeHalfOnce = (): void => { failWrite = true }

  it.each<[situation: string, fail: () => void]>([
    ['is written by half', writeHalfOnce],
    ['cannot be made durable', () => { failOnce('datasync') }]
  ])('is cut back to the acknowledged commits if a commit %s', async (_situation, fail) => {
    const before = { files: await folderContents(file), observed: await observableState(store) }
    fail()
    await expect(apply(store, putOrder('2', { feed: 'a' }), putOrder('3'))).rejects.toThrow(StoreUnavailableError)
    expect(await folderContents(file)).toEqual(before.files)
    expect(await observableState(store)).toEqual(before.observed)
    await apply(store, putOrder('4', { feed: 'a' }))
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(await observableState(store))
  })

  it('is cut back to nothing if the data file has every earlier commit', async () => {
    const compacted = deferred()
    const copy = await copyOf(file)
    const other = await openStore(copy, {
      wrapJournal: (journal) => ({
        ...journal,
        async dropRotated () {
          await journal.dropRotated()
          compacted.resolve()
        }
      })
    })
    await compacted.promise
    failOnce('datasync')
    await expect(apply(other, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    expect(await journalLines(copy)).toEqual([])
  })

  it('is cut back before the next write if it cannot be cut back at once', async () => {
    writeHalfOnce()
    failOnce('truncate')
    await expect(apply(store, putOrder('2'))).rejects.toThrow('could not be stored')
    await apply(store, putOrder('3', { feed: 'a' }))
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(await observableState(store))
  })

  it('fails every change until it can be cut back', async () => {
    writeHalfOnce()
    failOnce('truncate')
    failOnce('truncate')
    await expect(apply(store, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    await expect(apply(store, putOrder('3'))).rejects.toThrow(StoreUnavailableError)
    await apply(store, putOrder('4'))
    expect((await allRecords(store)).map(([, id]) => id)).toEqual(['1', '4'])
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(await observableState(store))
  })

  it('is kept if the compacted data file cannot be made durable', async () => {
    await store.close()
    const again = await openStore(file, { warn: (message) => { warnings.push(message) } })
    await apply(again, putOrder('2', { feed: 'a' }))
    const [before, observed] = [await folderContents(file), await observableState(again)]
    failOnce('datasync')
    await again.close()
    expect(warnings).toEqual([expect.stringContaining('datasync failed')])
    expect((await folderContents(file))['state.json']).toBe(before['state.json'])
    expect(await observableState(await openStore(file))).toEqual(observed)
  })

  it('has no undone commit at the next start, even if it could not be cut back before the store closed', async () => {
    await mkdir(`${file}.tmp`)
    failOnce('datasync')
    failOnce('truncate')
    await expect(apply(store, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    const observed = await observableState(store)
    await store.close()
    expect(warnings).toEqual([expect.stringContaining('could not be written')])
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(observed)
  })

  it('has no undone commit at the next start, even if nothing else was ever written', async () => {
    const empty = await newDataFile()
    const other = await openStore(empty)
    failOnce('datasync')
    failOnce('truncate')
    await expect(apply(other, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
    await other.close()
    expect(await allRecords(await openStore(empty))).toEqual([])
  })
})

it('commits that wait for a write are made durable together', async () => {
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

it.each([['small', 'x'], ['large', 'x'.repeat(200_000)]])('a %s commit waits for the disk once', async (_size, seller) => {
  const waits: string[] = []
  const written: number[] = []
  const watched = (handle: FileHandle): FileHandle => new Proxy(handle, {
    get (target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      waits.push(String(name))
      return value.bind(target) as unknown
    }
  })
  const store = await openStore(await newDataFile(), {
    files: {
      ...NODE_FILES,
      open: async (...args) => watched(await NODE_FILES.open(...args)),
      stat: ((...args: Parameters<typeof NODE_FILES.stat>) => {
        waits.push('stat')
        return NODE_FILES.stat(...args)
      }) as typeof NODE_FILES.stat,
      writeSync (descriptor, bytes, offset) {
        written.push(bytes.length)
        return writeSync(descriptor, bytes, offset)
      }
    }
  })
  await apply(store, putOrder('1'))
  waits.length = written.length = 0
  await apply(store, putOrder('2', { seller }))
  const isLarge = seller.length > 1000
  expect(waits).toEqual(isLarge ? ['appendFile', 'datasync'] : ['datasync'])
  expect(written).toHaveLength(isLarge ? 0 : 1)
})
