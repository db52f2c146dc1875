import { fromOfferPrice, PRICE_RANGE } from '../pricing/money.ts'
import { calculateUnitTaxes } from '../pricing/tax.ts'
import { itemError, refuse } from '../protocol/errors.ts'
import { pathOf } from '../protocol/ids.ts'
import { received } from '../protocol/received.ts'
import type { Environment } from '../records/environment.ts'
import type { Offer, Opportunity, OpportunityWithParent } from '../records/opportunity.ts'
import type { OfferOverride, OrderItemRequest } from '../request/order-requests.ts'
import { bookabilityErrors, bookabilityProblem } from './bookability.ts'
import { type CheckedItem, failed, type ItemScope, opportunityAt, opportunityPath } from './checked-item.ts'

/** @returns whether an item names a price of the broker instead of an Offer */
export function isOverride (offer: OrderItemRequest['acceptedOffer']): offer is OfferOverride {
  return typeof offer === 'object' && '@type' in offer && offer['@type'] === 'OfferOverride'
}

/**
 * Check an item of an order with a DynamicPayment. It names no Offer: the first priced one that can be booked decides
 * requirements and cancellation, and no document shows it.
 * @param iri - `@id` of the Opportunity
 * @param scope - Seller of the order, and the Opportunities that the request names
 * @param environment - time, base URL and rules
 * @returns Opportunity and Offer as far as they are known, with the error of the item
 * @throws {SellerMismatchError} if the Opportunity belongs to another Seller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#dynamicpayment}
 */
export function checkDynamicItem (
  iri: string | undefined, scope: ItemScope, environment: Pick<Environment, 'base' | 'now' | 'rules'>
): CheckedItem {
  const orderedItem = namedOpportunity(iri, scope, environment.base)
  if ('errors' in orderedItem) return orderedItem
  const { opportunity } = orderedItem
  const priced = pricedOffers(opportunity)
  const isOpen = (offer: Offer): boolean => bookabilityProblem({ ...orderedItem, offer }, environment) === null
  const offer = priced.find(isOpen) ?? priced[0]
  if (offer === undefined) {
    const problem = 'A free opportunity cannot be booked with a DynamicPayment. Send its acceptedOffer without one.'
    return { orderedItem, ...failed('OpportunityOfferPairNotBookableError', problem) }
  }
  const dynamic: Offer = { ...offer, priceMinor: 0, prepayment: 'Unavailable', dynamic: true, details: {} }
  return bookable(orderedItem, { offer: dynamic, taxes: [] }, environment)
}

/**
 * Check an item with an OfferOverride. The booking windows, cancellation terms and prepayment of the Offer that it
 * replaces do not apply; the flow requirements do.
 * @param item - the item with its OfferOverride
 * @param scope - Seller of the order, and the Opportunities that the request names
 * @param environment - time, base URL and rules
 * @returns Opportunity, Offer and taxes as far as they are known, with the error of the item
 * @throws {OpenBookingError} if price or currency is not valid
 * @throws {SellerMismatchError} if the Opportunity belongs to another Seller
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#offer-overrides}
 */
export function checkOverriddenItem (
  { iri, override }: { readonly iri: string | undefined, readonly override: OfferOverride }, scope: ItemScope,
  environment: Pick<Environment, 'base' | 'now' | 'rules'>
): CheckedItem {
  const { base, rules } = environment
  const orderedItem = namedOpportunity(iri, scope, base)
  if ('errors' in orderedItem) return orderedItem
  const { opportunity } = orderedItem
  const { '@id': id, name, description } = override
  const path = id === undefined ? undefined : pathOf(base, id)
  const named = opportunity.offers.find((offer) => offer.path === path)
  if (path !== undefined && named === undefined) {
    const problem = 'The @id of an OfferOverride must be that of an offer of this opportunity, or an address of the ' +
      `broker; received ${received(id)}.`
    return { orderedItem, ...failed('UnknownOfferError', problem) }
  }
  const replaced = named ?? pricedOffers(opportunity)[0] ?? opportunity.offers[0]
  if (replaced === undefined) {
    return { orderedItem, ...failed('OpportunityOfferPairNotBookableError', 'This opportunity has no offer.') }
  }
  const offer: Offer = {
    path: replaced.path,
    name: name ?? replaced.name,
    priceMinor: priceOf(override, replaced.currency),
    currency: replaced.currency,
    fullRefund: true,
    ...(replaced.flowRequirements && { flowRequirements: replaced.flowRequirements }),
    details: {},
    override: {
      // The offer that it replaces has its `@id` in its path, which follows a replacement.
      ...(id !== undefined && named === undefined && { '@id': id }),
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description })
    }
  }
  const pricing = { taxMode: scope.seller.taxMode, basis: scope.basis }
  const taxes = calculateUnitTaxes({ offer, opportunity }, pricing, rules)
  const item = bookable(orderedItem, { offer, taxes }, environment)
  if (replaced.priceMinor > 0) return item
  const problem = 'A free opportunity cannot have an OfferOverride. Send the @id of its offer.'
  return { ...item, errors: [itemError('OpportunityOfferPairNotBookableError', problem)] }
}

function priceOf ({ price, priceCurrency }: OfferOverride, currency: string): number {
  const minor = price === undefined ? undefined : fromOfferPrice(price)
  if (minor === undefined) {
    return refuse(`An OfferOverride must have a price ${PRICE_RANGE}; received ${received(price)}.`)
  }
  if (priceCurrency !== currency && (minor > 0 || priceCurrency !== undefined)) {
    refuse(`The priceCurrency of an OfferOverride must be ${currency}; received ${received(priceCurrency)}.`)
  }
  return minor
}

const pricedOffers = ({ offers }: Opportunity): Offer[] => offers.filter(({ priceMinor }) => priceMinor > 0)

function namedOpportunity (
  iri: string | undefined, scope: ItemScope, base: string
): OpportunityWithParent | CheckedItem {
  const path = opportunityPath(iri, base)
  return typeof path === 'string' ? opportunityAt(path, scope, base) : path
}

function bookable (
  orderedItem: OpportunityWithParent, priced: Required<Pick<CheckedItem, 'offer' | 'taxes'>>,
  environment: Pick<Environment, 'now' | 'rules'>
): CheckedItem {
  return { orderedItem, ...priced, errors: bookabilityErrors({ ...orderedItem, offer: priced.offer }, environment) }
}
