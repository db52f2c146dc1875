import { open, rename, rm } from 'node:fs/promises'
import { DataFileError } from './data-file-error.ts'
import { describeText, exists, type Line, parseOrUndefined, readLines } from './lines.ts'
import { renameOldProperties } from './old-rows.ts'
import { syncFolderOf } from './snapshot-file.ts'
import { isRow, type Row } from './tables.ts'

/** The changes of one transaction. */
export interface Commit {
  /** Number of the commit: 1 for the first of a store, no gaps. */
  readonly sequence: number
  readonly rows: readonly Row[]
}

/** The file beside the data file that gets each commit before it is acknowledged. */
export interface Journal {
  /** @returns the size of the durable commits in the current file (bytes). */
  size (): number
  /**
   * Append commits and wait until they are durable.
   * @param commits - commits in order
   * @throws {Error} if the disk fails; then none of them is kept
   */
  write (commits: readonly Commit[]): Promise<void>
  /**
   * Rename the current file and start a new one, so that compaction can move its commits into the data file.
   * Call it only between two writes.
   * @throws {Error} if the disk fails
   */
  rotate (): Promise<void>
  /** Delete the rotated journal, once the data file has its commits. */
  dropRotated (): Promise<void>
  close (): Promise<void>
}

/** @returns the journal files of a data file: the current one, and the rotated one that awaits compaction. */
export const journalFiles = (dataFile: string): { current: string, rotated: string } =>
  ({ current: `${dataFile}.journal`, rotated: `${dataFile}.journal.1` })

/**
 * Open the journal of a data file for appending. Call `readJournal` before.
 * @param dataFile - path of the data file
 * @returns the journal
 * @throws {Error} if the system refuses access to the file
 */
export async function openJournal (dataFile: string): Promise<Journal> {
  const { current, rotated } = journalFiles(dataFile)
  let handle = await open(current, 'a', 0o600)
  let length = (await handle.stat()).size
  let hasRotated = await exists(rotated)
  /** Whether a failed write may have left bytes beyond `length`. */
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
      // After a failed compaction the rotated journal is still needed, so the current one stays as it is.
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
 * Read the commits of the journal that the data file lacks.
 * An incomplete last line was never acknowledged: it is cut off.
 * @param dataFile - path of the data file
 * @param after - number of the last commit in the data file
 * @param warn - gets a message about an incomplete last line
 * @returns the later commits, in order
 * @throws {DataFileError} if a line is damaged or a commit is missing
 */
export async function readJournal (
  dataFile: string, after: number, warn: (message: string) => void
): Promise<Commit[]> {
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
      if (commit.sequence > expected) {
        throw new DataFileError(file, line, `commit ${expected}`, `commit ${commit.sequence}; lines are missing`)
      }
      if (commit.sequence === expected) commits.push(commit)
    }
  }
  // Cut only after everything was read: a damaged file must stay as it is.
  for (const { file, line } of torn) {
    warn(`${file}: expected a whole line ${line.number} (byte ${line.byte}), found an incomplete one. ` +
      'It was never acknowledged and is dropped. No action is needed.')
    await cutFile(file, line.byte)
  }
  return commits
}

function parseCommit (file: string, line: Line): Commit {
  const { text } = line
  const commit = parseOrUndefined(text) as Partial<Commit> | null | undefined
  const { sequence, rows } = commit ?? {}
  if (isSequence(sequence) && Array.isArray(rows) && rows.every(isRow)) {
    return { sequence, rows: rows.map(renameOldProperties) }
  }
  throw new DataFileError(file, line, 'a commit', describeText(text))
}

const isSequence = (value: unknown): value is number => Number.isSafeInteger(value)

async function cutFile (file: string, length: number): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.truncate(length)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}
