import { stat } from 'node:fs/promises'
import type { Low } from 'lowdb'
import type { Journal } from './journal.ts'
import type { Snapshot } from './snapshot-file.ts'
import type { State } from './state.ts'

/** Decides when the journal is folded into the data file, and does it, one at a time. */
export interface Compaction {
  /** Folds now, unless that is being done. */
  start (): void
  /** To be told of every commit. */
  onDurable (): void
  /** Waits for what is under way, folds a last time if that is quick, and never again. */
  stop (): Promise<void>
}

export interface CompactionOptions {
  /** The data file. */
  readonly db: Low<Snapshot>
  readonly file: string
  readonly journal: Journal
  readonly state: Pick<State, 'whenIdle'>
  readonly warn: (message: string) => void
}

/** Fold at once when the journal is larger than this (bytes) and than the data file; after a failure, when it has grown by as much again. */
const JOURNAL_LIMIT = 16 * 1024 * 1024
/** Below this (bytes) the file follows at most a second after a change, so that a person can read it. */
const READABLE = 1024 * 1024
const READABLE_AFTER_MS = 1000
/** Above this (bytes) a clean stop leaves the folding to the next start, to be quick. */
const COMPACT_ON_STOP = 20 * 1024 * 1024
const NOTHING: Snapshot = { sequence: 0, modified: 0, rows: [] }

/** Folds the journal of a store into its data file from now on. */
export function createCompaction ({ db, file, journal, state, warn }: CompactionOptions): Compaction {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let dirty = false
  let stopped = false
  let limit = JOURNAL_LIMIT

  // What was read is in the state now; lowdb need not hold it a second time.
  db.data = NOTHING

  const fileSize = async (): Promise<number> => (await stat(file).catch(() => ({ size: 0 }))).size

  async function compact (): Promise<void> {
    try {
      db.data = await state.whenIdle(async (snapshot) => {
        await journal.rotate()
        dirty = false
        return snapshot()
      })
      await db.write()
      await journal.dropRotated()
      limit = JOURNAL_LIMIT
    } catch (error) {
      dirty = true
      limit = journal.size() + JOURNAL_LIMIT
      warn(`${file} could not be written, its journal keeps what is missing in it: ${String(error)}`)
    } finally {
      db.data = NOTHING
    }
  }

  function start (): void {
    running ??= compact().finally(() => { running = undefined })
  }

  async function compactIfSmall (): Promise<void> {
    timer = undefined
    // One that is under way may have begun before the last change.
    await running
    if (journal.size() + await fileSize() < READABLE && dirty && !stopped) start()
  }

  async function compactIfGrown (): Promise<void> {
    if (journal.size() > Math.max(limit, await fileSize()) && !stopped) start()
  }

  return {
    start,
    onDurable () {
      dirty = true
      if (stopped) return
      if (journal.size() < READABLE) timer ??= setTimeout(compactIfSmall, READABLE_AFTER_MS).unref()
      else if (running === undefined && journal.size() > limit) compactIfGrown()
    },
    async stop () {
      stopped = true
      clearTimeout(timer)
      await state.whenIdle(async () => {})
      await running
      if (dirty && journal.size() + await fileSize() < COMPACT_ON_STOP) start()
      await running
    }
  }
}
