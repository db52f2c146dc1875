import { rm } from 'node:fs/promises'
import { Low } from 'lowdb'
import { createCompaction } from './engine/compaction.ts'
import { type Commit, type Journal, journalFiles, openJournal, readJournal } from './engine/journal.ts'
import { type Lock, lockDataFile } from './engine/lock.ts'
import { requireOwnFile, type Snapshot, snapshotFile, temporaryOf } from './engine/snapshot-file.ts'
import { createState } from './engine/state.ts'
import type { Store } from './store.ts'

/** Options of a store in a data file. */
export interface FileStoreOptions {
  /** Path of the data file. */
  readonly file: string
  /** @returns the current instant. */
  readonly clock: () => Date
  /** Report a problem that loses no acknowledged change. */
  readonly warn: (message: string) => void
  /** Delete the data file and its journal first. */
  readonly fresh?: boolean
  /** Wraps the journal, so that tests can delay or fail its writes. */
  readonly wrapJournal?: (journal: Journal) => Journal
}

/**
 * Create an empty state.
 * @param now - current instant. Change numbers start at it (µs since 1970), so that older cursors stay behind
 * @returns a snapshot without records
 */
export function emptySnapshot (now: Date): Snapshot {
  return { sequence: 0, modified: now.getTime() * 1000, rows: [] }
}

/**
 * Create a store in memory; its records end with the process.
 * @param clock - gives the current instant
 * @param from - the state to start from, by default an empty one
 */
export function createMemoryStore (clock: () => Date, from: Snapshot = emptySnapshot(clock())): Store {
  const state = createState({ clock, write: async () => {}, from })
  return { ...state, close: async () => {} }
}

/**
 * Open a store in one JSON file, written by lowdb, with a journal beside it.
 * @param options - the data file, and how to open it
 * @returns the store with everything that it has ever acknowledged
 * @throws {DataFileError} if the data file or its journal is damaged
 * @throws {ForeignFileError} if the file is not a data file
 * @throws {DataFileInUseError} if another instance has the file open
 * @throws {Error} if the system refuses access to one of the files
 */
export async function openFileStore (options: FileStoreOptions): Promise<Store> {
  const lock = await lockDataFile(options.file)
  try {
    return await openLocked(options, lock)
  } catch (error) {
    await lock.release()
    throw error instanceof Error && 'code' in error ? systemError(options.file, error) : error
  }
}

/** Name the data file: the message of a system error does not always have a path. */
function systemError (file: string, cause: Error): Error {
  return new Error(`${file} cannot be opened: ${cause.message}. Check the path and its permissions.`, { cause })
}

async function openLocked (options: FileStoreOptions, lock: Lock): Promise<Store> {
  const { file, clock, warn, fresh = false, wrapJournal = (journal) => journal } = options
  if (fresh) await deleteFiles(file)
  const db = new Low<Snapshot>(snapshotFile(file), emptySnapshot(clock()))
  await db.read()
  const commits = await readJournal(file, db.data.sequence, warn)
  const from = replay(db.data, commits)
  const journal = wrapJournal(await openJournal(file))
  const write = (batch: readonly Commit[]): Promise<void> => journal.write(batch)
  const state = createState({ clock, write, onDurable: () => { compaction.onDurable() }, from })
  const compaction = createCompaction({ db, file, journal, state, warn })
  if (commits.length > 0) compaction.start()

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
async function deleteFiles (file: string): Promise<void> {
  await requireOwnFile(file)
  const { current, rotated } = journalFiles(file)
  for (const name of [current, rotated, file, temporaryOf(file)]) await rm(name, { force: true })
}

/** Apply the later commits of the journal to the state of a data file. */
function replay (snapshot: Snapshot, commits: readonly Commit[]): Snapshot {
  const records = new Map(snapshot.rows.map((row) => [`${row[0]} ${row[1]}`, row]))
  let { modified } = snapshot
  for (const row of commits.flatMap(({ rows }) => rows)) {
    const [kind, id, record, position] = row
    if (record === null) records.delete(`${kind} ${id}`)
    else records.set(`${kind} ${id}`, row)
    modified = Math.max(modified, position?.[1] ?? 0)
  }
  return { sequence: commits.at(-1)?.sequence ?? snapshot.sequence, modified, rows: [...records.values()] }
}
