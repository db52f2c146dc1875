import { fstatSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { type FileSystem, NODE_FILES } from '../../../data/file/file-system.ts'
import { blocksOf, type Content, cutPower, type Naming, type Remains, written } from './power.ts'

/** An operation that changes a disk or makes a change durable. */
export type Operation = 'write' | 'truncate' | 'sync' | 'sync folder' | 'open' | 'rename' | 'rm'

/**
 * An error, after which part of a write or sync stays; `killed` for a process that ends in a write or before another
 * operation; `lie` for a sync that succeeds and does nothing.
 */
export type Fault = Error | 'killed' | 'lie' | undefined

/** Part of the writes that take only some of their bytes (0 to 1). */
const SHORT = 0.1

/** An error of a disk that a test wants. */
export class InjectedError extends Error {}

/** A disk behind a cache: the files in the folder are the cache, and the disk has what was synced. */
export interface CachedDisk {
  readonly files: FileSystem
  /** Decides on the next operation. */
  fault: (operation: Operation, name: string) => Fault
  /** Called after each operation. */
  onOperation: (operation: Operation, name: string) => void
  /** @returns the files after a power cut now; the disk goes on as if there was none. */
  cut (survives: () => boolean): Remains
  /** @returns whether the disk lacks a write to a file. */
  isDirty (name: string): boolean
}

/**
 * Create a disk for the data file in a new folder.
 * @param file - path of the data file
 * @param random - gives numbers from 0 (included) to 1 (excluded), which choose the parts of failed operations
 */
export function createDisk (file: string, random: () => number): CachedDisk {
  const folder = dirname(file)
  const cached = new Map<string, Content>()
  const synced = new Map<string, Content>()
  const namings: Naming[] = []
  const opened = new Map<number, Content>()

  function rename (naming: Naming): void {
    naming(cached)
    namings.push(naming)
  }

  /** @returns the fault, unless the process ends by it. */
  function faultOf (operation: Operation, name: string): Error | 'lie' | undefined {
    const fault = disk.fault(operation, name)
    if (fault === 'killed') throw new InjectedError(`killed before ${operation} ${name}`)
    return fault
  }

  /** @returns whether a sync is honest. */
  function begin (operation: Operation, name: string): boolean {
    const fault = faultOf(operation, name)
    if (fault instanceof Error) throw fault
    return fault !== 'lie'
  }

  async function openFolder (path: string): Promise<FileHandle> {
    const handle = await NODE_FILES.open(path, 'r')
    return replaceMethods(handle, {
      async sync () {
        if (begin('sync folder', basename(path))) for (const naming of namings.splice(0)) naming(synced)
        disk.onOperation('sync folder', basename(path))
      }
    })
  }

  /** A file that is renamed keeps its handles. */
  const nameOf = (content: Content | undefined): string =>
    [...cached].find(([, other]) => other === content)?.[0] ?? 'a deleted file'

  /** Append bytes, or a part of them before a fault. @returns the number of bytes, fewer in a short write. */
  function append (descriptor: number, bytes: Buffer, isShort: boolean): number {
    const content = opened.get(descriptor)
    const name = nameOf(content)
    const fault = disk.fault('write', name)
    const length = fault !== undefined || isShort ? Math.floor(random() * bytes.length) : bytes.length
    content?.unsynced.push(...blocksOf(fstatSync(descriptor).size, bytes.subarray(0, length)))
    for (let end = 0; end < length;) end += NODE_FILES.writeSync(descriptor, bytes.subarray(0, length), end)
    if (fault !== undefined) throw fault instanceof Error ? fault : new InjectedError(`killed in write ${name}`)
    disk.onOperation('write', name)
    return length
  }

  function methodsOf (handle: FileHandle, content: Content): Partial<FileHandle> {
    const nameNow = (): string => nameOf(content)
    return {
      async appendFile (bytes) {
        if (!Buffer.isBuffer(bytes)) throw new TypeError('expected a buffer')
        append(handle.fd, bytes, false)
      },
      async truncate (length = 0) {
        const name = nameNow()
        begin('truncate', name)
        content.unsynced.push({ length })
        await handle.truncate(length)
        disk.onOperation('truncate', name)
      },
      async datasync () {
        const name = nameNow()
        const fault = faultOf('sync', name)
        if (fault instanceof Error) {
          // As on Linux: the next sync succeeds without the writes that this one has lost. Lengths are metadata.
          content.unsynced = content.unsynced.filter((write) => 'length' in write || random() < 0.5)
          content.synced = written(content.synced, content.unsynced.splice(0))
          throw fault
        }
        if (fault !== 'lie') content.synced = written(content.synced, content.unsynced.splice(0))
        disk.onOperation('sync', name)
      }
    }
  }

  const disk: CachedDisk = {
    fault: () => undefined,
    onOperation () {},
    isDirty: (name) => (cached.get(name)?.unsynced.length ?? 0) > 0,
    cut: (survives) => cutPower(synced, namings, survives),
    files: {
      ...NODE_FILES,
      async open (path, flags = 'r', mode) {
        if (path === folder) return await openFolder(folder)
        const name = basename(String(path))
        if (flags !== 'r') begin('open', name)
        const handle = await NODE_FILES.open(path, flags, mode)
        const content = cached.get(name) ?? { synced: Buffer.alloc(0), unsynced: [] }
        if (!cached.has(name)) rename((names) => { names.set(name, content) })
        else if (flags === 'w') content.unsynced.push({ length: 0 })
        opened.set(handle.fd, content)
        return replaceMethods(handle, methodsOf(handle, content))
      },
      writeSync: (descriptor, bytes, offset) => append(descriptor, bytes.subarray(offset), random() < SHORT),
      async rename (from, to) {
        const [before, after] = [basename(String(from)), basename(String(to))]
        begin('rename', after)
        await NODE_FILES.rename(from, to)
        const content = cached.get(before)
        if (content === undefined) throw new Error(`there is no ${before}`)
        rename((names) => { names.delete(before); names.set(after, content) })
        disk.onOperation('rename', after)
      },
      async rm (path, options) {
        const name = basename(String(path))
        begin('rm', name)
        await NODE_FILES.rm(path, options)
        if (!cached.has(name)) return
        rename((names) => { names.delete(name) })
        disk.onOperation('rm', name)
      }
    }
  }
  return disk
}

/** @returns an object with other methods, which calls the remaining ones on itself. */
function replaceMethods (handle: FileHandle, methods: Partial<FileHandle>): FileHandle {
  return new Proxy(handle, {
    get (target, name) {
      const value: unknown = Reflect.get(methods, name) ?? Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) as unknown : value
    }
  })
}
