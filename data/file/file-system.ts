import { statSync, writeSync } from 'node:fs'
import { copyFile, type FileHandle, mkdir, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * The functions of Node that the store works with. Tests replace some of them. Calls of each commit are synchronous
 * where the system answers from memory: to wake another thread, and to be woken by it, takes far longer.
 */
export interface FileSystem {
  readonly copyFile: typeof copyFile
  readonly open: typeof open
  readonly rename: typeof rename
  readonly rm: typeof rm
  readonly stat: typeof stat
  readonly statSync: typeof statSync
  readonly writeSync: (descriptor: number, bytes: Buffer, offset: number) => number
}

/** Device and inode tell a file from every other one; its size is in bytes. */
export interface FileIdentity { readonly dev: bigint, readonly ino: bigint, readonly size: bigint }

/** The file system of Node. */
export const NODE_FILES: FileSystem = { copyFile, open, rename, rm, stat, statSync, writeSync }

/**
 * Check whether a file exists. A file that cannot be examined is not missing: a caller would overwrite it.
 * @param file - path of the file
 * @param files - file system
 * @returns whether it exists
 * @throws {Error} if the system cannot tell
 */
export async function exists (file: string, { stat }: Pick<FileSystem, 'stat'>): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Most bytes to write at once (count): more of them can keep other work waiting. */
const WRITTEN_AT_ONCE = 64 * 1024

/**
 * Append bytes to a file. The system keeps them in memory until the file is synchronised.
 * @throws {Error} if the disk fails; then a part of them may be in the file
 */
export async function append (handle: FileHandle, bytes: Buffer, { writeSync }: FileSystem): Promise<void> {
  if (bytes.length > WRITTEN_AT_ONCE) await handle.appendFile(bytes)
  else for (let end = 0; end < bytes.length;) end += writeSync(handle.fd, bytes, end)
}

/** @returns the identity of a file; undefined if it is missing or cannot be examined. */
export function identityOf (file: string, { statSync }: Pick<FileSystem, 'statSync'>): FileIdentity | undefined {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Make a new or renamed name in a folder durable. */
export async function syncFolderOf (file: string, { open }: Pick<FileSystem, 'open'>): Promise<void> {
  // Windows cannot open a folder and needs no such step.
  if (process.platform === 'win32') return
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Resolve the path of a data file: symbolic links to it and to its folders lead to one lock and one journal.
 * @param file - path of the data file; missing folders are created
 * @returns the path without symbolic links
 * @throws {Error} if the system refuses access
 */
export async function resolveDataFile (file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  try {
    return await realpath(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  // A link to a file that does not exist yet leads to that file.
  const target = await readlink(file).catch(() => undefined)
  if (target !== undefined) return await resolveDataFile(resolve(dirname(file), target))
  return join(await realpath(dirname(file)), basename(file))
}
