import { BookingError } from '../../protocol/errors.ts'
import { ControlError, fromBookingError } from '../control-error.ts'

/**
 * Run a part of a call, so that a refusal of the domain names the argument that it is about.
 * @param path - JSON pointer to the argument
 * @throws {ControlError} for a refusal
 */
export function atArgument<T> (path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof BookingError ? fromBookingError(error, path) : error
  }
}

/**
 * Refuse an argument that does not fit the present state.
 * @throws {ControlError} with status 409
 */
export function conflict (path: string, detail: string): never {
  throw new ControlError(409, detail, path)
}
