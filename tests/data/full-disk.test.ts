import { readdirSync, statSync, writeSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type FileSystem, NODE_FILES } from '../../data/file/file-system.ts'
import type { Journal } from '../../data/file/journal.ts'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import { copyOf, folderContents, newDataFile, openStore } from './files.ts'
import { deferred, type Deferred } from './gate.ts'
import { apply, observableState, putOrder } from './records.ts'

/** A disk with a limit: writes beyond it fail, short ones in their middle, as those of a full one do. */
interface SmallDisk { readonly files: FileSystem, limit: number }

function smallDisk (file: string): SmallDisk {
  const folder = dirname(file)
  const room = (): number =>
    readdirSync(folder).reduce((left, name) => left - statSync(join(folder, name)).size, disk.limit)
  const disk: SmallDisk = {
    limit: Infinity,
    files: {
      ...NODE_FILES,
      open: async (...args: Parameters<FileSystem['open']>): Promise<FileHandle> => {
        const handle = await NODE_FILES.open(...args)
        return new Proxy(handle, {
          get (target, name) {
            const value: unknown = Reflect.get(target, name, target)
            if (name === 'appendFile') return append(target)
            return typeof value === 'function' ? value.bind(target) as unknown : value
          }
        })
      },
      writeSync (descriptor, bytes, offset) {
        const part = bytes.subarray(offset, offset + Math.max(0, room()))
        if (part.length === 0) throw noSpace()
        return writeSync(descriptor, part)
      }
    }
  }
  const append = (handle: FileHandle) => async (bytes: Buffer): Promise<void> => {
    // A compaction that filled the disk for an instant would fail a change at the same time, by chance.
    if (bytes.length > room()) throw noSpace()
    await handle.appendFile(bytes)
  }
  return disk
}

const noSpace = (): Error => new Error('ENOSPC: no space left on device')

const LONG = 'x'.repeat(1000)

describe('on a disk without room for a second data file, a compaction', () => {
  let file: string
  let disk: SmallDisk
  let store: Store
  let warned: Deferred<string>

  beforeEach(async () => {
    file = await newDataFile()
    disk = smallDisk(file)
    const before = await openStore(file)
    await apply(before, ...Array.from({ length: 100 }, (_, index) => putOrder(`${index}`, { seller: LONG, feed: 'a' })))
    await before.close()
    const own = warned = deferred<string>()
    store = await openStore(file, { files: disk.files, warn: own.resolve })
    disk.limit = (await stat(file)).size + 50_000
  })

  it('fails, deletes its partial file, and leaves the room for changes', async () => {
    await apply(store, putOrder('new', { feed: 'a' }))
    await store.close()
    expect(await warned.promise).toContain('ENOSPC')
    expect(Object.keys(await folderContents(file))).not.toContain('state.json.tmp')
    const again = await openStore(file, { files: disk.files, warn () {} })
    for (let index = 0; index < 30; index++) await apply(again, putOrder(`later ${index}`, { seller: LONG, feed: 'a' }))
    const observed = await observableState(again)
    disk.limit = Infinity
    await again.close()
    expect(await observableState(await openStore(file))).toEqual(observed)
  })
})

it('a start deletes the partial file that a killed compaction has left', async () => {
  const file = await newDataFile()
  await writeFile(`${file}.tmp`, LONG)
  await openStore(file)
  expect(Object.keys(await folderContents(file))).toEqual(['state.json.journal'])
})

describe('a store on a full disk', () => {
  it('says that it is not writable until there is room, and loses nothing', async () => {
    const file = await newDataFile()
    const disk = smallDisk(file)
    const store = await openStore(file, { files: disk.files, warn () {} })
    await apply(store, putOrder('1', { feed: 'a' }))
    expect(await store.isWritable()).toBe(true)
    disk.limit = 0
    await expect(apply(store, putOrder('2', { feed: 'a' }))).rejects.toThrow(StoreUnavailableError)
    expect(await store.isWritable()).toBe(false)
    expect(await store.transaction(async (tx) => await tx.get('order', '1'))).toBeDefined()
    disk.limit = Infinity
    expect(await store.isWritable()).toBe(true)
    await apply(store, putOrder('3', { feed: 'a' }))
    const observed = await observableState(store)
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(observed)
  })

  it('keeps nothing of thousands of changes whose half has room, and all of them once there is room', async () => {
    const file = await newDataFile()
    const disk = smallDisk(file)
    const store = await openStore(file, { files: disk.files, warn () {} })
    await apply(store, putOrder('1', { feed: 'a' }))
    const before = await observableState(store)
    const many = Array.from({ length: 3000 }, (_, index) => putOrder(`${index}`, { seller: LONG, feed: 'a' }))
    disk.limit = 2_000_000
    await expect(apply(store, ...many)).rejects.toThrow(StoreUnavailableError)
    expect(await observableState(store)).toEqual(before)
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(before)
    disk.limit = Infinity
    await apply(store, ...many)
    await apply(store, putOrder('last', { feed: 'a' }))
    const observed = await observableState(store)
    expect(observed).not.toEqual(before)
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(observed)
  })
})

it('a stop during a compaction of a large data file ends it, and loses nothing', async () => {
  const file = await newDataFile()
  const megabyte = 'x'.repeat(1024 * 1024)
  const begun = deferred()
  const wrapJournal = (journal: Journal): Journal => ({
    ...journal,
    async rotate (sequence) { await journal.rotate(sequence); begun.resolve() }
  })
  const store = await openStore(file, { wrapJournal, warn: (message) => { throw new Error(message) } })
  await apply(store, ...Array.from({ length: 25 }, (_, index) => putOrder(`${index}`, { seller: megabyte })))
  await begun.promise
  await store.close()
  expect(Object.keys(await folderContents(file)).sort()).toEqual(['state.json.journal', 'state.json.journal.1'])
  const again = await openStore(file)
  expect(await again.transaction(async (tx) => (await tx.list('order', {})).length)).toBe(25)
})
