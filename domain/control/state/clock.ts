import { FORMAT_WORDS, FORMATS } from '../../protocol/formats.ts'
import { after } from '../../protocol/time.ts'
import type { Change } from '../../records/change.ts'
import type { ClockSetting } from '../../records/control/clock-setting.ts'
import { ControlError } from '../control-error.ts'

/** Id of the stored setting of the clock. */
export const CLOCK = 'clock'

/** The setting of a clock that shows real time. */
export const REAL_TIME: ClockSetting = { offset: 0 }

/** Longest way of the clock in one call. */
const LONGEST = 'P1Y'

/** @returns whether a clock shows real time. */
export const isRealTime = ({ offset, frozenAt }: ClockSetting): boolean => offset === 0 && frozenAt === undefined

/**
 * Read a simulated clock.
 * @param setting - its setting
 * @param real - the real time
 * @returns the simulated time
 */
export function instantOf ({ offset, frozenAt }: ClockSetting, real: Date): Date {
  return frozenAt === undefined ? new Date(real.getTime() + offset) : new Date(frozenAt)
}

/**
 * Start a clock.
 * @param start - `real`, or the instant that it shows now (ISO 8601)
 * @param real - the real time
 * @returns the setting of the running clock
 */
export function startSetting (start: string, real: Date): ClockSetting {
  return start === 'real' ? REAL_TIME : { offset: Date.parse(start) - real.getTime() }
}

/**
 * Move a clock forward.
 * @param setting - its setting
 * @param ms - the way (ms)
 */
export function movedBy ({ offset, frozenAt }: ClockSetting, ms: number): ClockSetting {
  const moved = { offset: offset + ms }
  return frozenAt === undefined ? moved : { ...moved, frozenAt: new Date(Date.parse(frozenAt) + ms).toISOString() }
}

/**
 * Stop a clock, or let it run on.
 * @param setting - its setting
 * @param real - the real time
 * @param frozen - whether it stands still
 */
export function withFrozen (setting: ClockSetting, real: Date, frozen: boolean): ClockSetting {
  if (frozen === (setting.frozenAt !== undefined)) return setting
  const now = instantOf(setting, real)
  return frozen ? { ...setting, frozenAt: now.toISOString() } : { offset: now.getTime() - real.getTime() }
}

/**
 * Measure the way to a later instant.
 * @param now - the simulated time
 * @param at - the instant
 * @returns the way (ms)
 * @throws {ControlError} if the instant is earlier, or more than a year away
 */
export function wayTo (now: Date, at: Date): number {
  if (!(at >= now)) {
    throw new ControlError(400, `The clock never goes back: expected an instant from ${now.toISOString()} on, got ` +
      `${text(at)}. Use reset to return to its start.`, '/at')
  }
  requireWithin(now, at, '/at')
  return at.getTime() - now.getTime()
}

/**
 * Measure a duration from now on.
 * @param now - the simulated time
 * @param duration - ISO 8601 duration
 * @returns the way (ms)
 * @throws {ControlError} if the text is no duration, or if it is longer than a year
 */
export function wayOf (now: Date, duration: string): number {
  if (!FORMATS.duration(duration)) {
    throw new ControlError(400, `The duration must be ${FORMAT_WORDS['duration']}.`, '/by')
  }
  const at = after(now, duration)
  requireWithin(now, at, '/by')
  return at.getTime() - now.getTime()
}

function requireWithin (now: Date, at: Date, path: string): void {
  if (at <= after(now, LONGEST)) return
  throw new ControlError(400, `One call moves the clock by at most ${LONGEST}, until ` +
    `${after(now, LONGEST).toISOString()}; got ${text(at)}. Move it in several calls.`, path)
}

const text = (at: Date): string => Number.isNaN(at.getTime()) ? 'no date' : at.toISOString()

/**
 * Store the setting of the clock. A clock that shows real time needs no record.
 * @returns the change
 */
export function putClock (setting: ClockSetting): Change {
  return { kind: 'clock', id: CLOCK, record: isRealTime(setting) ? null : setting }
}
