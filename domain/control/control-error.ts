import { accusesRequest, type BookingError } from '../protocol/errors.ts'

/** Titles of the statuses that control calls answer with (RFC 9110, section 15). */
const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  507: 'Insufficient Storage'
} as const satisfies Readonly<Record<number, string>>

export type ControlStatus = keyof typeof TITLES

/** @returns whether control calls may answer with a status */
export const isControlStatus = (status: number): status is ControlStatus => Object.hasOwn(TITLES, status)

/**
 * A refusal of a control call: HTTP shows it as problem details (RFC 9457), the library throws it, the command line
 * prints it. Nothing was changed.
 */
export class ControlError extends Error {
  readonly status: ControlStatus
  /** Name of the status. */
  readonly title: string
  /** The problem and its remedy. */
  readonly detail: string
  /** JSON pointer (RFC 6901) to the part of the arguments at fault; undefined if no part is. */
  readonly path: string | undefined

  /**
   * @param status - HTTP status
   * @param detail - the problem and its remedy, for a person
   * @param path - JSON pointer to the part of the arguments at fault
   */
  constructor (status: ControlStatus, detail: string, path?: string) {
    super(detail)
    this.name = 'ControlError'
    this.status = status
    this.title = TITLES[status]
    this.detail = detail
    this.path = path
  }
}

/**
 * Render a refusal as problem details.
 * @param error - the refusal
 * @param instance - absolute URL of the request
 * @returns the document, of the media type application/problem+json
 */
export function problemDetails ({ status, title, detail, path }: ControlError, instance: string) {
  return { title, status, detail, instance, ...(path !== undefined && { path }) }
}

/** @returns the JSON pointer to a member of the value at another pointer (RFC 6901, section 3) */
export const pointerTo = (parent: string, member: string | number): string =>
  `${parent}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`

/**
 * Map a refusal of the domain that control calls share with the APIs. The catalogue answers some faults of a caller
 * with 500, which a control call does not.
 * @param error - the refusal
 * @param path - JSON pointer to the part of the arguments at fault
 */
export function fromBookingError ({ type, status, message }: BookingError, path?: string): ControlError {
  const shown = status >= 500 && accusesRequest(type) ? 400 : status
  return new ControlError(isControlStatus(shown) ? shown : shown < 500 ? 400 : 500, message, path)
}
