import { assessItems, withError } from '../../checks/order-items.ts'
import { authorisedSeller, requireBroker, requireCustomer } from '../../checks/parties.ts'
import { supportedRequest } from '../../checks/supported-request.ts'
import { priceBasis } from '../../pricing/price-basis.ts'
import { BookingError, ERRORS, type ErrorType } from '../../protocol/errors.ts'
import { orderPath, orderQuotePath, proposalPath } from '../../protocol/ids.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { Environment } from '../../records/environment.ts'
import type { OrderCall } from '../../records/order-call.ts'
import type { OrderContext } from '../../records/order-context.ts'
import { orderDocument } from '../../rendering/order-document.ts'
import { type Draft, orderParts, quoteDocument } from '../../rendering/order-draft.ts'
import type { Body } from '../../request/node.ts'
import { readOrder, readProposal, readQuote, readQuoteTemplate } from '../../request/order-requests.ts'

/** Stages with OrderItems: how each reads its request, and the document that it answers. */
const STAGES = {
  C1: { read: readQuoteTemplate, type: 'OrderQuote', pathOfDocument: orderQuotePath },
  C2: { read: readQuote, type: 'OrderQuote', pathOfDocument: orderQuotePath },
  P: { read: readProposal, type: 'OrderProposal', pathOfDocument: proposalPath },
  B: { read: readOrder, type: 'Order', pathOfDocument: orderPath }
} as const

type ItemStage = keyof typeof STAGES

/** A request whose items have a fault. */
export interface RefusedCall extends OrderCall<Body> { readonly stage: ItemStage }

/** The error of the items. */
export interface ItemFault {
  readonly type: ErrorType
  readonly description: string
  /** Path of the only opportunity that has it, undefined for all. */
  readonly opportunity: string | undefined
}

/**
 * Say whether an error of a stage belongs to its items. At P and B, too few spaces are an error of the whole request.
 * @param type - error type
 * @param stage - stage of the request
 */
export function isItemError (type: ErrorType, stage: string): stage is ItemStage {
  return Object.hasOwn(STAGES, stage) && ERRORS[type][0] === 409 &&
    (stage === 'C1' || stage === 'C2' || type !== 'OpportunityHasInsufficientCapacityError')
}

/**
 * Refuse items of a request as the booking system does: with the OrderQuote, OrderProposal or Order that shows the
 * error of each item. The request must be right otherwise.
 * @param call - stage, UUID, body and caller
 * @param fault - the error
 * @param context - the Opportunities that the request names
 * @param environment - time, base URL and rules
 * @returns the document
 * @throws {BookingError} the own error of the request; the fault as error of the whole request if it names no item
 */
export function refuseItems (
  { stage, uuid, request: body, caller }: RefusedCall, fault: ItemFault, context: OrderContext,
  environment: Environment
): JsonObject {
  const { read, type, pathOfDocument } = STAGES[stage]
  const request = supportedRequest(read(body), environment.rules)
  if (request.orderedItem === undefined) throw new BookingError(fault.type, fault.description)
  const seller = authorisedSeller(request, caller, environment)
  const role = requireBroker(request)
  if (stage !== 'C1') requireCustomer(request, role)
  const basis = priceBasis(request, environment.rules)
  const items = assessItems({ request, seller, basis }, context, environment).map((item) => {
    const isMeant = fault.opportunity === undefined || item.orderedItem?.opportunity.path === fault.opportunity
    return isMeant ? withError(item, fault.type, fault.description) : item
  })
  const draft: Draft = {
    '@type': type, path: pathOfDocument(uuid), request, role, seller, basis, items, lease: context.lease
  }
  return stage === 'C1' || stage === 'C2'
    ? quoteDocument({ stage, draft, lease: undefined }, environment)
    : orderDocument(orderParts(draft, environment), {}, environment)
}
