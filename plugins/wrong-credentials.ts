import type { FastifyReply } from 'fastify'
import { BookingError } from '../domain/protocol/errors.ts'

/**
 * Count wrong credentials, and choose the error for them.
 * @param identity - the identity that they claim: a user name, a client id, or a kind of token
 * @param error - the error for wrong credentials
 * @returns the error; after too many failures of this address and identity, a TooManyRequestsError instead
 */
export function wrongCredentials (reply: FastifyReply, identity: string, error: BookingError): BookingError {
  const wait = waitAfterFailure(reply, identity)
  return wait === undefined ? error : new BookingError('TooManyRequestsError', tooManyFailures(wait))
}

/**
 * Count wrong credentials, and set `Retry-After` if there are too many.
 * @returns the time to wait (seconds), undefined if there are few
 */
export function waitAfterFailure (reply: FastifyReply, identity: string): number | undefined {
  const { ip, openBooking: { simulator } } = reply.request
  const wait = simulator.failedCredentials.count(ip, identity)
  if (wait !== undefined) reply.header('retry-after', wait)
  return wait
}

/** @returns the description of the refusal, for a wait in seconds. */
export const tooManyFailures = (wait: number): string =>
  'Too many wrong credentials for this identity came from this address within a minute. ' +
  `Wait ${wait} s before the next guess; correct credentials work at once.`
