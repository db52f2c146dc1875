import { rm } from 'node:fs/promises'
import { Low } from 'lowdb'
import { createCompaction } from './engine/compaction.ts'
import { type Commit, type Journal, journalFiles, openJournal, readJournal } from './engine/journal.ts'
import { type Lock, lockDataFile } from './engine/lock.ts'
import { requireOwnFile, type Snapshot, snapshotFile, temporaryOf } from './engine/snapshot-file.ts'
import { createState } from './engine/state.ts'
import type { Store } from './store.ts'

export interface FileStoreOptions {
  /** Path of the JSON file. */
  readonly file: string
  readonly clock: () => Date
  readonly warn: (message: string) => void
  /** Forget what the file holds. */
  readonly fresh?: boolean
  /** Wraps the journal; tests hold or break its writes. */
  readonly wrapJournal?: (journal: Journal) => Journal
}

/** An empty state. Its change numbers begin at the instant of its birth, so that a reader of an earlier life meets only newer ones. */
export function emptySnapshot (now: Date): Snapshot {
  return { sequence: 0, modified: now.getTime() * 1000, rows: [] }
}

/** A store that keeps nothing beyond the process. */
export function createMemoryStore (clock: () => Date): Store {
  return { ...createState({ clock, write: async () => {}, from: emptySnapshot(clock()) }), close: async () => {} }
}

/**
 * A store in one JSON file, written by lowdb, and a journal beside it.
 * @throws DataFileError when the file or its journal can't be read, ForeignFileError when it is not ours to overwrite,
 * DataFileInUseError when another instance has it
 */
export async function openFileStore (options: FileStoreOptions): Promise<Store> {
  const lock = await lockDataFile(options.file)
  try {
    return await openLocked(options, lock)
  } catch (error) {
    await lock.release()
    // What the system says of a file does not always name it.
    throw error instanceof Error && 'code' in error ? new Error(`${options.file}: ${error.message}`, { cause: error }) : error
  }
}

async function openLocked ({ file, clock, warn, fresh = false, wrapJournal = (journal) => journal }: FileStoreOptions, lock: Lock): Promise<Store> {
  if (fresh) await forget(file)
  const db = new Low<Snapshot>(snapshotFile(file), emptySnapshot(clock()))
  await db.read()
  const commits = await readJournal(file, db.data.sequence, warn)
  const from = replay(db.data, commits)
  const journal = wrapJournal(await openJournal(file))
  const state = createState({ clock, write: (batch) => journal.write(batch), onDurable: () => { folding.onDurable() }, from })
  const folding = createCompaction({ db, file, journal, state, warn })
  if (commits.length > 0) folding.start()

  async function shutDown (): Promise<void> {
    try {
      await folding.stop()
      // Between two transactions; whatever comes later is refused, for the file may be another's then.
      await state.whenIdle(() => journal.close())
    } finally {
      await lock.release()
    }
  }

  let shut: Promise<void> | undefined
  return { ...state, async close () { await (shut ??= shutDown()) } }
}

/** Latest first, so that a kill in between leaves an earlier state, not half of one. */
async function forget (file: string): Promise<void> {
  await requireOwnFile(file)
  const { current, rotated } = journalFiles(file)
  for (const name of [current, rotated, file, temporaryOf(file)]) await rm(name, { force: true })
}

/** The state of a data file with the later commits of its journal. */
function replay (snapshot: Snapshot, commits: readonly Commit[]): Snapshot {
  const records = new Map(snapshot.rows.map((row) => [`${row[0]} ${row[1]}`, row]))
  let { modified } = snapshot
  for (const row of commits.flatMap(({ rows }) => rows)) {
    const [kind, id, record, place] = row
    if (record === null) records.delete(`${kind} ${id}`)
    else records.set(`${kind} ${id}`, row)
    modified = Math.max(modified, place?.[1] ?? 0)
  }
  return { sequence: commits.at(-1)?.sequence ?? snapshot.sequence, modified, rows: [...records.values()] }
}
