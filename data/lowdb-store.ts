import { Low } from 'lowdb'
import type { Commit } from './engine/live-records.ts'
import { createState } from './engine/state.ts'
import { emptySnapshot, type Snapshot } from './engine/snapshot.ts'
import { createVersions } from './form/versions.ts'
import { createWrittenVersions } from './form/written-versions.ts'
import { createCompaction } from './file/compaction.ts'
import { FilesLostError } from './file/data-file-error.ts'
import { exists, type FileSystem, NODE_FILES, resolveDataFile } from './file/file-system.ts'
import { journalPaths } from './file/format.ts'
import { type Durability, type Journal, openJournal } from './file/journal.ts'
import { DataFileInUseError, type Lock, lockDataFile } from './file/lock.ts'
import { snapshotFile, temporaryOf } from './file/snapshot-file.ts'
import { versionOfDataFile } from './file/snapshot-reader.ts'
import { keepOldFiles } from './file/version-2.ts'
import { watchFile } from './file/watched-file.ts'
import { loadFiles } from './load-files.ts'
import type { Store } from './store.ts'

/** Options of a store in a data file. */
export interface FileStoreOptions {
  /** Path of the data file. */
  readonly file: string
  /** @returns the real time, above which change numbers go on. */
  readonly clock: () => Date
  /** First change number of a new data file; by default that of the real time. */
  readonly firstChangeNumber?: number | undefined
  /** When a commit is durable; by default, once it is on the disk. */
  readonly durability?: Durability
  /** Report a problem that loses no acknowledged change. */
  readonly warn: (message: string) => void
  /** Delete the data file and its journal first. */
  readonly fresh?: boolean
  /** File system, so that tests can let it fail. */
  readonly files?: FileSystem
  /** Wraps the journal, so that tests can delay or fail its writes. */
  readonly wrapJournal?: (journal: Journal) => Journal
}

/**
 * Create a store in memory; its records end with the process.
 * @param from - the state to start from
 * @param write - awaited for each commit
 */
export function createMemoryStore (from: Snapshot, write = async (): Promise<void> => {}): Store {
  const state = createState({ write, from })
  return { ...state, close: async () => {} }
}

/**
 * Open a store in one JSON file, written by lowdb, with a journal beside it.
 * @param options - the data file, and how to open it
 * @returns the store with everything that it has ever acknowledged
 * @throws {DataFileError} if the data file or its journal is damaged
 * @throws {UnknownVersionError} if another release wrote one of them
 * @throws {MismatchError} if they do not belong together
 * @throws {ForeignFileError} if the file is not a data file
 * @throws {DataFileInUseError} if another instance has the file open
 * @throws {Error} if the system refuses access to one of the files
 */
export async function openFileStore (options: FileStoreOptions): Promise<Store> {
  let lock: Lock | undefined
  try {
    const file = await resolveDataFile(options.file)
    lock = await lockDataFile(file)
    return await openLocked({ ...options, file }, lock)
  } catch (error) {
    await lock?.release()
    throw error instanceof Error && 'code' in error ? systemError(options.file, error) : error
  }
}

/** Name the data file: the message of a system error does not always have a path. */
function systemError (file: string, cause: Error): Error {
  return new Error(`${file} cannot be opened: ${cause.message}. Check the path and its permissions.`, { cause })
}

async function openLocked (options: FileStoreOptions, lock: Lock): Promise<Store> {
  const {
    file, clock, warn, fresh = false, durability = 'fsync', files = NODE_FILES, wrapJournal = (journal) => journal
  } = options
  if (await exists(file, files) && !await lock.hold(file)) throw new DataFileInUseError(file)
  if (fresh) {
    await deleteFiles(file, files)
    await lock.letGo()
  }
  const versions = createVersions()
  const written = createWrittenVersions()
  const watched = watchFile(file, files, lock)
  const aborter = new AbortController()
  const parts = { file, files, versions, reader: versions.reader(), written, watched, signal: aborter.signal }
  const db = new Low<Snapshot>(snapshotFile(parts), emptySnapshot(clock(), options.firstChangeNumber))
  const paths = journalPaths(file)
  const loaded = await loadFiles({ ...parts, db, clock, warn })
  const { snapshot } = loaded
  // A killed compaction leaves a partial file, and its room belongs to the journal.
  await files.rm(temporaryOf(file), { force: true }).catch(() => {})
  if (loaded.old.length > 0) await convert(loaded.old)
  else if (await exists(file, files)) await watched.accept()
  parts.reader.end()

  const journalParts = { ...parts, paths, instance: snapshot.instance, durability }
  const journal = wrapJournal(await openJournal(journalParts, loaded.journal))
  const state = createState({ write, versions, onDurable: () => { compaction.onDurable() }, from: snapshot })
  const compaction = createCompaction({ db, file, files, journal, state, written, aborter, warn })
  if (loaded.hasLaterCommits && loaded.old.length === 0) compaction.startLater()

  /** Keep a copy of the files of version 2, then write the current one. A kill in between repeats this. */
  async function convert (old: readonly string[]): Promise<void> {
    await keepOldFiles(old, files)
    db.data = snapshot
    await db.write()
    await files.rm(paths.rotated, { force: true })
    warn(`${file} now has the format of this release. Copies of the former files end with .v2.`)
  }

  async function write (commits: readonly Commit[]): Promise<void> {
    try {
      await journal.write(commits)
    } catch (error) {
      if (error instanceof FilesLostError) compaction.restore(error.message)
      throw error
    }
  }

  async function shutDown (): Promise<void> {
    try {
      await compaction.stop()
      // Later commits are refused: another instance may have the file by then.
      await state.whenIdle(() => journal.close())
    } finally {
      await lock.release()
    }
  }

  let closing: Promise<void> | undefined
  return { ...state, async close () { await (closing ??= shutDown()) } }
}

/** Delete the files latest first, so that a kill in between leaves an earlier state, not half of one. */
async function deleteFiles (file: string, files: FileSystem): Promise<void> {
  // A foreign file is refused.
  await versionOfDataFile(file, files)
  const { current, rotated } = journalPaths(file)
  for (const name of [current, rotated, file, temporaryOf(file)]) await files.rm(name, { force: true })
}
