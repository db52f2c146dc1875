import { BookingError, type ErrorType, type ItemError, itemError } from '../protocol/errors.ts'
import { isOpportunityPath, pathOf } from '../protocol/ids.ts'
import { received, wrongId } from '../protocol/received.ts'
import {
  findOpportunity, type Offer, type OpportunityIndex, type OpportunityWithParent
} from '../records/opportunity.ts'
import type { PriceBasis, Tax } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'

/** The result of the checks of an item. */
export interface CheckedItem {
  readonly orderedItem?: OpportunityWithParent
  readonly offer?: Offer
  readonly taxes: readonly Tax[]
  readonly errors: readonly ItemError[]
}

/** Where checks look up an item, and the prices of its order. */
export interface ItemScope {
  readonly seller: Seller
  readonly records: OpportunityIndex
  /** Missing for the usual prices. */
  readonly basis?: PriceBasis | undefined
}

/**
 * Make the result for an item with one error.
 * @param type - error type
 * @param description - text for the customer
 * @returns the result
 */
export function failed (type: ErrorType, description: string): CheckedItem {
  return { taxes: [], errors: [itemError(type, description)] }
}

/**
 * Read the `@id` of an Opportunity.
 * @param iri - the `@id`, undefined without one
 * @param base - base URL
 * @returns the path of the Opportunity, or the error of the item
 */
export function opportunityPath (iri: string | undefined, base: string): string | CheckedItem {
  if (iri === undefined) return failed('IncompleteOrderItemError', 'The item must have an orderedItem.')
  const path = pathOf(base, iri)
  return isOpportunityPath(path)
    ? path
    : failed('InvalidOpportunityOrOfferIdError', wrongReference('orderedItem', iri, base))
}

const REFERENCES = { orderedItem: 'an opportunity', acceptedOffer: 'an offer' }

/**
 * Describe a reference that is none of this system.
 * @param property - the property of the item
 * @param received - the reference as it came
 * @param base - base URL
 * @returns a sentence with the expectation and what came
 */
export function wrongReference (property: keyof typeof REFERENCES, received: unknown, base: string): string {
  return wrongId(`${property} must be the @id of ${REFERENCES[property]} of this system`, received, base)
}

/**
 * Look up the Opportunity of an item.
 * @param path - path of the Opportunity
 * @param scope - Seller of the order, and the Opportunities that the request names
 * @param base - base URL
 * @returns the Opportunity, or the error of the item
 * @throws {SellerMismatchError} if the Opportunity belongs to another Seller
 */
export function opportunityAt (
  path: string, { seller, records }: ItemScope, base: string
): OpportunityWithParent | CheckedItem {
  const orderedItem = findOpportunity(path, records)
  if (orderedItem === undefined) {
    return failed('UnknownOpportunityError',
      `There is no opportunity with the @id ${received(`${base}/${path}`)}. Read its feed again.`)
  }
  if (orderedItem.opportunity.seller !== seller.path) {
    throw new BookingError('SellerMismatchError', `All items must belong to the seller of the order, ${base}/` +
      `${seller.path}; ${base}/${path} belongs to ${base}/${orderedItem.opportunity.seller}.`)
  }
  return orderedItem
}
