import { addHours, addMilliseconds, milliseconds } from 'date-fns'
import { parse, serialize } from 'tinyduration'

/** @returns the instant as ISO 8601 in UTC to the second, the form that every OpenActive document uses. */
export function isoInstant (instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`
}

/** @returns the time from `start` to `end` (ISO 8601 instants) as an ISO 8601 duration of hours and minutes. */
export function durationBetween (start: string, end: string): string {
  const minutes = Math.round((Date.parse(end) - Date.parse(start)) / 60_000)
  return serialize({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** @returns the time from one midnight to another as an ISO 8601 duration of days. */
export function daysBetween (start: string, end: string): string {
  return serialize({ days: Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000) })
}

/**
 * @param instant - ISO 8601 instant
 * @param duration - ISO 8601 duration; days and weeks are 24 and 168 hours
 * @returns the instant that lies a duration before another
 */
export function before (instant: string, duration: string): Date {
  return addMilliseconds(new Date(instant), -milliseconds(parse(duration)))
}

/** @returns the midnight (UTC) with which a day begins. */
export function startOfDay (instant: Date): Date {
  return new Date(`${isoInstant(instant).slice(0, 10)}T00:00:00Z`)
}

/** The sample data always reaches this many days ahead, today included. */
export const DAYS_AHEAD = 14

/** Stands for the start of what has none. */
export const ANY_TIME = new Date(0)

/** @returns the instant some days of 24 hours later. */
export const addDays = (instant: Date, days: number): Date => addHours(instant, days * 24)
