import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises'
import { syncFolderOf } from './snapshot-file.ts'
import { DataFileError } from './data-file-error.ts'
import type { Row } from './tables.ts'

/** One transaction's changes, in the order in which transactions happened. */
export interface Commit { readonly sequence: number, readonly rows: readonly Row[] }

/** The file beside the data file to which each commit is appended before it is acknowledged. */
export interface Journal {
  /** Size in bytes of what is durable in the current file. */
  size (): number
  /** Appends and fsyncs; when it throws, nothing of it is kept. */
  write (commits: readonly Commit[]): Promise<void>
  /** Starts a new file, so that what is durable so far can be folded into the data file. */
  rotate (): Promise<void>
  /** Forgets what was rotated away: the data file holds it now. */
  dropRotated (): Promise<void>
  close (): Promise<void>
}

export const journalFiles = (dataFile: string) => ({ current: `${dataFile}.journal`, rotated: `${dataFile}.journal.1` })

export async function openJournal (dataFile: string): Promise<Journal> {
  const { current, rotated } = journalFiles(dataFile)
  let handle: FileHandle = await open(current, 'a', 0o600)
  let length = (await handle.stat()).size
  let torn = false
  let hasRotated = await exists(rotated)
  await syncFolderOf(current)

  return {
    size: () => length,
    async write (commits) {
      if (torn) await cutBack()
      const bytes = Buffer.from(commits.map((commit) => `${JSON.stringify(commit)}\n`).join(''))
      try {
        await handle.appendFile(bytes)
        await handle.datasync()
        length += bytes.length
      } catch (error) {
        torn = true
        await cutBack().catch(() => {})
        throw error
      }
    },
    async rotate () {
      // After a fold that failed, the rotated file is still needed; what is in the current one stays there.
      if (hasRotated || length === 0) return
      await rename(current, rotated)
      hasRotated = true
      await handle.close()
      handle = await open(current, 'a', 0o600)
      length = 0
      await syncFolderOf(current)
    },
    async dropRotated () {
      await rm(rotated, { force: true })
      hasRotated = false
    },
    close: () => handle.close()
  }

  async function cutBack (): Promise<void> {
    await handle.truncate(length)
    await handle.datasync()
    torn = false
  }
}

/**
 * Reads back the commits of a journal file.
 * @param file - path of the journal
 * @param warn - told of a torn last line, which was never acknowledged and is cut off
 * @throws DataFileError naming file, line and byte where anything else can't be read
 */
export async function readJournal (file: string, warn: (message: string) => void): Promise<Commit[]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
  const commits: Commit[] = []
  let start = 0
  for (let line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    if (end === -1) {
      warn(`${file}: the last line (${bytes.length - start} bytes at byte ${start}) is incomplete and was dropped`)
      await cutFile(file, start)
      break
    }
    commits.push(parseCommit(bytes.toString('utf8', start, end), file, line, start))
    start = end + 1
  }
  return commits
}

function parseCommit (text: string, file: string, line: number, byte: number): Commit {
  try {
    const commit = JSON.parse(text) as Commit
    if (Number.isSafeInteger(commit.sequence) && Array.isArray(commit.rows)) return commit
  } catch {}
  throw new DataFileError(file, line, byte, 'is not a journal entry')
}

async function cutFile (file: string, length: number): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.truncate(length)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

async function exists (file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => undefined)
  await handle?.close()
  return handle !== undefined
}
