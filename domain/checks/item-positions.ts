import { refuse } from '../protocol/errors.ts'

/** An OrderItem of a request, with its position. */
export interface PositionedItem<Item> { readonly request: Item, readonly position: number }

/**
 * Give each OrderItem its position: the one in the request, or else the lowest number that no item gives, in the order
 * of the request.
 * @param items - OrderItems of a request
 * @returns the items in their order, each with a position of its own
 * @throws {OpenBookingError} if two items give the same position
 */
export function positionItems<Item extends { readonly position?: number }> (
  items: readonly Item[]
): Array<PositionedItem<Item>> {
  const given = new Set<number>()
  for (const { position } of items) {
    if (position === undefined) continue
    if (given.has(position)) {
      refuse(`Two items have the position ${position}. Give each item another position, or none of them any.`)
    }
    given.add(position)
  }
  let next = 0
  return items.map((request) => {
    if (request.position !== undefined) return { request, position: request.position }
    while (given.has(next)) next++
    return { request, position: next++ }
  })
}
