import type { OrderRequest } from '../schemas/order-request.ts'
import type { JsonObject } from './json.ts'
import { type AssessedItem, isGood, placesFor } from './order-items.ts'
import { itemDocument, type OrderParts } from './order-view.ts'
import { type BrokerRole, echoAttendee, echoBroker, echoCustomer } from './parties.ts'
import type { Lease, Seller } from './state.ts'
import { totalsOf } from './totals.ts'

/** An order that is being asked for: the request with what was found out about it. */
export interface Draft {
  readonly '@type': OrderParts['@type']
  readonly path: string
  readonly request: OrderRequest
  readonly role: BrokerRole
  readonly seller: Seller
  readonly items: readonly AssessedItem[]
  /** What the order holds already. */
  readonly lease: Lease | undefined
}

/** The parts of a quote, or of an order that is refused because of its items. Totals count the items without errors. */
export function orderParts (draft: Draft, base: string): OrderParts {
  const { '@type': type, path, request, role, seller, items } = draft
  return {
    '@type': type,
    path,
    brokerRole: role,
    broker: request.broker && echoBroker(request.broker),
    customer: request.customer && echoCustomer(request.customer),
    seller,
    items: items.map((item, index) => draftedItem(item, index, draft, base)),
    totals: totalsOf(items.filter(isGood), items.flatMap(({ offer }) => offer ?? []), seller.taxMode)
  }
}

function draftedItem ({ request, listing, offer, taxes, errors }: AssessedItem, index: number, { path, lease }: Draft, base: string): JsonObject {
  return itemDocument({
    position: request.position ?? index,
    offer: offer ?? request.acceptedOffer,
    listing: listing ?? request.orderedItem,
    free: listing === undefined ? 0 : placesFor({ listing }, lease).free,
    taxes,
    attendee: request.attendee && echoAttendee(request.attendee),
    errors: errors.map((error) => ({ ...error, instance: `${base}/${path}#/orderedItem/${index}` }))
  }, base)
}
