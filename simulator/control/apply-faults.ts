import { isItemError, refuseItems } from '../../domain/control/faults/item-refusal.ts'
import type { Fault } from '../../domain/control/faults/match-faults.ts'
import { namedInBody, type NamedItem } from '../../domain/control/faults/named-in-body.ts'
import { changePrices, takeSpaces } from '../../domain/control/faults/state-faults.ts'
import { deleteQuote } from '../../domain/operations/quote.ts'
import { fromOfferPrice } from '../../domain/pricing/money.ts'
import type { BookingError } from '../../domain/protocol/errors.ts'
import { holderOfOffer } from '../../domain/protocol/ids.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Caller, Environment } from '../../domain/records/environment.ts'
import { isDeleted } from '../../domain/records/order.ts'
import type { OrderContext } from '../../domain/records/order-context.ts'
import { isNode } from '../../domain/request/node.ts'
import type { Stage } from '../../schemas/control/faults.ts'
import { loadOrderContext, type Reader } from '../load.ts'
import type { Transact } from '../transact.ts'
import { storedItems } from './fault-call.ts'

/** A request for a quote or an order. */
export interface OrderingRequest {
  readonly stage: Stage
  readonly caller: Caller
  readonly uuid: string
  readonly body: unknown
}

/**
 * Change the state as faults demand, before the request is handled.
 * @throws {StoreUnavailableError} if a change cannot be written
 */
export async function applyStateFaults (
  transact: Transact, request: OrderingRequest, faults: readonly Fault[]
): Promise<void> {
  for (const fault of faults) {
    const { takeSpaces, changePrice, endLease } = fault.effects
    if ((takeSpaces ?? changePrice ?? endLease) === undefined) continue
    await transact(async (tx, environment) => ({ changes: await stateChanges(fault, request, tx, environment) }))
  }
}

async function stateChanges (
  { effects }: Fault, { uuid, caller, body }: OrderingRequest, tx: Reader, { base }: Environment
): Promise<Change[]> {
  const named = namedInBody(body, base)
  const context = await loadOrderContext(tx, caller, uuid, named.opportunities)
  if (effects.endLease !== undefined) return deleteQuote({ caller }, context).changes.slice()
  // B of an order proposal names no items.
  const items = (named.items.length > 0 ? named.items : storedItems(context))
    .filter(({ opportunity }) => effects.opportunity === undefined || opportunity === effects.opportunity)
  const opportunities = items.flatMap(({ opportunity }) => opportunity ?? [])
  if (effects.takeSpaces !== undefined) return takeSpaces(opportunities, effects.takeSpaces, context)
  const priceMinor = fromOfferPrice(effects.changePrice ?? 0)
  if (priceMinor === undefined) return []
  // The parts of an opportunity and its group share its offers, and no lookup finds them.
  const records = (await tx.list('opportunity', {})).flatMap((record) => isDeleted(record) ? [] : [record])
  return changePrices(items.flatMap((item) => offersOf(item, context)), priceMinor, records)
}

/** @returns the paths of the accepted offer, or of all priced offers where the broker names none */
function offersOf ({ opportunity, offer }: NamedItem, { records }: OrderContext): string[] {
  if (offer !== undefined) return [offer]
  const { offers = [] } = records.get(opportunity ?? '') ?? {}
  return offers.filter(({ priceMinor }) => priceMinor > 0).map(({ path }) => path)
}

/**
 * Answer a request with the error of its items, if a fault demands one that belongs to items.
 * @param error - the error of the fault
 * @returns the OrderQuote, OrderProposal or Order with the errors; undefined for an error of the whole request
 * @throws {BookingError} the own error of the request, or the error of the fault if the request names no items
 */
export async function itemRefusal (
  transact: Transact, request: OrderingRequest, error: BookingError, { effects: { opportunity } }: Fault
): Promise<JsonObject | undefined> {
  const { stage, uuid, caller, body } = request
  const { type, message: description } = error
  if (!isItemError(type, stage) || !isNode(body)) return undefined
  const { document } = await transact(async (tx, environment) => {
    const { opportunities, offers } = namedInBody(body, environment.base)
    const paths = [...opportunities, ...offers.flatMap((offer) => holderOfOffer(offer) ?? [])]
    const context = await loadOrderContext(tx, caller, uuid, paths)
    const call = { stage, uuid, request: body, caller }
    return { changes: [], document: refuseItems(call, { type, description, opportunity }, context, environment) }
  })
  return document
}
