import type { JSONSchema } from 'json-schema-to-ts'
import { clockAdvance, clockSetting } from '../schemas/control/clock.ts'
import { checkArguments } from '../simulator/control/arguments.ts'
import type { ClockStatus, SimulatedTime } from '../simulator/control/time.ts'

/** The simulated clock. It never goes back but by a reset, a restore or an import. */
export interface TestClock extends Omit<SimulatedTime, 'set'> {
  /**
   * Move the clock forward to an instant, and process everything that is due until then.
   * @param at - the instant (a date, or ISO 8601), at most a year ahead
   * @param options - whether the clock stands still then; by default it goes on as it did
   * @throws {ControlError} if the instant is none, in the past, or too far ahead
   */
  set (at: Date | string, options?: { readonly frozen?: boolean }): Promise<ClockStatus>
}

/** @returns the clock of a simulator, whose arguments are those of the control calls */
export function clockOf (time: SimulatedTime): TestClock {
  return {
    ...time,
    advance: async (by) => {
      checkArguments<JSONSchema>(clockAdvance, { by })
      return await time.advance(by)
    },
    set: async (at, options) => {
      checkArguments<JSONSchema>(clockSetting, at instanceof Date ? { frozen: false, ...options } : { at, ...options })
      return await time.set(new Date(at), options)
    }
  }
}
