import { BookingError, type ErrorType, isErrorType } from '../../protocol/errors.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { Fault } from './match-faults.ts'

/** Errors of OAuth 2.0 by status (RFC 6749, section 5.2; 4.1.2.1 for those of the server). */
const TOKEN_ERRORS: Readonly<Record<number, string>> = {
  400: 'invalid_grant', 401: 'invalid_client', 429: 'temporarily_unavailable', 503: 'temporarily_unavailable'
}

/**
 * Make the error of a fault.
 * @param fault - the fault
 * @param unavailable - error type of a route that is temporarily out of service
 * @returns the error with its own status, undefined if the fault is no error
 */
export function faultError (
  { id, effects: { error, status } }: Fault, unavailable: ErrorType | undefined
): BookingError | undefined {
  const description = id === 'header'
    ? 'The header X-Simulator-Fault of this request has caused this error.'
    : `A fault of this simulator has caused this error (rule ${id}).`
  if (error !== undefined && isErrorType(error)) return new BookingError(error, description)
  if (status === undefined) return undefined
  if (status === 429) return new BookingError('TooManyRequestsError', description)
  const type = status === 503 ? unavailable : undefined
  return new BookingError(type ?? 'OpenBookingError', description, status)
}

/**
 * Render the error of a fault as a token endpoint does.
 * @param error - the error
 * @returns the document
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-5.2}
 */
export function tokenErrorDocument ({ status, message }: BookingError): JsonObject {
  const error = TOKEN_ERRORS[status] ?? (status < 500 ? 'invalid_request' : 'server_error')
  return { error, error_description: message }
}
