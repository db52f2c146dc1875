import { inSteps, SHORT_STEP } from '../../../data/in-steps.ts'
import type { Reader, Store, Tx } from '../../../data/store.ts'
import type { InTurn } from '../../../data/turns.ts'
import { instantOf, putClock, startSetting, withFrozen } from '../../../domain/control/state/clock.ts'
import { restoreChange } from '../../../domain/control/state/restore.ts'
import type { Change, Difference } from '../../../domain/records/change.ts'
import type { Environment } from '../../../domain/records/environment.ts'
import { workOf } from '../../../domain/records/record-kinds.ts'
import type { Clock } from '../clock.ts'
import type { ClockStatus } from '../time.ts'
import type { FirstState } from './first-state.ts'

/** The outcome of a reset, restore or import. */
export interface Restored {
  /** Records that were not equal and have changed (count). */
  readonly changes: number
  readonly clock: ClockStatus
}

/** The parts that control of the state works with. */
export interface StateParts {
  readonly clock: Clock
  readonly store: Store
  readonly inTurn: InTurn
  /** The start of the clock: `real`, or an instant (ISO 8601). */
  readonly start: string
  readonly first: FirstState
  /** Read again what is kept in memory beside the store. */
  readonly reload: () => Promise<void>
  /** Find the changes that bring the configured booking partners, which an import may lack. */
  readonly configuredPartners: (reader: Reader) => Promise<readonly Change[]>
  /** @returns everything that a decision made now may depend on. */
  readonly environment: () => Environment
  readonly processAllDue: () => Promise<void>
  readonly status: () => ClockStatus
}

/** A state to return to: its records that may differ, and its clock. */
export interface Target {
  readonly differences: (reader: Reader) => Promise<readonly Difference[]>
  readonly start: string
  readonly frozen: boolean
  /** Find the changes that follow in the same transaction. */
  readonly further?: (reader: Reader) => Promise<readonly Change[]>
}

/** Return to a state. Used by reset, restore and import alike. */
export type Return = (target: Target) => Promise<Restored>

/** Create the one way to replace the state of a simulator. */
export function createReturn ({ clock, store, inTurn, reload, processAllDue, status }: StateParts): Return {
  return async ({ differences, start, frozen, further = async () => [] }) => await inTurn(async () => {
    // Feeds hide a dataset that is deleted in steps: its last step must precede its return.
    await processAllDue()
    const former = clock.setting()
    let setting = former
    let changes = 0
    const work = async (tx: Tx): Promise<void> => {
      const real = clock.realNow()
      setting = withFrozen(startSetting(start, real), real, frozen)
      const times = { former: instantOf(former, real), now: instantOf(setting, real) }
      const restored: Change[] = []
      await inSteps(await differences(tx), (difference) => {
        const change = restoreChange(difference, times)
        if (change !== undefined) restored.push(change)
      }, SHORT_STEP, ({ before, now }) => workOf(before?.record) + workOf(now?.record))
      changes = restored.length
      await tx.apply([...restored, putClock(setting)])
      await tx.apply(await further(tx))
    }
    try {
      // Requests that see the restored records must see their clock, too.
      await store.transaction(work, () => { clock.use(setting) })
    } catch (error) {
      clock.use(former)
      throw error
    }
    await reload()
    await processAllDue()
    return { changes, clock: status() }
  })
}
