import { BookingError } from '../protocol/errors.ts'
import { orderItemPath, orderPath, parseOrderItemIri } from '../protocol/ids.ts'
import { received, wrongId } from '../protocol/received.ts'
import { asReceived, type Problem } from '../request/problem.ts'

/** UUID of an order and id of one of its items. */
export interface ItemId { readonly uuid: string, readonly id: string }

/**
 * Read the `@id` of an OrderItem.
 * @param iri - the received `@id` or the problem in its place, if any
 * @param subject - path of the `@id` in the request, such as `orderedItem[0].@id`
 * @param base - base URL
 * @returns UUID of the order and id of the item
 * @throws {OrderItemIdInvalidError} if it cannot be the `@id` of an OrderItem of this system
 */
export function requireItemId (iri: string | Problem | undefined, subject: string, base: string): ItemId {
  const parsed = typeof iri === 'string' ? parseOrderItemIri(base, iri) : undefined
  if (parsed !== undefined) return parsed
  const example = `${base}/${orderItemPath('{uuid}', '1')}`
  throw new BookingError('OrderItemIdInvalidError',
    wrongId(`${subject} must be the @id of an OrderItem of this system, such as ${example}`, asReceived(iri), base))
}

/**
 * Refuse an OrderItem that the order does not have.
 * @param uuid - UUID of the order of the request
 * @param item - the received item
 * @param base - base URL
 * @throws {OrderItemNotWithinOrderError} always
 */
export function refuseItem (uuid: string, item: ItemId, base: string): never {
  const iri = `${base}/${orderItemPath(item.uuid, item.id)}`
  throw new BookingError('OrderItemNotWithinOrderError',
    `orderedItem must name only items of the order ${base}/${orderPath(uuid)}; received ${received(iri)}.`)
}
