import { copyFile, mkdir, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** The functions of `node:fs/promises` that the store works with. Tests replace some of them. */
export interface FileSystem {
  readonly copyFile: typeof copyFile
  readonly open: typeof open
  readonly rename: typeof rename
  readonly rm: typeof rm
  readonly stat: typeof stat
}

/** The file system of Node. */
export const NODE_FILES: FileSystem = { copyFile, open, rename, rm, stat }

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
