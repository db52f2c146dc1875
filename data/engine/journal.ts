import { open, rename, rm } from 'node:fs/promises'
import { DataFileError } from './data-file-error.ts'
import { exists, type Line, parseOrUndefined, readLines } from './lines.ts'
import { renameOldProperties } from './old-rows.ts'
import { syncFolderOf } from './snapshot-file.ts'
import { isRow, type Row } from './tables.ts'

/** One transaction's changes. */
export interface Commit {
  /** Counts the commits of a store from 1 on, without gaps. */
  readonly sequence: number
  readonly rows: readonly Row[]
}

/** The file beside the data file to which each commit is appended before it is acknowledged. */
export interface Journal {
  /** Size in bytes of what is durable in the current file. */
  size (): number
  /** Appends and fsyncs; when it throws, nothing of it is kept. */
  write (commits: readonly Commit[]): Promise<void>
  /** Starts a new file, so that what is durable so far can be folded into the data file. Not while a write is under way. */
  rotate (): Promise<void>
  /** Forgets what was rotated away: the data file holds it now. */
  dropRotated (): Promise<void>
  close (): Promise<void>
}

/** @returns the journal files of a data file: the one that is written to, and an earlier one that is being folded in. */
export const journalFiles = (dataFile: string): { current: string, rotated: string } =>
  ({ current: `${dataFile}.journal`, rotated: `${dataFile}.journal.1` })

/** Opens the journal of a data file to append to it, once `readJournal` has read it. */
export async function openJournal (dataFile: string): Promise<Journal> {
  const { current, rotated } = journalFiles(dataFile)
  let handle = await open(current, 'a', 0o600)
  let length = (await handle.stat()).size
  let hasRotated = await exists(rotated)
  /** Whether there may be something beyond `length`: what is left of a write that failed. */
  let torn = false
  await syncFolderOf(current)

  async function cutBack (): Promise<void> {
    if (!torn) return
    await handle.truncate(length)
    await handle.datasync()
    torn = false
  }

  return {
    size: () => length,
    async write (commits) {
      await cutBack()
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
      await cutBack()
      // After a fold that failed, the rotated file is still needed; what is in the current one stays there.
      if (hasRotated || length === 0) return
      await rename(current, rotated)
      const next = await open(current, 'a', 0o600).catch(async (error: unknown) => {
        await rename(rotated, current)
        throw error
      })
      const previous = handle
      handle = next
      length = 0
      hasRotated = true
      await previous.close()
      await syncFolderOf(current)
    },
    async dropRotated () {
      await rm(rotated, { force: true })
      hasRotated = false
    },
    async close () {
      await cutBack().catch(() => {})
      await handle.close()
    }
  }
}

/**
 * Reads back the commits that the journal of a data file holds.
 * @param after - number of the last commit that the data file holds; earlier ones are passed over
 * @param warn - told of a torn last line, which was never acknowledged and is cut off
 * @throws DataFileError naming file, line and byte where anything else can't be read, or where commits are missing
 */
export async function readJournal (dataFile: string, after: number, warn: (message: string) => void): Promise<Commit[]> {
  const { current, rotated } = journalFiles(dataFile)
  const commits: Commit[] = []
  const torn: Array<{ file: string, line: Line }> = []
  for (const file of [rotated, current]) {
    if (!await exists(file)) continue
    for await (const line of readLines(file)) {
      if (!line.complete) {
        torn.push({ file, line })
        continue
      }
      const commit = parseCommit(file, line)
      const expected = after + commits.length + 1
      if (commit.sequence > expected) throw new DataFileError(file, line.number, line.byte, `is change ${commit.sequence}, but ${expected} is missing`)
      if (commit.sequence === expected) commits.push(commit)
    }
  }
  // Not before all could be read: a file that has to be mended is to stay as it is.
  for (const { file, line } of torn) {
    warn(`${file}: line ${line.number} (byte ${line.byte}) is incomplete, so it was never acknowledged. It was dropped`)
    await cutFile(file, line.byte)
  }
  return commits
}

function parseCommit (file: string, { text, number, byte }: Line): Commit {
  const commit = parseOrUndefined(text) as Partial<Commit> | null | undefined
  if (commit?.sequence !== undefined && Number.isSafeInteger(commit.sequence) && Array.isArray(commit.rows) && commit.rows.every(isRow)) {
    return { sequence: commit.sequence, rows: commit.rows.map(renameOldProperties) }
  }
  throw new DataFileError(file, number, byte, 'is not a journal entry')
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
