import type { Reader, Store } from '../../data/store.ts'
import type { InTurn } from '../../data/turns.ts'
import {
  CLOCK, instantOf, movedBy, putClock, REAL_TIME, startSetting, wayOf, wayTo, withFrozen
} from '../../domain/control/state/clock.ts'
import { isoInstant } from '../../domain/protocol/time.ts'
import { SAMPLE } from '../../domain/sample/sample-data.ts'
import type { ClockSetting } from '../../domain/records/control/clock-setting.ts'
import type { Log } from '../log.ts'
import type { Clock } from './clock.ts'

/** The simulated clock as users see it. */
export interface ClockStatus {
  /** The simulated time (ISO 8601 UTC with milliseconds). */
  readonly now: string
  /** Whether it stands still. */
  readonly frozen: boolean
  /** Time that it is ahead of the real clock (ms, negative behind). */
  readonly offsetMs: number
  /** The start of the clock, to which a reset returns: `real`, or an instant (ISO 8601). */
  readonly start: string
}

/** Control of the simulated clock. Real time stays with change numbers, rate limits and HTTP. */
export interface SimulatedTime {
  /** @returns the simulated time. */
  now (): Date
  /** @returns the clock as users see it. */
  status (): ClockStatus
  /**
   * Move the clock forward to an instant, and process everything that is due until then.
   * @param at - the instant, at most a year ahead; without one, the clock stays where it is
   * @param options - whether the clock stands still then; by default it goes on as it did
   * @throws {ControlError} if the instant is in the past, or too far ahead
   */
  set (at: Date | undefined, options?: { readonly frozen?: boolean }): Promise<ClockStatus>
  /**
   * Move the clock forward, and process everything that is due until then, each record at its own instant.
   * @param duration - ISO 8601 duration, at most P1Y
   * @throws {ControlError} if the duration is none, or too long
   */
  advance (duration: string): Promise<ClockStatus>
  /** Stop the clock. */
  freeze (): Promise<ClockStatus>
  /** Let the clock run on from where it stands. */
  resume (): Promise<ClockStatus>
}

/** The parts that control of time works with. */
export interface TimeParts {
  readonly clock: Clock
  readonly store: Store
  readonly inTurn: InTurn
  /** Process everything that is due. */
  readonly processAllDue: () => Promise<void>
  /** The start of the clock: `real`, or an instant (ISO 8601). */
  readonly start: string
}

/**
 * Load the stored setting of the clock. A state without sample data is new, and its clock starts.
 * @param start - the start of the clock: `real`, or an instant (ISO 8601)
 * @returns whether the clock has started
 */
export async function loadClock (clock: Clock, reader: Reader, start: string): Promise<boolean> {
  const [stored, plan] = await Promise.all([reader.get('clock', CLOCK), reader.get('sample', SAMPLE)])
  const isNew = stored === undefined && plan === undefined
  clock.use(stored ?? (isNew ? startSetting(start, clock.realNow()) : REAL_TIME))
  return isNew
}

/** Say that a start of the clock is not used, because the stored state has a clock already. */
export function warnOfIgnoredStart (clock: Clock, start: string, log: Pick<Log, 'warn'>): void {
  if (start === 'real') return
  log.warn(`The option clock (${start}) is ignored, because the stored state has a clock of its own, which shows ` +
    `${isoInstant(clock.now())}. A reset starts the clock anew.`)
}

/** Create the control of a simulator's time. One call follows another. */
export function createTime ({ clock, store, inTurn, processAllDue, start }: TimeParts): SimulatedTime {
  function status (): ClockStatus {
    const now = clock.now()
    const { frozenAt } = clock.setting()
    return {
      now: now.toISOString(),
      frozen: frozenAt !== undefined,
      offsetMs: now.getTime() - clock.realNow().getTime(),
      start
    }
  }

  async function change (next: (setting: ClockSetting, now: Date, real: Date) => ClockSetting): Promise<ClockStatus> {
    return await inTurn(async () => {
      // Another process may have changed a clock that is shared.
      clock.use(await store.transaction(async (tx) => {
        const former = await tx.get('clock', CLOCK) ?? clock.setting()
        // Real time is read once: an instant to stand still at must be exact.
        const real = clock.realNow()
        const setting = next(former, instantOf(former, real), real)
        if (setting !== former) await tx.apply([putClock(setting)])
        return setting
      }))
      await processAllDue()
      return status()
    })
  }

  async function set (at: Date | undefined, { frozen }: { readonly frozen?: boolean } = {}): Promise<ClockStatus> {
    return await change((setting, now, real) => {
      const moved = at === undefined ? setting : movedBy(setting, wayTo(now, at))
      return frozen === undefined ? moved : withFrozen(moved, real, frozen)
    })
  }

  return {
    now: clock.now,
    status,
    set,
    advance: async (duration) => await change((setting, now) => movedBy(setting, wayOf(now, duration))),
    freeze: async () => await set(undefined, { frozen: true }),
    resume: async () => await set(undefined, { frozen: false })
  }
}
