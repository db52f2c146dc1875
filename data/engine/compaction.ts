import { stat } from 'node:fs/promises'
import type { Low } from 'lowdb'
import type { Journal } from './journal.ts'
import type { Snapshot } from './snapshot-file.ts'
import type { State } from './state.ts'

/** Moves the commits of the journal into the data file, one compaction at a time. */
export interface Compaction {
  /** Compact now, unless a compaction is running. */
  start (): void
  /** Plan a compaction; to be called after each durable commit. */
  onDurable (): void
  /** Finish the running compaction, compact once more if that is quick, then never again. */
  stop (): Promise<void>
}

/** Parts of a store that compaction works on. */
export interface CompactionOptions {
  readonly db: Low<Snapshot>
  /** Path of the data file. */
  readonly file: string
  readonly journal: Journal
  readonly state: Pick<State, 'whenIdle'>
  /** Report a data file that cannot be written; its journal keeps the changes. */
  readonly warn: (message: string) => void
}

/**
 * Compact at once when the journal is larger than this (bytes) and than the data file. After a failure it must grow
 * by as much again.
 */
const JOURNAL_LIMIT = 16 * 1024 * 1024
/** Below this size (bytes) the data file follows a change within a second, so that a person can read it. */
const READABLE = 1024 * 1024
const READABLE_AFTER_MS = 1000
/** Above this size (bytes) a stop leaves compaction to the next start, so that the stop is quick. */
const COMPACT_ON_STOP = 20 * 1024 * 1024
const EMPTY: Snapshot = { sequence: 0, modified: 0, rows: [] }

/**
 * Create the compaction of a store.
 * @param options - the data file, its journal and the state that both hold
 * @returns the compaction; it waits for a call
 */
export function createCompaction ({ db, file, journal, state, warn }: CompactionOptions): Compaction {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let dirty = false
  let stopped = false
  let limit = JOURNAL_LIMIT

  // The state has the records now; lowdb need not hold them a second time.
  db.data = EMPTY

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
      warn(`${file} could not be written; its journal keeps the changes. Check the disk and the permissions: ` +
        String(error))
    } finally {
      db.data = EMPTY
    }
  }

  function start (): void {
    running ??= compact().finally(() => { running = undefined })
  }

  async function compactIfSmall (): Promise<void> {
    timer = undefined
    // A running compaction may have begun before the last change.
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
