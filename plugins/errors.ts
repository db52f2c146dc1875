import fp from 'fastify-plugin'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { StoreUnavailableError } from '../data/store.ts'
import { BookingError, errorDocument, type ErrorType } from '../domain/protocol/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Error type when the state can't be written. */
    unavailable?: ErrorType
  }
}

/** What Fastify refuses before a handler runs, by status. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is malformed.',
  413: 'The request body is too large.',
  414: 'The address is too long.',
  415: 'The request body has a media type that is not known here.'
}

/** @returns whatever was thrown as an error of the catalogue. */
export function toBookingError (error: FastifyError | Error, unavailable: ErrorType | undefined): BookingError {
  if (error instanceof BookingError) return error
  if (error instanceof StoreUnavailableError) {
    const description = 'The booking system can not write at the moment. Nothing was changed: please try again.'
    return unavailable === undefined ? new BookingError('OpenBookingError', description, 503) : new BookingError(unavailable, description)
  }
  const status = 'statusCode' in error ? error.statusCode ?? 500 : 500
  if (status === 429) return new BookingError('TooManyRequestsError', 'Too many requests came from this address; try again later.')
  const refusal = status < 500 ? REFUSALS[status] ?? REFUSALS[400] : undefined
  if (refusal !== undefined) return new BookingError('OpenBookingError', refusal, status in REFUSALS ? status : 400)
  return new BookingError('InternalApplicationError', 'The booking system made a mistake. Nothing was changed.')
}

/** Names that HTTP has for ways in; a key and headers have none. */
const CHALLENGES = { basic: 'Basic realm="Open Booking API"', openid: 'Bearer realm="Open Booking API"' }

/**
 * Tells who is refused of the ways in (RFC 9110, section 11.6.1), unless that was said before.
 * @param auth - the ways in that there are here
 */
export function challenge (reply: FastifyReply, auth: readonly string[]): void {
  if (reply.hasHeader('www-authenticate')) return
  const known = Object.entries(CHALLENGES).flatMap(([way, name]) => auth.includes(way) ? name : [])
  if (known.length > 0) reply.header('www-authenticate', known.join(', '))
}

/** Turns whatever is thrown in an area into JSON-LD errors. */
export default fp(async (app) => {
  const { openBooking } = app
  const answer = (error: BookingError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error.status === 401) challenge(reply, openBooking.options.auth)
    return reply.code(error.status).send(errorDocument(error, openBooking.urlOf(request.url)))
  }

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = toBookingError(error, request.routeOptions.config.unavailable)
    if (known.status >= 500 && known !== error as Error) request.log.error({ err: error }, 'request failed')
    return answer(known, request, reply)
  })
}, { name: 'open-booking-simulator-errors', dependencies: ['open-booking-simulator-core'] })
