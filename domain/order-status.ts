import type { Decision } from './changes.ts'
import type { JsonObject } from './json.ts'
import type { OrderContext } from './order-items.ts'
import { expectOrder } from './order-request.ts'
import { orderStatusDocument } from './order-view.ts'
import type { Caller, Environment } from './rules.ts'

/**
 * Answers Order Status.
 * @returns 200 with the Order as it stands
 * @throws UnknownOrderError
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-status}
 */
export function orderStatus (caller: Caller, { order, records }: OrderContext, environment: Environment): Decision<JsonObject> {
  return { status: 200, body: orderStatusDocument(expectOrder(order, caller), records, environment), changes: [] }
}
