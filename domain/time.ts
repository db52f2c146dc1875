import { addMilliseconds, milliseconds } from 'date-fns'
import { parse, serialize } from 'tinyduration'

/** @returns the instant as ISO 8601 in UTC to the second, the form that every OpenActive document uses. */
export function isoInstant (instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`
}

/**
 * @param duration - ISO 8601 duration; days and weeks are 24 and 168 hours
 * @returns its length in ms
 */
export function durationMs (duration: string): number {
  return milliseconds(parse(duration))
}

/** @returns the time from `start` to `end` (ISO 8601 instants) as an ISO 8601 duration of hours and minutes. */
export function durationBetween (start: string, end: string): string {
  const minutes = Math.round((Date.parse(end) - Date.parse(start)) / 60_000)
  return serialize({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** @returns the instant that lies a duration before another. */
export function before (instant: string, duration: string): Date {
  return addMilliseconds(new Date(instant), -durationMs(duration))
}
