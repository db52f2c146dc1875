import type { ItemScope } from '../checks/checked-item.ts'
import { checkItem, type ItemReferences } from '../checks/order-items.ts'
import { checkDynamicItem } from '../checks/special-offers.ts'
import { refuse } from '../protocol/errors.ts'
import type { Environment } from '../records/environment.ts'
import { attendeeDetailsOf, type Offer, questionsOf } from '../records/opportunity.ts'
import type { Proposal } from '../records/order-proposal.ts'
import type { PlacedItem, Purchase } from '../records/order.ts'

/**
 * Require a pair of Opportunity and Offer that can be booked, without details that the customer has not given.
 * @param references - `@id`s of both
 * @param former - the Offer whose details the customer has given, undefined for a new item
 * @param scope - Seller of the order, and the named Opportunities
 * @param environment - time, base URL and rules
 * @returns the purchase
 * @throws {OpenBookingError} if the pair cannot be booked, or asks for further details
 * @throws {SellerMismatchError} if the Opportunity belongs to another Seller
 */
export function bookablePurchase (
  references: ItemReferences, former: Offer | undefined, scope: ItemScope, environment: Environment
): Purchase {
  if (scope.basis === 'dynamic' && references.offerIri !== undefined) {
    refuse('acceptedOffer must be omitted, because the order has a DynamicPayment.')
  }
  const { orderedItem, offer, taxes, errors: [problem] } = scope.basis === 'dynamic'
    ? checkDynamicItem(references.opportunityIri, scope, environment)
    : checkItem(references, scope, environment)
  if (problem !== undefined || orderedItem === undefined || offer === undefined) {
    return refuse(problem?.description ?? '')
  }
  const given = former === undefined ? [] : detailsOf(former)
  const missing = detailsOf(offer).filter((detail) => !given.includes(detail))
  if (missing.length > 0) {
    const customer = former === undefined ? 'the customer gives none for a new item' : 'the customer has not given them'
    refuse(`acceptedOffer must not ask for ${missing.join(', ')}: ${customer}.`)
  }
  return { orderedItem, offer, taxes }
}

/** @returns the attendee details and the questions of an Offer, by name */
const detailsOf = (offer: Offer): string[] => [...attendeeDetailsOf(offer), ...questionsOf(offer)]

/**
 * Make the items that a seller adds to an OrderProposal, after all that it has had.
 * @param proposal - the OrderProposal
 * @param purchases - Opportunities and Offers of the items
 * @returns the items, with new ids and positions
 */
export function addedItems (
  { placed, added = [] }: Pick<Proposal, 'placed' | 'added'>, purchases: readonly Purchase[]
): PlacedItem[] {
  const known = [...placed.items, ...added]
  const lastPosition = Math.max(...known.map(({ position }) => position))
  return purchases.map((purchase, index) => ({
    ...purchase, id: String(known.length + index + 1), position: lastPosition + index + 1, spaces: 1
  }))
}
