import { withLeasedPrices } from '../leasing/leased-prices.ts'
import { PREPAYMENT_CONFLICT, prepaymentConflicts } from '../pricing/prepayment.ts'
import { priceInOrder } from '../pricing/tax.ts'
import { type ErrorType, itemError } from '../protocol/errors.ts'
import { holderOfOffer, iriOf, isOpportunityPath, pathOf, type Reference } from '../protocol/ids.ts'
import { received } from '../protocol/received.ts'
import type { Environment } from '../records/environment.ts'
import type { Offer, OpportunityWithParent } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import type { PriceBasis } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import type { OrderItemRequest, OrderRequest } from '../request/order-requests.ts'
import { isProblem, type Problem, valid } from '../request/problem.ts'
import { bookabilityErrors } from './bookability.ts'
import {
  type CheckedItem, failed, type ItemScope, opportunityAt, opportunityPath, wrongReference
} from './checked-item.ts'
import { positionItems, type PositionedItem } from './item-positions.ts'
import { checkDynamicItem, checkOverriddenItem, isOverride } from './special-offers.ts'

/** The pair of Opportunity and Offer that an OrderItem names. */
export interface ItemReferences {
  readonly opportunityIri: string | undefined
  readonly offerIri: string | undefined
}

/** An OrderItem of a request with the result of its checks. */
export interface AssessedItem extends CheckedItem, PositionedItem<OrderItemRequest> {}

/** An OrderItem without errors. */
export interface BookableItem extends AssessedItem {
  readonly orderedItem: OpportunityWithParent
  readonly offer: Offer
}

/** The references of an OrderItem in a request. */
interface ReferringItem {
  readonly orderedItem?: Reference | Problem
  readonly acceptedOffer?: Reference | Problem
}

/**
 * Read the references of an OrderItem.
 * @param item - OrderItem of a request
 * @returns the IRIs of its Opportunity and Offer
 */
export function itemReferences ({ orderedItem, acceptedOffer }: ReferringItem): ItemReferences {
  return { opportunityIri: iriOf(valid(orderedItem)), offerIri: iriOf(valid(acceptedOffer)) }
}

/**
 * List the records that a request needs.
 * @param request - body of C1, C2, P or B
 * @param base - base URL
 * @returns paths of Opportunities and of the holders of Offers, each once
 */
export function opportunitiesNamed (request: OrderRequest, base: string): string[] {
  return [...new Set((request.orderedItem ?? []).flatMap((item) => pathsOfItem(itemReferences(item), base)))]
}

/**
 * List the records that an OrderItem needs.
 * @param references - IRIs of Opportunity and Offer
 * @param base - base URL
 * @returns the paths of the Opportunity and of the holder of the Offer, as far as they are IRIs of this system
 */
export function pathsOfItem ({ opportunityIri, offerIri }: ItemReferences, base: string): string[] {
  const opportunity = pathFrom(opportunityIri, base)
  return [isOpportunityPath(opportunity) ? opportunity : [], holderOfOffer(pathFrom(offerIri, base)) ?? []].flat()
}

function pathFrom (iri: string | undefined, base: string): string | undefined {
  return iri === undefined ? undefined : pathOf(base, iri)
}

/** A request whose Seller is known. */
interface SellerRequest {
  readonly request: OrderRequest
  readonly seller: Seller
  /** Missing for the usual prices. */
  readonly basis: PriceBasis | undefined
}

/**
 * Check every item of a request, apart from its spaces.
 * @param order - request of C1, C2, P or B, its Seller and the basis of its prices
 * @param context - the Opportunities that the request names, and the lease of the UUID
 * @param environment - time, base URL and rules
 * @returns the items in request order, with their errors
 * @throws {OpenBookingError} if two have the same position
 * @throws {SellerMismatchError} if an item belongs to another Seller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#order-creation-orderitem-errors}
 */
