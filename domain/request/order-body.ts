import { BookingError } from '../protocol/errors.ts'
import { received } from '../protocol/received.ts'
import type { Body } from './node.ts'
import { errorOf, isProblem } from './problem.ts'
import type { Reader } from './reader.ts'

/** Types of the orders that endpoints take. */
export type OrderType = 'OrderQuote' | 'OrderProposal' | 'Order'

/**
 * Require the type that an endpoint takes.
 * @param body - request body
 * @param type - type of the endpoint
 * @throws {UnexpectedOrderTypeError} if the body has another type
 */
export function requireType (body: Body, type: OrderType): void {
  if (body['@type'] === type) return
  throw new BookingError('UnexpectedOrderTypeError',
    `@type must be ${type} here; received ${received(body['@type'])}.`)
}

/**
 * Read a body by the schema of its endpoint, without its `@context`.
 * @param body - any JSON object
 * @param read - reader of the schema that implies the type `T`
 * @returns the request
 * @throws {OpenBookingError} if a value without an error type of its own is wrong
 */
export function readBody<T> (body: Body, read: Reader): T {
  const result = read(body, [])
  if (isProblem(result)) throw errorOf(result)
  const { '@context': _, ...request } = result as Body
  return request as T
}
