import type { Change } from '../../domain/records/change.ts'
import { type Outcome, outcomeOf } from '../outcome.ts'
import type { Reader, Store, Tx } from '../store.ts'
import { createTurns } from '../turns.ts'
import { createTx } from '../tx.ts'
import { createLiveRecords, type StateOptions } from './live-records.ts'
import { AT_ONCE } from './many-changes.ts'
import type { Snapshot } from './snapshot.ts'

/** The state in memory behind the store port; `write` makes it durable. */
export interface State extends Omit<Store, 'close'> {
  /**
   * Run `work` between two transactions, once everything applied is durable.
   * @param work - gets a function that returns the whole state of that instant
   * @returns the result of `work`
   */
  whenIdle<T> (work: (snapshot: () => Snapshot) => Promise<T>): Promise<T>
}

/**
 * Create the state of a snapshot.
 * @param options - the snapshot, and how to make commits durable
 * @returns the state, ready for transactions
 */
export function createState (options: StateOptions): State {
  const live = createLiveRecords(options)
  /** Runs work after everything requested earlier. */
  const inTurn = createTurns()

  /** Run `work` until no write fails meanwhile, and apply its changes. */
  async function attempt<T> (
    work: (tx: Tx) => Promise<T>, onApplied: () => void
  ): Promise<{ outcome: Outcome<T>, durable: Promise<void> }> {
    while (true) {
      const failuresBefore = live.failures()
      const changes: Change[] = []
      const outcome = await outcomeOf(async () => await work(createTx(live.state(), changes)))
      const isMany = 'value' in outcome && changes.length > AT_ONCE
      if (isMany) await live.settled().catch(() => {})
      if (live.failures() !== failuresBefore) continue
      // A refusal too may rest on changes that are not durable yet.
      if ('error' in outcome) return { outcome, durable: live.settled() }
      if (isMany) {
        const durable = live.applyMany(changes, onApplied)
        await durable.catch(() => {})
        return { outcome, durable }
      }
      const durable = changes.length > 0 ? live.apply(changes) : live.settled()
      onApplied()
      return { outcome, durable }
    }
  }

  /** Run `work` between two transactions, once everything applied is durable. */
  function whenIdle<T> (work: () => Promise<T>): Promise<T> {
    return inTurn(async () => {
      // A failed commit was undone, which leaves the state idle too.
      await live.settled().catch(() => {})
      return await work()
    })
  }

  async function transaction<T> (work: (tx: Tx) => Promise<T>, onApplied = () => {}): Promise<T> {
    const { outcome, durable } = await inTurn(() => attempt(work, onApplied))
    await durable
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }

  async function read<T> (work: (reader: Reader) => Promise<T>): Promise<T> {
    const before = live.version()
    let sawPending = false
    const reader = live.watch(createTx(live.state(), []), () => { sawPending = true })
    const outcome = await outcomeOf(async () => await work(reader))
    // The records have changed meanwhile.
    if (live.version() !== before) return await transaction(work)
    if (sawPending) await live.settled()
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }

  return {
    isShared: false,
    transaction,
    read,
    feedPage: async (feed, cursor, limit) => live.page(feed, cursor, limit),
    dueAt: async () => live.state().tables.dueAt(),
    async isWritable () {
      if (live.isWriting()) return true
      return await inTurn(() => live.apply([])).then(() => true, () => false)
    },
    mark: () => whenIdle(async () => live.state().marks.take()),
    forget: live.state().marks.forget,
    whenIdle: (work) => whenIdle(async () => await work(live.snapshot))
  }
}