export function assessItems (
  { request, seller, basis }: SellerRequest, { records, lease }: Pick<OrderContext, 'records' | 'lease'>,
  environment: Environment
): AssessedItem[] {
  const scope = { seller, records: withLeasedPrices(records, lease), basis }
  const items: AssessedItem[] = positionItems(request.orderedItem ?? []).map((item) =>
    ({ ...item, ...checkRequestedItem(item.request, scope, environment) }))
  const offers = items.flatMap(({ offer }) => offer ?? [])
  const conflicts = prepaymentConflicts(offers)
  const conflicting = new Set(offers.filter((_, index) => conflicts[index]))
  return items.map((item) => item.offer !== undefined && conflicting.has(item.offer)
    ? withError(item, 'OpportunityIsInConflictError', PREPAYMENT_CONFLICT)
    : item)
}

function checkRequestedItem (item: OrderItemRequest, scope: ItemScope, environment: Environment): CheckedItem {
  for (const property of ['orderedItem', 'acceptedOffer'] as const) {
    const problem = item[property]
    if (!isProblem(problem)) continue
    // A reference that is null or an empty text is as good as missing.
    const type = problem.isEmpty ? 'IncompleteOrderItemError' : problem.errorType
    return failed(type, wrongReference(property, problem.value, environment.base))
  }
  const references = itemReferences(item)
  const { opportunityIri: iri } = references
  if (scope.basis === 'dynamic') return checkDynamicItem(iri, scope, environment)
  return isOverride(item.acceptedOffer)
    ? checkOverriddenItem({ iri, override: item.acceptedOffer }, scope, environment)
    : checkItem(references, scope, environment)
}

/**
 * Check a pair of Opportunity and Offer, apart from its spaces. C1, C2, P, B and amendments call it, the older API does
 * not; an amendment reports the first error only.
 * @param references - IRIs of Opportunity and Offer
 * @param scope - Seller of the order, and the Opportunities that the request names
 * @param environment - time, base URL and rules
 * @returns Opportunity, Offer and taxes as far as they are known, with the error of the pair
 * @throws {SellerMismatchError} if the Opportunity belongs to another Seller
 */
export function checkItem (
  { opportunityIri, offerIri }: ItemReferences, scope: ItemScope, { base, now, rules }: Environment
): CheckedItem {
  const path = opportunityPath(opportunityIri, base)
  if (opportunityIri === undefined && typeof path !== 'string') return path
  if (offerIri === undefined) return failed('IncompleteOrderItemError', 'The item must have an acceptedOffer.')
  if (typeof path !== 'string') return path
  const offerPath = pathOf(base, offerIri)
  const holderPath = holderOfOffer(offerPath)
  if (holderPath === undefined) {
    return failed('InvalidOpportunityOrOfferIdError', wrongReference('acceptedOffer', offerIri, base))
  }

  const orderedItem = opportunityAt(path, scope, base)
  if ('errors' in orderedItem) return orderedItem
  const offer = orderedItem.opportunity.offers.find((known) => known.path === offerPath)
  if (offer === undefined) {
    const isOfferOfHolder = scope.records.get(holderPath)?.offers.some((known) => known.path === offerPath) === true
    return {
      orderedItem,
      ...(isOfferOfHolder
        ? failed('UnacceptableOfferError', wrongOffer(orderedItem, offerIri, base))
        : failed('UnknownOfferError', wrongOffer(orderedItem, offerIri, base)))
    }
  }
  const { opportunity } = orderedItem
  const pricing = { taxMode: scope.seller.taxMode, basis: scope.basis }
  const errors = bookabilityErrors({ ...orderedItem, offer }, { now, rules })
  return { orderedItem, ...priceInOrder({ offer, opportunity }, pricing, rules), errors }
}

function wrongOffer ({ opportunity }: OpportunityWithParent, offerIri: string, base: string): string {
  const offers = opportunity.offers.map(({ path }) => `${base}/${path}`).join(' or ')
  return `acceptedOffer must be an offer of this opportunity, ${offers}; received ${received(offerIri)}.`
}

/** @returns whether an item has no errors */
export function isBookable (item: AssessedItem): item is BookableItem {
  return item.errors.length === 0 && item.orderedItem !== undefined && item.offer !== undefined
}

/**
 * Add an error to an item.
 * @param item - the item
 * @param type - error type
 * @param description - text for the customer
 * @returns the item with one more error
 */
export function withError (item: AssessedItem, type: ErrorType, description: string): AssessedItem {
  return { ...item, errors: [...item.errors, itemError(type, description)] }
}
