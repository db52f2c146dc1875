import { requireOrder, requireProposal } from '../checks/preconditions.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { OrderContext } from '../records/order-context.ts'
import { orderStatusDocument } from '../rendering/booked-order-document.ts'
import { proposalStatusDocument } from '../rendering/proposal-document.ts'

/**
 * Answers Order Status.
 * @returns 200 with the Order as it stands, or with the OrderProposal if it is no Order yet
 * @throws UnknownOrderError
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-status}
 */
export function orderStatus (caller: Caller, { order, proposal, records }: OrderContext, environment: Environment): Decision<JsonObject> {
  const body = order === undefined && proposal !== undefined
    ? proposalStatusDocument(requireProposal(proposal, caller), records, environment)
    : orderStatusDocument(requireOrder(order, caller), records, environment)
  return { status: 200, body, changes: [] }
}
