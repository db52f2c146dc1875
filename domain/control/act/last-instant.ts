import { before } from '../../protocol/time.ts'
import { ControlError } from '../control-error.ts'

/** Years of documents have four digits; opportunities end, replies follow and tombstones remain some time later. */
const LAST = '9000-01-01T00:00:00Z'

/**
 * Require an instant that documents can show.
 * @param at - the instant, an invalid one beyond the range of dates
 * @param path - JSON pointer to the argument that leads there
 * @throws {ControlError} with status 400 for a later one
 */
export function beforeLast (at: Date, path: string): Date {
  if (at <= new Date(LAST)) return at
  throw new ControlError(400, `${path.slice(1)} must lead to an instant before ${LAST}.`, path)
}

/** A start and the earliest instant of its windows: a thousand years apart. */
const START = '2000-01-01T00:00:00Z'
const FIRST = '1000-01-01T00:00:00Z'

/**
 * Require a window before a start that documents can show.
 * @param window - ISO 8601 duration
 * @param path - JSON pointer to it
 * @throws {ControlError} with status 400 for a longer one
 */
export function requireShort (window: string, path: string): string {
  if (before(START, window) >= new Date(FIRST)) return window
  throw new ControlError(400, `${path.slice(1)} must be at most 1000 years.`, path)
}
