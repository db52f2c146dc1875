import type { OrderRequest } from '../../schemas/order-request.ts'
import { availability } from '../checks/allotment.ts'
import { lacksDetailsAtMost } from '../checks/details.ts'
import type { AssessedItem } from '../checks/order-items.ts'
import type { BrokerRole } from '../checks/parties.ts'
import { type PricedItem, calculateTotals } from '../pricing/totals.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Lease } from '../records/lease.ts'
import type { Seller } from '../records/seller.ts'
import { echoResponses } from './details-document.ts'
import { echoAttendee, echoBroker, echoCustomer } from './echoed-parties.ts'
import type { OrderParts } from './order-document.ts'
import { itemDocument } from './order-item-document.ts'

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

const isPriced = (item: AssessedItem): item is AssessedItem & PricedItem => item.offer !== undefined && lacksDetailsAtMost(item)

/** The parts of a quote, or of an order that is refused because of its items. Totals count those that only lack details, too. */
export function orderParts (draft: Draft, base: string): OrderParts {
  const { '@type': type, path, request, role, seller, items } = draft
  return {
    '@type': type,
    path,
    brokerRole: role,
    broker: request.broker && echoBroker(request.broker),
    customer: request.customer && echoCustomer(request.customer),
    seller,
    items: items.map((item, index) => draftItemDocument(item, index, draft, base)),
    totals: calculateTotals(items.filter(isPriced), items.flatMap(({ offer }) => offer ?? []), seller.taxMode)
  }
}

function draftItemDocument ({ request, listing, offer, taxes, errors }: AssessedItem, index: number, { path, lease }: Draft, base: string): JsonObject {
  return itemDocument({
    position: request.position ?? index,
    offer: offer ?? request.acceptedOffer,
    listing: listing ?? request.orderedItem,
    free: listing === undefined ? 0 : availability({ listing }, lease).free,
    taxes,
    attendee: request.attendee && echoAttendee(request.attendee),
    responses: request.orderItemIntakeFormResponse && echoResponses(request.orderItemIntakeFormResponse),
    errors: errors.map((error) => ({ instance: `${base}/${path}#/orderedItem/${index}`, ...error }))
  }, base)
}
