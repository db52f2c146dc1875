import { setImmediate } from 'node:timers/promises'
import { type Store, StoreUnavailableError } from '../data/store.ts'
import type { Environment } from '../domain/records/environment.ts'
import { dueKey, processDueRecords, type Step } from './due.ts'
import type { Log } from './log.ts'

/** Bounds of one sleep of an idle simulator (ms). The clock may be moved, so it never sleeps for long. */
const SHORTEST_SLEEP = 1000
const LONGEST_SLEEP = 60_000
/** Time between the steps of work that no request waits for (ms). */
const BETWEEN_STEPS = 10

const FAILED = 'cannot process due leases and proposals; the next request or minute tries again'

interface DueTimerParts {
  readonly store: Store
  readonly clock: () => Date
  readonly environmentAt: (now: Date) => Environment
  readonly log: Log
  /** Called when the timer wakes, before it looks at the clock. */
  readonly beforeWork?: () => Promise<void>
}

/** Process what is due: before requests, and on a timer while no requests come. */
export interface DueTimer {
  /**
   * Process everything that is due now, in bounded steps, each record at its own instant. Other transactions may run
   * between two steps. A record that its own change makes due at once waits for the next call, so that a broker sees
   * every state.
   * @returns whether a record needs further steps, which no request waits for
   * @throws {StoreUnavailableError} if the changes cannot be written
   */
  processDue (): Promise<boolean>
  /**
   * Process everything that is due now, also what becomes due at once by its own change.
   * @throws {StoreUnavailableError} if the changes cannot be written
   */
  processAllDue (): Promise<void>
  /**
   * Process what is due before a request. A read goes on with the state as it is when nothing can be written.
   * @param method - HTTP method of the request
   * @throws {StoreUnavailableError} if the request writes and nothing can be written
   */
  processDueBefore (method: string): Promise<void>
  /** Process what is due without a request, such as the deletion of a dataset in steps, until nothing is. */
  processSoon (): void
  start (): void
  stop (): void
}

/** Create the timer of a simulator; it sleeps until it is started. */
export function createDueTimer (parts: DueTimerParts): DueTimer {
  const { store, clock, environmentAt, log, beforeWork = async () => {} } = parts
  let timer: NodeJS.Timeout | undefined
  /** Requests wait for the same steps. */
  let running: Promise<boolean> | undefined
  let stopped = false

  const isDue = async (): Promise<boolean> => await store.dueAt() <= clock().getTime()

  /**
   * Process the records of one commit.
   * @param skipped - keys of records that are left for later
   */
  async function processStep (skipped?: ReadonlySet<string>): Promise<Step> {
    return await store.transaction(async (tx) => await processDueRecords(tx, { now: clock(), environmentAt }, skipped))
  }

  async function processSteps (): Promise<boolean> {
    const processed = new Set<string>()
    let isInSteps = false
    while (await isDue()) {
      const step = await processStep(processed)
      if (step.changes === 0) break
      for (const one of step.processed) processed.add(dueKey(one))
      isInSteps ||= step.processed.some(({ kind }) => kind === 'dataset')
      await setImmediate()
    }
    return isInSteps
  }

  async function processDue (): Promise<boolean> {
    if (!await isDue()) return false
    return await (running ??= processSteps().finally(() => { running = undefined }))
  }

  async function processAllDue (): Promise<void> {
    while (await isDue() && (await processStep()).changes > 0) await setImmediate()
  }

  async function processDueBefore (method: string): Promise<void> {
    try {
      // Nothing is due, mostly.
      if (await store.dueAt() <= clock().getTime()) await processDue()
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || (method !== 'GET' && method !== 'HEAD')) throw error
      log.error({ err: error }, FAILED)
    }
  }

  function wakeIn (wait: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      beforeWork().then(processDue).then(wakeAgain).catch(tryLater)
    }, wait).unref()
  }

  async function wakeWhenDue (): Promise<void> {
    wakeIn(Math.min(Math.max(await store.dueAt() - clock().getTime(), SHORTEST_SLEEP), LONGEST_SLEEP))
  }

  async function wakeAgain (isInSteps: boolean): Promise<void> {
    if (isInSteps && await isDue()) wakeIn(BETWEEN_STEPS)
    else await wakeWhenDue()
  }

  function tryLater (error: unknown): void {
    log.error({ err: error }, FAILED)
    wakeIn(LONGEST_SLEEP)
  }

  function start (): void {
    wakeWhenDue().catch(tryLater)
  }

  function processSoon (): void {
    clearTimeout(timer)
    wakeIn(BETWEEN_STEPS)
  }

  function stop (): void {
    stopped = true
    clearTimeout(timer)
  }

  return { processDue, processAllDue, processDueBefore, processSoon, start, stop }
}
