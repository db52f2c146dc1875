import type { FastifyError, FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import { BookingError, type ErrorType, errorDocument } from '../domain/protocol/errors.ts'
import { BOOKING_MEDIA_TYPE } from '../domain/protocol/ids.ts'
import { isStoreUnavailable } from '../simulator/store.ts'
import { type BodyRefusal, refusalOfFastify } from './bodies/body-faults.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Error type of this route while the state cannot be written. */
    unavailable?: ErrorType
  }
}

/** Descriptions of the errors that Fastify raises before a handler runs, by status. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is malformed.',
  413: 'The request body is too large.',
  414: 'A part of the path is longer than the 100 characters that it may have.'
}
const BAD_URL = 'The path contains a % that begins no encoded character (RFC 3986, section 2.1). Write %25 for it.'

/**
 * Map any thrown value to an error of the catalogue.
 * @param unavailable - error type of the route while the state cannot be written
 */
export function toBookingError (error: FastifyError | Error, unavailable: ErrorType | undefined): BookingError {
  if (error instanceof BookingError) return error
  if (isStoreUnavailable(error)) {
    const description = 'The booking system cannot write at the moment. Nothing was changed: please try again.'
    if (unavailable !== undefined) return new BookingError(unavailable, description)
    return new BookingError('OpenBookingError', description, 503)
  }
  if ('code' in error && error.code === 'FST_ERR_BAD_URL') return new BookingError('OpenBookingError', BAD_URL)
  const status = 'statusCode' in error ? error.statusCode ?? 500 : 500
  if (status === 429) {
    return new BookingError('TooManyRequestsError', 'Too many requests came from this address. Try again later.')
  }
  const refusal = status < 500 ? REFUSALS[status] ?? REFUSALS[400] : undefined
  if (refusal !== undefined) return new BookingError('OpenBookingError', refusal, status in REFUSALS ? status : 400)
  return new BookingError('InternalApplicationError', 'The booking system failed. Nothing was changed.')
}

/** HTTP authentication schemes of the ways in that have one; an API key and partner headers have none. */
const CHALLENGES = { basic: 'Basic realm="Open Booking API"', openid: 'Bearer realm="Open Booking API"' }

/**
 * Name the accepted authentication schemes, unless a challenge was set before (RFC 9110, section 11.6.1).
 * @param auth - the accepted credentials
 */
export function challenge (reply: FastifyReply, auth: readonly string[]): void {
  if (reply.hasHeader('www-authenticate')) return
  const known = Object.entries(CHALLENGES).flatMap(([way, name]) => auth.includes(way) ? name : [])
  if (known.length > 0) reply.header('www-authenticate', known.join(', '))
}

/** @returns the error for a refused request body */
export const fromRefusal = ({ status, description }: BodyRefusal): BookingError =>
  new BookingError('OpenBookingError', description, status)

/** Answer every error of an area as JSON-LD. */
export default fp(async (app) => {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOfFastify(error, request, BOOKING_MEDIA_TYPE)
    const known = refusal === undefined
      ? toBookingError(error, request.openBooking.config.unavailable)
      : fromRefusal(refusal)
    if (known.status >= 500 && known !== error as Error) request.log.error({ err: error }, 'request failed')
    if (known.status === 401) challenge(reply, app.openBooking.simulatorOf(request).options.auth)
    return reply.code(known.status).send(errorDocument(known, app.openBooking.urlOf(request), request.id))
  })
}, { name: 'open-booking-simulator-errors', dependencies: ['open-booking-simulator-core'] })
