import { differencesBetween, withoutDifferences } from '../../../data/differences.ts'
import type { Mark, Reader, Store } from '../../../data/store.ts'
import { instantOf, startSetting } from '../../../domain/control/state/clock.ts'
import { staysInPlace } from '../../../domain/control/state/restore.ts'
import type { Difference, StoredRecord } from '../../../domain/records/change.ts'
import type { SamplePlan } from '../../../domain/records/sample.ts'
import { createRecentMap } from '../../recent-map.ts'
import type { Clock } from '../clock.ts'

/** The state of the start of a simulator, to which a reset returns: sample data, and the scenario of the options. */
export interface FirstState {
  /** Take the current state, which is new, as the sample data; start the scenario. */
  begin (): Promise<void>
  /** Take the current state as the one to which a reset returns, in place of the sample data. */
  replace (): Promise<void>
  /** Start the scenario of the options, unless it runs. */
  resume (): Promise<void>
  /** Find the records in which the current state may differ from it. */
  differences (reader: Reader): Promise<readonly Difference[]>
  /** Start what a return to it must start anew. */
  afterReturn (): Promise<void>
  /**
   * Find the records of a first start, without the scenario and the records of this process.
   * @param start - start of the clock: `real`, or an instant (ISO 8601)
   */
  recordsAt (start: string): Promise<readonly StoredRecord[]>
}

/** The parts of a simulator that its first state depends on. */
export interface FirstStateParts {
  readonly clock: Clock
  readonly store: Store
  /** The start of the clock: `real`, or an instant (ISO 8601). */
  readonly start: string
  /** Make the records of a first start at an instant. */
  readonly seedAt: (now: Date) => Promise<readonly StoredRecord[]>
  /**
   * Start the scenario of the options, unless it runs.
   * @returns whether it has started
   */
  readonly startScenario: () => Promise<boolean>
}

/** Most first states to keep (count): one for each start of a clock. */
const MOST_KEPT = 4

/** Create the first state of a simulator, which is not yet known. */
export function createFirstState ({ clock, store, start, seedAt, startScenario }: FirstStateParts): FirstState {
  const known = createRecentMap<Promise<readonly StoredRecord[]>>(MOST_KEPT)
  let sample: Mark | undefined
  /** After a restart with a data file there is no mark of the first start. */
  let seed: Mark | undefined

  /** By a real clock, the records are made anew once their sample data has to be renewed. */
  const isCurrent = (records: readonly StoredRecord[], at: string): boolean =>
    at !== 'real' || renewalOf(records) > clock.realNow()

  async function recordsAt (at: string): Promise<readonly StoredRecord[]> {
    const kept = await known.get(at)
    if (kept !== undefined && isCurrent(kept, at)) return kept
    const found = find(at)
    known.set(at, found)
    found.catch(() => { known.delete(at) })
    return await found
  }

  async function find (at: string): Promise<readonly StoredRecord[]> {
    if (at === start && sample !== undefined) {
      const marked = await recordsOf(sample)
      if (isCurrent(marked, at)) return marked
    }
    const real = clock.realNow()
    return await seedAt(instantOf(startSetting(at, real), real))
  }

  /** The records of the start are in the store: to make them again takes a hundred times as long. */
  async function recordsOf (mark: Mark): Promise<readonly StoredRecord[]> {
    const [now, changed] = await store.read(async (reader) => [await reader.all(), await reader.changedSince(mark)])
    return (await withoutDifferences(now, changed)).filter((one) => !staysInPlace(one))
  }

  return {
    begin: async () => {
      sample = await store.mark()
      seed = await startScenario() ? await store.mark() : sample
    },
    replace: async () => { seed = await store.mark() },
    resume: async () => { await startScenario() },
    differences: async (reader) => seed === undefined
      ? await differencesBetween(await recordsAt(start), await reader.all())
      : await reader.changedSince(seed),
    // A mark has the scenario.
    afterReturn: async () => { if (seed === undefined) await startScenario() },
    recordsAt
  }
}

/** @returns the instant at which the sample data of a state has to be renewed. */
function renewalOf (records: readonly StoredRecord[]): Date {
  const plan = records.find(({ kind }) => kind === 'sample')?.record as SamplePlan | undefined
  return new Date(plan?.expires ?? 0)
}
