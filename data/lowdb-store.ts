import { rm, stat } from 'node:fs/promises'
import { Low } from 'lowdb'
import { type Journal, journalFiles, openJournal, readJournal } from './journal.ts'
import { type Lock, lockDataFile } from './lock.ts'
import { type Snapshot, snapshotFile } from './snapshot-file.ts'
import { createState, type State } from './state.ts'
import type { Store } from './store.ts'
import type { Row } from './tables.ts'

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

/** Fold at once when the journal is larger than this (bytes) and than the data file. */
const JOURNAL_LIMIT = 16 * 1024 * 1024
/** Below this (bytes) the file follows a second after the last change, so that a person can read it. */
const READABLE = 1024 * 1024
const READABLE_AFTER_MS = 1000
/** Above this (bytes) a clean stop leaves the folding to the next start, to be quick. */
const FOLD_ON_CLOSE = 20 * 1024 * 1024

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
 * @throws DataFileError when the file or its journal can't be read, DataFileInUseError when another instance has it
 */
export async function openFileStore (options: FileStoreOptions): Promise<Store> {
  const lock = await lockDataFile(options.file)
  try {
    return await openLocked(options, lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function openLocked ({ file, clock, warn, fresh = false, wrapJournal = (journal) => journal }: FileStoreOptions, lock: Lock): Promise<Store> {
  const { current, rotated } = journalFiles(file)
  if (fresh) for (const name of [file, current, rotated]) await rm(name, { force: true })
  const db = new Low<Snapshot>(snapshotFile(file), emptySnapshot(clock()))
  await db.read()
  const commits = [...await readJournal(rotated, warn), ...await readJournal(current, warn)]
  const from = replay(db.data, commits)
  const journal = wrapJournal(await openJournal(file))
  const folding = createFolding(db, journal, file, warn, () => state)
  const state: State = createState({ clock, write: (batch) => journal.write(batch), onDurable: folding.onDurable, from })
  if (commits.length > 0) folding.start()
  return {
    ...state,
    async close () {
      await folding.stop()
      await journal.close()
      await lock.release()
    }
  }
}

/** The state of a data file with the later commits of its journal. */
function replay (snapshot: Snapshot, commits: ReadonlyArray<{ sequence: number, rows: readonly Row[] }>): Snapshot {
  const records = new Map(snapshot.rows.map((row) => [`${row[0]} ${row[1]}`, row]))
  let { sequence, modified } = snapshot
  for (const commit of commits) {
    if (commit.sequence <= sequence) continue
    sequence = commit.sequence
    for (const row of commit.rows) {
      const [kind, id, record, place] = row
      if (record === null) records.delete(`${kind} ${id}`)
      else records.set(`${kind} ${id}`, row)
      modified = Math.max(modified, place?.[1] ?? 0)
    }
  }
  return { sequence, modified, rows: [...records.values()] }
}

interface Folding { start (): void, onDurable (): void, stop (): Promise<void> }

/** Decides when the journal is folded into the data file, and does it, one at a time. */
function createFolding (db: Low<Snapshot>, journal: Journal, file: string, warn: (message: string) => void, state: () => State): Folding {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let dirty = false

  const fileSize = async (): Promise<number> => (await stat(file).catch(() => ({ size: 0 }))).size

  async function fold (): Promise<void> {
    try {
      const snapshot = await state().atRest(async (snapshot) => {
        await journal.rotate()
        dirty = false
        return snapshot()
      })
      db.data = snapshot
      await db.write()
      await journal.dropRotated()
    } catch (error) {
      dirty = true
      warn(`${file} could not be written, the journal keeps what is missing in it: ${String(error)}`)
    } finally {
      // lowdb need not hold a second copy of the state.
      db.data = { sequence: 0, modified: 0, rows: [] }
    }
  }

  function start (): void {
    running ??= fold().finally(() => { running = undefined })
  }

  async function startIfSmall (): Promise<void> {
    if (journal.size() + await fileSize() < READABLE) start()
  }

  async function startIfGrown (): Promise<void> {
    if (journal.size() > Math.max(JOURNAL_LIMIT, await fileSize())) start()
  }

  return {
    start,
    onDurable () {
      dirty = true
      if (running === undefined && journal.size() > JOURNAL_LIMIT) void startIfGrown()
      if (timer !== undefined || journal.size() > READABLE) return
      timer = setTimeout(() => { timer = undefined; void startIfSmall() }, READABLE_AFTER_MS).unref()
    },
    async stop () {
      clearTimeout(timer)
      await running
      if (dirty && journal.size() + await fileSize() < FOLD_ON_CLOSE) start()
      await running
      await state().atRest(async () => {})
    }
  }
}
