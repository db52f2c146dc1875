import type { JsonObject } from '../protocol/json.ts'
import type { BrokerRequest } from '../request/order-requests.ts'

/**
 * Repeat the broker of a request.
 * @param broker - broker of the request
 * @returns the broker, without an address that has no valid property
 */
export function echoBroker ({ address, ...broker }: BrokerRequest): JsonObject {
  const hasAddress = address !== undefined && Object.keys(address).length > 1
  return { ...broker, ...(hasAddress && { address }) }
}
