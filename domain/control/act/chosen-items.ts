import { isSameUuid, parseOrderItemIri } from '../../protocol/ids.ts'
import { received } from '../../protocol/received.ts'
import { ControlError, pointerTo } from '../control-error.ts'

/** An order or order proposal with its items. */
export interface WithItems { readonly uuid: string, readonly items: ReadonlyArray<{ readonly id: string }> }

/**
 * Find an item by its `@id`, or by the last part of it.
 * @param named - the name in the arguments
 * @param path - JSON pointer to it
 * @param base - base URL
 * @returns the id of the item
 * @throws {ControlError} with status 404 if the order has no such item
 */
export function itemIdOf (named: string, path: string, { uuid, items }: WithItems, base: string): string {
  const parsed = parseOrderItemIri(base, named)
  const wanted = parsed !== undefined && isSameUuid(parsed.uuid, uuid) ? parsed.id : named
  const found = items.find(({ id }) => id === wanted)
  if (found !== undefined) return found.id
  const known = items.map(({ id }) => id).join(', ')
  throw new ControlError(404, `The order has no such item: its items are ${known}; received ${received(named)}.`, path)
}

/**
 * Read the items that a seller acts on.
 * @param named - names of the items; undefined for all of them
 * @param order - the order
 * @param base - base URL
 * @returns the ids of the items; undefined for all of them
 * @throws {ControlError} with status 404 if the order lacks one of them
 */
export function chosenItems (
  named: readonly string[] | undefined, order: WithItems, base: string
): ReadonlySet<string> | undefined {
  return named && new Set(named.map((one, index) => itemIdOf(one, pointerTo('/items', index), order, base)))
}
