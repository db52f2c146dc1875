import { BookingError } from './errors.ts'
import type { OrderContext } from './order-items.ts'

/** @throws UnexpectedOrderTypeError unless the request is of the type of its endpoint */
export function expectType (request: { readonly '@type'?: unknown }, type: 'OrderQuote' | 'Order'): void {
  if (request['@type'] !== type) throw new BookingError('UnexpectedOrderTypeError', `@type must be ${type} here.`)
}

/** @throws OrderAlreadyExistsError if the UUID already is an order, even a deleted one */
export function expectNewOrder ({ order }: Pick<OrderContext, 'order'>): void {
  if (order !== undefined) throw new BookingError('OrderAlreadyExistsError', 'An order with this UUID already exists.')
}

/**
 * The content of a request, written so that two requests of the same content give the same text: without regard to the order of
 * keys, and with bare IRIs and `@id` nodes alike.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#idempotency}
 */
export function canonical (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const properties = Object.entries(value).filter(([name]) => name !== '@type' || !('@id' in value && Object.keys(value).length === 2))
  if (properties.length === 1 && properties[0]?.[0] === '@id') return JSON.stringify(properties[0][1])
  properties.sort(([a], [b]) => a < b ? -1 : 1)
  return `{${properties.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`
}
