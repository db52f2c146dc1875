import { requireOrder, requireProposal } from '../checks/preconditions.ts'
import { BookingError } from '../protocol/errors.ts'
import { isSameUuid } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { orderStatusDocument } from '../rendering/booked-order-document.ts'
import { proposalDocument, proposalStatusDocument } from '../rendering/proposal-document.ts'
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

/**
 * Answer the `@id` of an OrderQuote.
 * @param call - caller
 * @param context - records of the UUID
 * @param environment - base URL and rules
 * @returns 200 with the leased OrderQuote
 * @throws {UnknownOrderError} unless the UUID is a leased OrderQuote of this caller
 */
export function quoteStatus (
  { caller }: Pick<OrderCall<unknown>, 'caller'>, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const quote = context.order === undefined ? leasedQuote(context, caller, environment) : undefined
  if (quote === undefined) throw new BookingError('UnknownOrderError', 'There is no leased quote with this UUID.')
  return shown(quote)
}

/** A call for an OrderProposal or one of its versions. */
interface ProposalCall extends Pick<OrderCall<unknown>, 'caller'> {
  /** UUID of the version; missing for the latest. */
  readonly version?: string
}

/**
 * Answer the `@id` of an OrderProposal or of its first or latest version.
 * @param call - caller and version
 * @param context - records of the UUID
 * @param environment - base URL and rules
 * @returns 200 with the OrderProposal
 * @throws {UnknownOrderError} unless the UUID is an OrderProposal of this caller before B, in that version
 */
export function proposalStatus (
  { caller, version }: ProposalCall, { proposal, records }: OrderContext, environment: Environment
): Decision<JsonObject> {
  const known = requireProposal(proposal, caller)
  if (version === undefined || isSameUuid(version, known.version)) {
    return shown(proposalStatusDocument(known, records, environment))
  }
  if (isSameUuid(version, known.firstVersion)) return shown(proposalDocument(known, environment))
  throw new BookingError('UnknownOrderError', 'The order proposal keeps its first and its latest version only.')
}

function shown (body: JsonObject): Decision<JsonObject> {
  return { status: 200, body, changes: [] }
}
