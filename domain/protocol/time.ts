import { addHours } from 'date-fns/addHours'
import { addMilliseconds } from 'date-fns/addMilliseconds'
import { milliseconds } from 'date-fns/milliseconds'
import { parse, serialize } from 'tinyduration'

/** Days that the sample data reaches ahead, today included (count). */
export const DAYS_AHEAD = 14

/** Start of an Opportunity that has none, such as an OnDemandEvent. */
export const ANY_TIME = new Date(0)

/**
 * Format a time as OpenActive documents do.
 * @param instant - a time
 * @returns ISO 8601 in UTC, rounded down to the second
 */
export function isoInstant (instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`
}

/**
 * Measure the time between two times.
 * @param start - ISO 8601 time
 * @param end - ISO 8601 time
 * @returns ISO 8601 duration in hours and minutes
 */
export function durationBetween (start: string, end: string): string {
  const minutes = Math.round((Date.parse(end) - Date.parse(start)) / 60_000)
  return serialize({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/**
 * Measure the time between two midnights.
 * @param start - ISO 8601 time
 * @param end - ISO 8601 time
 * @returns ISO 8601 duration in days
 */
export function daysBetween (start: string, end: string): string {
  return serialize({ days: Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000) })
}

/**
 * Subtract a duration from a time. Years and months follow the calendar in UTC, as those of `after` do.
 * @param instant - ISO 8601 time
 * @param duration - ISO 8601 duration; a day has 24 hours, a week 168 hours
 * @returns the earlier time
 */
export function before (instant: string, duration: string): Date {
  return shifted(new Date(instant), duration, -1)
}

/**
 * Find the midnight at which a day begins.
 * @param instant - a time of the day
 * @returns midnight in UTC
 */
export function startOfDay (instant: Date): Date {
  return new Date(`${isoInstant(instant).slice(0, 10)}T00:00:00Z`)
}

/**
 * Add days of 24 hours.
 * @param instant - a time
 * @param days - days to add (count, may be negative)
 * @returns the later time
 */
export function addDays (instant: Date, days: number): Date {
  return addHours(instant, days * 24)
}

/**
 * Add a duration to a time. Years and months follow the calendar in UTC, and end with the last day of a shorter month.
 * @param instant - a time
 * @param duration - ISO 8601 duration; a day has 24 hours, a week 168 hours
 * @returns the later time, an invalid one beyond the range of dates
 */
export function after (instant: Date, duration: string): Date {
  return shifted(instant, duration, 1)
}

function shifted (instant: Date, duration: string, direction: 1 | -1): Date {
  const { years = 0, months = 0, ...rest } = parse(duration)
  const moved = new Date(instant)
  moved.setUTCMonth(instant.getUTCMonth() + direction * (12 * years + months))
  // A day beyond its month moves the date into the next month.
  if (moved.getUTCDate() !== instant.getUTCDate()) moved.setUTCDate(0)
  return addMilliseconds(moved, direction * Math.round(milliseconds(rest)))
}
