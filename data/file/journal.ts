import type { FileHandle } from 'node:fs/promises'
import { bodyOf } from '../form/stored-form.ts'
import type { Commit } from '../engine/live-records.ts'
import type { WrittenVersions } from '../form/written-versions.ts'
import { FilesLostError } from './data-file-error.ts'
import { append, exists, type FileSystem, identityOf, syncFolderOf } from './file-system.ts'
import { COMMIT_LINE, FORMAT, JOURNAL_LINE, type JournalEnd, type JournalPaths } from './format.ts'
import { createLineWriter } from './line-writer.ts'
import type { WatchedFile } from './watched-file.ts'

/** The file beside the data file that gets each commit before it is acknowledged. */
export interface Journal {
  /** @returns the size of the durable commits in the current file (bytes). */
  size (): number
  /**
   * Append commits and wait until they are durable in the sense of `durability`.
   * @param commits - commits in order
   * @throws {FilesLostError} if another program has deleted or replaced a file; then none of them is kept, and none
   * can be kept until a compaction has written the state again
   * @throws {Error} if the disk fails; then none of them is kept
   */
  write (commits: readonly Commit[]): Promise<void>
  /** @returns whether another program has deleted or replaced the data file or the journal. */
  isLost (): boolean
  /**
   * Rename the current file and start a new one, so that compaction can move its commits into the data file. A lost
   * file stays as it is. Call this only between two writes.
   * @param sequence - number of the last commit
   * @throws {Error} if the disk fails
   */
  rotate (sequence: number): Promise<void>
  /**
   * Delete the rotated journal, once the data file has its commits, and replace a lost one.
   * @throws {Error} if the disk fails
   */
  dropRotated (): Promise<void>
  close (): Promise<void>
}

/** When a commit is durable: on the disk (`fsync`), or in the memory of the operating system (`os`). */
export type Durability = 'fsync' | 'os'

/** Parts of a journal. */
export interface JournalParts {
  readonly paths: JournalPaths
  /** Id of the store. */
  readonly instance: string
  readonly files: FileSystem
  readonly written: WrittenVersions
  /** The data file, which must be there, too. */
  readonly watched: WatchedFile
  readonly durability: Durability
}

/**
 * Open the journal of a data file for appending.
 * @param parts - paths, instance and file system
 * @param from - end of its last commit, or the number of the last commit of the data file if the journal is new
 * @returns the journal
 * @throws {Error} if the system refuses access to the file
 */
export async function openJournal (parts: JournalParts, from: JournalEnd | number): Promise<Journal> {
  const { paths: { current, rotated }, files, written, watched, durability } = parts
  let { handle, start, byte: length, chain } = typeof from === 'number'
    ? await createJournal(parts, from)
    : { ...from, handle: await files.open(current, 'a', 0o600) }
  let hasRotated = await exists(rotated, files)
  /** Whether a failed write may have left bytes beyond `length`. */
  let torn = false
  let lost = false
  /** The open file, as another one at its path differs from it. */
  let own = await handle.stat({ bigint: true })
  /** Number of the commit after which a new file goes on, once a compaction has kept that commit. */
  let resumeAfter: number | undefined

  async function cutBack (): Promise<void> {
    if (!torn || lost) return
    await handle.truncate(length)
    await handle.datasync()
    torn = false
  }

  /** Compare the file at the path with the open one, which keeps its device and inode. */
  function isReplaced (size: number): boolean {
    const found = identityOf(current, files)
    if (found?.ino !== own.ino || found.dev !== own.dev) return true
    // A failed write may have left bytes at the end.
    return found.size < size || (found.size > size && !torn)
  }

  function isLost (size = length): boolean {
    lost ||= isReplaced(size) || watched.isReplaced()
    return lost
  }

  async function appendAll (commits: readonly Commit[]): Promise<void> {
    const writer = createLineWriter((bytes) => append(handle, bytes, files), chain)
    const added = new Set<string>()
    const isWritten = (digest: string): boolean => {
      if (written.has(digest) || added.has(digest)) return true
      added.add(digest)
      return false
    }
    for (const { sequence, encoded } of commits) {
      for (const row of encoded) {
        writer.row(row, isWritten)
        if (writer.isFull()) await writer.flush()
      }
      writer.line(bodyOf([COMMIT_LINE, sequence]))
    }
    await writer.flush()
    if (durability === 'fsync') await handle.datasync()
    if (isLost(length + writer.written())) throw new FilesLostError(current)
    length += writer.written()
    chain = writer.chain()
    for (const digest of added) written.add(digest)
  }

  /** Go on in a new file. The former one stays open until then, so that a failure changes nothing. */
  async function renew (after: number): Promise<void> {
    const next = await createJournal(parts, after)
    own = await next.handle.stat({ bigint: true })
    const previous = handle
    ;({ handle, start, byte: length, chain } = next)
    lost = false
    torn = false
    await previous.close()
  }

  return {
    size: () => length - start,
    async write (commits) {
      if (lost) throw new FilesLostError(current)
      await cutBack()
      try {
        await appendAll(commits)
      } catch (error) {
        torn = true
        await cutBack().catch(() => {})
        throw error
      }
    },
    isLost: () => isLost(),
    async rotate (sequence) {
      if (isLost()) {
        resumeAfter = sequence
        return
      }
      await cutBack()
      // After a failed compaction the rotated journal is still needed, so the current one stays as it is.
      if (hasRotated || length === start) return
      // Otherwise a power cut might keep only later commits, which nothing can follow.
      if (durability === 'os') await handle.datasync()
      await files.rename(current, rotated)
      try {
        // Otherwise a power cut might keep only the later rename, which replaces the current file.
        await syncFolderOf(rotated, files)
        await renew(sequence)
      } catch (error) {
        await files.rename(rotated, current)
        throw error
      }
      hasRotated = true
    },
    async dropRotated () {
      if (resumeAfter !== undefined) await renew(resumeAfter)
      resumeAfter = undefined
      await files.rm(rotated, { force: true })
      hasRotated = false
    },
    async close () {
      await cutBack().catch(() => {})
      await handle.close()
    }
  }
}

interface NewJournal extends JournalEnd { readonly handle: FileHandle }

/** Create a journal in a file of its own and rename it, so that no journal is without its first line. */
async function createJournal (
  { paths: { current }, instance, files }: JournalParts, after: number
): Promise<NewJournal> {
  const temporary = `${current}.tmp`
  await files.rm(temporary, { force: true })
  const handle = await files.open(temporary, 'a', 0o600)
  try {
    const writer = createLineWriter((bytes) => append(handle, bytes, files), 0)
    writer.line(bodyOf([JOURNAL_LINE, FORMAT, instance, after]))
    await writer.flush()
    await handle.datasync()
    await files.rename(temporary, current)
    await syncFolderOf(current, files)
    return { handle, start: writer.written(), byte: writer.written(), chain: writer.chain() }
  } catch (error) {
    await handle.close()
    await files.rm(temporary, { force: true }).catch(() => {})
    throw error
  }
}
