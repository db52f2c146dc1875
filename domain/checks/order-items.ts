import type { OrderItemRequest, OrderRequest } from '../../schemas/order-request.ts'
import { PREPAYMENT_CONFLICT, prepaymentConflicts } from '../pricing/prepayment.ts'
import { calculateUnitTaxes } from '../pricing/tax.ts'
import { BookingError, type ErrorType, type ItemError, itemError } from '../protocol/errors.ts'
import { holderOfOffer, iriOf, isOpportunityPath, pathOf } from '../protocol/ids.ts'
import type { Environment } from '../records/environment.ts'
import { type OpportunityWithParent, findOpportunity, type Offer } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { Tax } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { bookabilityProblem } from './bookability.ts'

/** An OrderItem of a request with all that was found out about it. */
export interface AssessedItem {
  readonly request: OrderItemRequest
  readonly listing?: OpportunityWithParent
  readonly offer?: Offer
  readonly taxes: readonly Tax[]
  readonly errors: readonly ItemError[]
}

/** An OrderItem without errors. */
export interface BookableItem extends AssessedItem { readonly listing: OpportunityWithParent, readonly offer: Offer }

/** @returns the paths of opportunities and of holders of offers that a request names, each once, for loading. */
export function opportunitiesNamed (request: OrderRequest, base: string): string[] {
  const paths = (request.orderedItem ?? []).flatMap(({ orderedItem, acceptedOffer }) => {
    const opportunity = pathFrom(orderedItem, base)
    return [isOpportunityPath(opportunity) ? opportunity : undefined, holderOfOffer(pathFrom(acceptedOffer, base))]
  })
  return [...new Set(paths.filter((path) => path !== undefined))]
}

function pathFrom (reference: OrderItemRequest['orderedItem'], base: string): string | undefined {
  const iri = iriOf(reference)
  return iri === undefined ? undefined : pathOf(base, iri)
}

/**
 * Looks at every item of a request, spaces aside.
 * @throws OpenBookingError without items, SellerMismatchError for an item of another seller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-creation-orderitem-errors}
 */
export function assessItems (request: OrderRequest, seller: Seller, context: OrderContext, environment: Environment): AssessedItem[] {
  if (request.orderedItem === undefined) throw new BookingError('OpenBookingError', 'The request has no orderedItem.')
  const items = request.orderedItem.map((item) => assessItem(item, seller, context, environment))
  const priced = items.flatMap(({ offer }) => offer ?? [])
  const conflicts = prepaymentConflicts(priced)
  const conflicting = new Set(priced.filter((_, index) => conflicts[index]))
  return items.map((item) => item.offer !== undefined && conflicting.has(item.offer)
    ? withError(item, 'OpportunityIsInConflictError', PREPAYMENT_CONFLICT)
    : item)
}

function assessItem (request: OrderItemRequest, seller: Seller, { records }: OrderContext, { base, now, rules }: Environment): AssessedItem {
  const failed = (type: ErrorType, description: string, listing?: OpportunityWithParent): AssessedItem =>
    ({ request, taxes: [], errors: [itemError(type, description)], ...(listing && { listing }) })

  if (iriOf(request.orderedItem) === undefined) return failed('IncompleteOrderItemError', 'orderedItem is missing.')
  if (iriOf(request.acceptedOffer) === undefined) return failed('IncompleteOrderItemError', 'acceptedOffer is missing.')
  const path = pathFrom(request.orderedItem, base)
  const offerPath = pathFrom(request.acceptedOffer, base)
  const holderPath = holderOfOffer(offerPath)
  if (!isOpportunityPath(path)) return failed('InvalidOpportunityOrOfferIdError', 'orderedItem is no id of an opportunity of this system.')
  if (holderPath === undefined) return failed('InvalidOpportunityOrOfferIdError', 'acceptedOffer is no id of an offer of this system.')

  const listing = findOpportunity(path, records)
  if (listing === undefined) return failed('UnknownOpportunityError', 'There is no such opportunity.')
  if (listing.opportunity.seller !== seller.path) {
    throw new BookingError('SellerMismatchError', 'The order has an item of another seller.')
  }
  const offer = listing.opportunity.offers.find((known) => known.path === offerPath)
  if (offer === undefined) {
    const exists = records.get(holderPath)?.offers.some((known) => known.path === offerPath)
    return exists === true
      ? failed('UnacceptableOfferError', 'This offer is for another opportunity.', listing)
      : failed('UnknownOfferError', 'There is no such offer.', listing)
  }
  const reason = bookabilityProblem(listing.opportunity, offer, now)
  const errors = reason === null ? [] : [itemError(reason.type, reason.description)]
  return { request, listing, offer, taxes: calculateUnitTaxes(offer, seller.taxMode, rules.vatPercent), errors }
}

/** @returns whether nothing is wrong with an item. */
export function isBookable (item: AssessedItem): item is BookableItem {
  return item.errors.length === 0 && item.listing !== undefined && item.offer !== undefined
}

export function withError (item: AssessedItem, type: ErrorType, description: string): AssessedItem {
  return { ...item, errors: [...item.errors, itemError(type, description)] }
}
