import type { Low } from 'lowdb'
import type { Snapshot } from '../engine/snapshot.ts'
import type { State } from '../engine/state.ts'
import type { WrittenVersions } from '../form/written-versions.ts'
import type { FileSystem } from './file-system.ts'
import type { Journal } from './journal.ts'

/** Moves the commits of the journal into the data file, one compaction at a time. */
export interface Compaction {
  /** Plan a compaction after the start of the simulator, which has the time of the processor until then. */
  startLater (): void
  /** Plan a compaction; to be called after each durable commit. */
  onDurable (): void
  /**
   * Write the whole state again, because another program has deleted or replaced a file.
   * @param reason - the problem, which is reported
   */
  restore (reason: string): void
  /** End the running compaction, compact once more if that is quick or needed, then never again. */
  stop (): Promise<void>
}

/** Parts of a store that compaction works on. */
export interface CompactionOptions {
  readonly db: Low<Snapshot>
  /** Path of the data file. */
  readonly file: string
  readonly files: FileSystem
  readonly journal: Journal
  readonly state: Pick<State, 'whenIdle'>
  readonly written: WrittenVersions
  /** Ends the write of the data file. */
  readonly aborter: AbortController
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
/** Time after the start for the commits of a process that has not stopped cleanly (ms). */
const AFTER_START_MS = 1000
/** Above this size (bytes) a stop leaves compaction to the next start, so that the stop is quick. */
const COMPACT_ON_STOP = 20 * 1024 * 1024

/**
 * Create the compaction of a store.
 * @param options - the data file, its journal and the state that both hold
 * @returns the compaction; it waits for a call
 */
export function createCompaction (
  { db, file, files, journal, state, written, aborter, warn }: CompactionOptions
): Compaction {
  const empty: Snapshot = { ...db.data, entries: [] }
  let running: Promise<void> | undefined
  let restoring: Promise<void> | undefined
  /** Size of the files before the running compaction (bytes). */
  let compacting = 0
  let timer: NodeJS.Timeout | undefined
  let later: NodeJS.Timeout | undefined
  let dirty = false
  let stopped = false
  let limit = JOURNAL_LIMIT

  // The state has the records now; lowdb need not hold them a second time.
  db.data = empty

  const fileSize = async (): Promise<number> => (await files.stat(file).catch(() => ({ size: 0 }))).size
  const totalSize = async (): Promise<number> => journal.size() + await fileSize()

  async function compact (): Promise<void> {
    try {
      compacting = await totalSize()
      db.data = await state.whenIdle(async (snapshot) => {
        const current = snapshot()
        await journal.rotate(current.sequence)
        written.beginCompaction()
        dirty = false
        return current
      })
      await db.write()
      await journal.dropRotated()
      written.endCompaction()
      limit = JOURNAL_LIMIT
    } catch (error) {
      dirty = true
      limit = journal.size() + JOURNAL_LIMIT
      if (!aborter.signal.aborted) {
        warn(`${file} could not be written; its journal keeps the changes. Check the disk and the permissions: ` +
          String(error))
      }
    } finally {
      db.data = empty
    }
  }

  function start (): void {
    running ??= compact().finally(() => { running = undefined; compacting = 0 })
  }

  /** A running compaction may have begun before the loss, or may have restored the files. */
  async function restoreOnce (): Promise<void> {
    await running
    if (journal.isLost()) start()
  }

  async function compactIfSmall (): Promise<void> {
    timer = undefined
    // A running compaction may have begun before the last change.
    await running
    if (await totalSize() < READABLE && dirty && !stopped) start()
  }

  /** Only a compaction changes the size of the data file: until then, no further commit looks at it. */
  async function compactIfGrown (): Promise<void> {
    const size = await fileSize()
    limit = Math.max(limit, size)
    if (journal.size() > limit && !stopped) start()
  }

  return {
    startLater () {
      dirty = true
      later ??= setTimeout(start, AFTER_START_MS).unref()
    },
    onDurable () {
      dirty = true
      if (stopped) return
      if (journal.size() < READABLE) timer ??= setTimeout(compactIfSmall, READABLE_AFTER_MS).unref()
      else if (running === undefined && journal.size() > limit) compactIfGrown()
    },
    restore (reason) {
      if (stopped || restoring !== undefined) return
      warn(reason)
      restoring = restoreOnce().finally(() => { restoring = undefined })
    },
    async stop () {
      stopped = true
      clearTimeout(timer)
      clearTimeout(later)
      await state.whenIdle(async () => {})
      const isQuick = compacting + await totalSize() < COMPACT_ON_STOP
      const isLost = journal.isLost()
      if (!isQuick && !isLost) aborter.abort()
      await restoring
      await running
      if (isLost || (dirty && isQuick)) start()
      await running
    }
  }
}
