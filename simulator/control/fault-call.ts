import type { FaultCall } from '../../domain/control/faults/match-faults.ts'
import { namedInBody, type NamedItem } from '../../domain/control/faults/named-in-body.ts'
import type { Caller, Environment } from '../../domain/records/environment.ts'
import { proposalItems } from '../../domain/records/order-proposal.ts'
import { isDeleted, orderItems, type Purchase } from '../../domain/records/order.ts'
import type { OrderContext } from '../../domain/records/order-context.ts'
import type { Stage } from '../../schemas/control/faults.ts'
import { loadOrderContext, type Reader } from '../load.ts'

/** A request that may have a fault. */
export interface FaultRequest {
  readonly stage: Stage
  readonly caller: { readonly partner: string | undefined, readonly seller?: Caller['seller'] }
  /** UUID of the order. */
  readonly uuid: string | undefined
  readonly body: unknown
  /** Name of the feed. */
  readonly feed: string | undefined
  /** The header `X-Simulator-Fault`. */
  readonly header: string | undefined
}

/** Describe a request as rules see it: a request that names no opportunities concerns those of its order. */
export async function faultCallOf (
  { stage, caller, uuid, body, feed }: FaultRequest, tx: Reader, { base }: Environment
): Promise<FaultCall> {
  const named = namedInBody(body, base)
  const { partner } = caller
  const call = { stage, partner, order: uuid, feed, opportunities: named.opportunities }
  const seller = caller.seller ?? named.seller
  if (named.opportunities.length > 0 || uuid === undefined || partner === undefined) return { ...call, seller }
  const context = await loadOrderContext(tx, { partner }, uuid, [])
  return {
    ...call,
    seller: seller ?? (context.order ?? context.proposal ?? context.classic ?? context.lease)?.seller,
    opportunities: [...new Set(storedItems(context).flatMap(({ opportunity }) => opportunity ?? []))]
  }
}

/** @returns the items of an Order, an OrderProposal or a lease */
export function storedItems ({ order, proposal, lease }: OrderContext): NamedItem[] {
  if (order !== undefined && !isDeleted(order)) return orderItems(order).map(({ item }) => namedItem(item))
  if (proposal !== undefined && !isDeleted(proposal)) return proposalItems(proposal).map(namedItem)
  return Object.keys(lease?.spaces ?? {}).map((opportunity) => ({ opportunity, offer: undefined }))
}

const namedItem = ({ orderedItem, offer }: Purchase): NamedItem =>
  ({ opportunity: orderedItem.opportunity.path, offer: offer.path })
