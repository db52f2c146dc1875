import { requireOrder, requireProposal } from '../checks/preconditions.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { orderStatusDocument } from '../rendering/booked-order-document.ts'
import { proposalStatusDocument } from '../rendering/proposal-document.ts'
import { leasedQuote } from './leased-quote.ts'

/**
 * Answer Order Status.
 * @param call - caller
 * @param context - records of the UUID
 * @param environment - base URL and rules
 * @returns 200 with the current Order, with the OrderProposal before B, or with the leased OrderQuote before both
 * @throws {UnknownOrderError} unless the UUID is an Order, OrderProposal or leased OrderQuote of this caller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-status}
 */
export function orderStatus (
  { caller }: Pick<OrderCall<unknown>, 'caller'>, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const { order, proposal, records } = context
  if (order === undefined && proposal !== undefined) {
    return shown(proposalStatusDocument(requireProposal(proposal, caller), records, environment))
  }
  const quote = order === undefined ? leasedQuote(context, caller, environment) : undefined
  return shown(quote ?? orderStatusDocument(requireOrder(order, caller), records, environment))
}

function shown (body: JsonObject): Decision<JsonObject> {
  return { status: 200, body, changes: [] }
}
