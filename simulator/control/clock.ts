import { instantOf, REAL_TIME } from '../../domain/control/state/clock.ts'
import type { ClockSetting } from '../../domain/records/control/clock-setting.ts'

/** The simulated clock: the real one with a setting. */
export interface Clock {
  /** @returns the simulated time. */
  now (): Date
  /** @returns the real time. */
  realNow (): Date
  /** @returns the current setting. */
  setting (): ClockSetting
  /** Take over a setting that is stored. */
  use (setting: ClockSetting): void
}

/**
 * Create a clock that shows real time.
 * @param realNow - gives the real time
 */
export function createClock (realNow: () => Date): Clock {
  let current = REAL_TIME
  return {
    now: () => instantOf(current, realNow()),
    realNow,
    setting: () => current,
    use (setting) { current = setting }
  }
}
