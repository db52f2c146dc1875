import { requireOrder, requireProposal } from '../checks/preconditions.ts'
import { orderPath, proposalPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Caller } from '../records/environment.ts'
import type { OrderContext } from '../records/order-context.ts'

/**
 * Show the note that the customer wrote to the seller, which no document of the Open Booking API contains.
 * @param context - records of the UUID
 * @param caller - booking partner and Seller of the credentials
 * @param base - base URL
 * @returns type and `@id` of the Order or OrderProposal, with `orderCustomerNote` if there is one
 * @throws {UnknownOrderError} unless the UUID is an Order or OrderProposal of this caller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#message-exchange}
 */
export function customerNote (
  { order, proposal }: Pick<OrderContext, 'order' | 'proposal'>, caller: Caller, base: string
): JsonObject {
  if (order === undefined && proposal !== undefined) {
    const found = requireProposal(proposal, caller)
    return noteDocument('OrderProposal', `${base}/${proposalPath(found.uuid)}`, found.customerNote)
  }
  const found = requireOrder(order, caller)
  return noteDocument('Order', `${base}/${orderPath(found.uuid)}`, found.customerNote)
}

function noteDocument (type: 'Order' | 'OrderProposal', id: string, note: string | undefined): JsonObject {
  return {
    '@context': 'https://openactive.io/',
    '@type': type,
    '@id': id,
    ...(note !== undefined && { orderCustomerNote: note })
  }
}
