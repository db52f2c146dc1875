import type { FileHandle } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { type FileSystem, NODE_FILES } from '../../data/file/file-system.ts'
import { StoreUnavailableError } from '../../data/store.ts'
import { copyOf, newDataFile, openStore } from './files.ts'
import { deferred } from './gate.ts'
import { apply, observableState, putOrder } from './records.ts'

const readOnly = (): Error => Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' })

/** Functions of a file that write. */
const WRITING = ['appendFile', 'write', 'writeFile', 'truncate', 'sync', 'datasync']

/** A disk that becomes read-only, as Linux makes one after an error, and writable again. */
function fragileDisk (): { readonly files: FileSystem, isReadOnly: boolean } {
  const refuse = (): void => { if (disk.isReadOnly) throw readOnly() }
  const refusing = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      refuse()
      return await work(...args)
    }
  const guarded = (handle: FileHandle): FileHandle => new Proxy(handle, {
    get (target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      const bound = value.bind(target) as (...args: unknown[]) => Promise<unknown>
      return WRITING.includes(String(name)) ? refusing(bound) : bound
    }
  })
  const disk = {
    isReadOnly: false,
    files: {
      ...NODE_FILES,
      open: async (...args: Parameters<FileSystem['open']>): Promise<FileHandle> => {
        if (args[1] !== 'r') refuse()
        return guarded(await NODE_FILES.open(...args))
      },
      rename: refusing(NODE_FILES.rename),
      rm: refusing(NODE_FILES.rm),
      copyFile: refusing(NODE_FILES.copyFile),
      writeSync (descriptor: number, bytes: Buffer, offset: number): number {
        refuse()
        return NODE_FILES.writeSync(descriptor, bytes, offset)
      }
    }
  }
  return disk
}

const CLIENTS = 16
/** Orders of each client (count). */
const ORDERS = 20

it('a disk that becomes read-only under load refuses changes until it is writable, and no acknowledged one is lost', async () => {
  const file = await newDataFile()
  const disk = fragileDisk()
  const store = await openStore(file, { files: disk.files, warn () {} })
  const isWritable = deferred<undefined>()
  const acknowledged: string[] = []
  const refused = new Set<number>()

  async function book (client: number, order: string): Promise<void> {
    try {
      await apply(store, putOrder(order, { feed: 'a' }))
      acknowledged.push(order)
      if (acknowledged.length === CLIENTS * ORDERS / 2) disk.isReadOnly = true
    } catch (error) {
      expect(error).toBeInstanceOf(StoreUnavailableError)
      refused.add(client)
      if (refused.size === CLIENTS) await recover()
      await isWritable.promise
      await book(client, order)
    }
  }

  async function recover (): Promise<void> {
    expect(await store.isWritable()).toBe(false)
    const kept = await store.read(async (reader) => await reader.list('order', {}))
    expect(kept.map(({ uuid }) => uuid).sort()).toEqual([...acknowledged].sort())
    disk.isReadOnly = false
    expect(await store.isWritable()).toBe(true)
    isWritable.resolve(undefined)
  }

  await Promise.all(Array.from({ length: CLIENTS }, async (_, client) => {
    for (let order = 0; order < ORDERS; order++) await book(client, `${client} ${order}`)
  }))
  expect(acknowledged.length).toBe(CLIENTS * ORDERS)
  const observed = await observableState(store)
  expect(await observableState(await openStore(await copyOf(file)))).toEqual(observed)
})

it('a stop on a read-only disk ends, and a start there names the file; both leave everything acknowledged', async () => {
  const file = await newDataFile()
  const disk = fragileDisk()
  const store = await openStore(file, { files: disk.files, warn () {} })
  await apply(store, putOrder('1', { feed: 'a' }))
  const observed = await observableState(store)
  disk.isReadOnly = true
  await store.close()
  await expect(openStore(file, { files: disk.files })).rejects.toThrow(file)
  disk.isReadOnly = false
  expect(await observableState(await openStore(file, { files: disk.files }))).toEqual(observed)
})
