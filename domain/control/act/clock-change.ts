import { addDays, startOfDay } from '../../protocol/time.ts'

/** Months in which the clocks of the United Kingdom change: March and October, counted from 0. */
const MONTHS = [2, 9]

/**
 * Find the next day on which the clocks of the United Kingdom change, at 01:00 UTC.
 * @param now - current time
 * @returns the midnight (UTC) at which the day begins, later than now
 */
export function nextClockChange (now: Date): Date {
  let day = addDays(startOfDay(now), 1)
  while (!isClockChange(day)) day = addDays(day, 1)
  return day
}

/** It is the last Sunday of the month: in a week, it is another month. */
function isClockChange (day: Date): boolean {
  const month = day.getUTCMonth()
  return MONTHS.includes(month) && day.getUTCDay() === 0 && addDays(day, 7).getUTCMonth() !== month
}
