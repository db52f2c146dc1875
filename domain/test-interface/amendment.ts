import type { ActionRequest } from '../../schemas/test-interface.ts'
import type { Amendment } from '../approval/seller-answer.ts'
import { requireSpaces } from '../checks/allotment.ts'
import type { ItemScope } from '../checks/checked-item.ts'
import { type ItemId, refuseItem, requireItemId } from '../checks/item-ids.ts'
import { itemReferences, pathsOfItem } from '../checks/order-items.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { countSpaces } from '../leasing/spaces.ts'
import { fromOfferPrice, PRICE_RANGE } from '../pricing/money.ts'
import { basisOf } from '../pricing/price-basis.ts'
import { PREPAYMENT_CONFLICT, prepaymentConflicts } from '../pricing/prepayment.ts'
import { calculateUnitTaxes } from '../pricing/tax.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { refuse } from '../protocol/errors.ts'
import { isSameUuid } from '../protocol/ids.ts'
import { received } from '../protocol/received.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderContext } from '../records/order-context.ts'
import { currentItems, proposalItems, type Proposal } from '../records/order-proposal.ts'
import type { PlacedItem, Purchase } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { addedItems, bookablePurchase } from './added-item.ts'

/** An item as the seller amends it. */
export type AmendedItem = NonNullable<ActionRequest['object']['orderedItem']>[number]

/** An item as the seller adds it. */
export type AddedItem = Omit<AmendedItem, '@id'>

/** An OrderProposal, and what its seller changes. */
interface AmendmentRequest {
  readonly proposal: Proposal
  readonly amendedItems?: readonly AmendedItem[]
  /** Ids of items of the OrderProposal. */
  readonly removed?: readonly string[]
  readonly added?: readonly AddedItem[]
}

/**
 * List the records that an amendment needs.
 * @param amendedItems - the items as the seller amends and adds them
 * @param base - base URL
 * @returns paths of Opportunities and of the holders of Offers
 */
export function pathsInAmendment (amendedItems: readonly AddedItem[], base: string): string[] {
  return amendedItems.flatMap((amendedItem) => pathsOfItem(itemReferences(amendedItem), base))
}

/**
 * Read the amendment of a seller: another Opportunity or another price for each named item, removed and added items.
 * @param amended - the OrderProposal, its items as the seller amends them, and items that it removes and adds
 * @param context - the lease of the OrderProposal and the named Opportunities
 * @param environment - time, base URL and rules
 * @returns the amendment, undefined without an item
 * @throws {OpenBookingError} if a pair of Opportunity and Offer cannot be booked, or a price is not valid
 * @throws {OrderItemIdInvalidError} if an `@id` is not the id of an OrderItem
 * @throws {OrderItemNotWithinOrderError} if an item belongs to another order
 * @throws {SellerMismatchError} if an Opportunity belongs to another Seller
 * @throws {OpportunityHasInsufficientCapacityError} if too few spaces remain
 */
export function readAmendment (
  { proposal, amendedItems = [], removed = [], added: addedReferences = [] }: AmendmentRequest,
  context: OrderContext,
  environment: Environment
): Amendment | undefined {
  if (amendedItems.length + removed.length + addedReferences.length === 0) return undefined
  const { lease, records } = context
  const seller = requireSeller(environment.rules, proposal.seller)
  const scope = { seller, records, basis: basisOf(proposal.totals, environment.rules) }
  const amended = amendedItems.map((amendedItem, index) => {
    const subject = `object.orderedItem[${index}].@id`
    const item = itemNamed(requireItemId(amendedItem['@id'], subject, environment.base), proposal, environment.base)
    const purchase = purchaseOf({ amendedItem, item }, scope, environment)
    return [item.id, withPrice(purchase, amendedItem, { ...scope, rules: environment.rules })] as const
  })
  const named = [...amended.map(([id]) => id), ...removed]
  if (new Set(named).size < named.length) refuse('An amendment must name each item once.')
  const purchases = Object.fromEntries(amended)
  const added = addedItems(proposal, addedReferences.map((reference) => {
    const purchase = bookablePurchase(itemReferences(reference), undefined, scope, environment)
    return withPrice(purchase, reference, { ...scope, rules: environment.rules })
  }))
  const items = currentItems({
    ...proposal,
    amended: { ...proposal.amended, ...purchases },
    removed: [...proposal.removed ?? [], ...removed],
    added: [...proposal.added ?? [], ...added]
  }, records)
  if (items.length === 0) refuse('An order proposal must keep an item. Reject it instead.')
  const offers = items.map(({ offer }) => offer)
  if (prepaymentConflicts(offers).includes(true)) refuse(PREPAYMENT_CONFLICT)
  requireSpaces(items, lease)
  const changes = lease === undefined ? [] : replaceLease(context, { ...lease, spaces: countSpaces(items) })
  const totals = calculateTotals(items, items, { taxMode: seller.taxMode, basis: scope.basis })
  return { purchases, removed, added, totals, changes }
}

function itemNamed (parsed: ItemId, proposal: Proposal, base: string): PlacedItem {
  const item = proposalItems(proposal).find(({ id }) => id === parsed.id)
  if (item === undefined || !isSameUuid(parsed.uuid, proposal.uuid)) {
    refuseItem(proposal.uuid, parsed, base)
  }
  return item
}

/** An item and its amendment. */
interface ItemAmendment {
  readonly amendedItem: Pick<AmendedItem, 'orderedItem' | 'acceptedOffer'>
  readonly item: PlacedItem
}

/**
 * Read the Opportunity and Offer that a seller names for an item.
 * @returns the named ones, else those of the item; an Offer needs its Opportunity beside it
 * @throws {OpenBookingError} if the pair cannot be booked
 * @throws {SellerMismatchError} if the Opportunity belongs to another Seller
 */
export function purchaseOf (
  { amendedItem, item }: ItemAmendment, scope: ItemScope, environment: Environment
): Purchase {
  const references = itemReferences(amendedItem)
  if (amendedItem.orderedItem === undefined) {
    const { offerIri } = references
    if (offerIri !== undefined && offerIri !== `${environment.base}/${item.offer.path}`) {
      refuse(`acceptedOffer must be the offer of this item, ${environment.base}/${item.offer.path}, or come with its ` +
        `orderedItem; received ${received(offerIri)}.`)
    }
    return item
  }
  return bookablePurchase(references, item.offer, scope, environment)
}

interface PriceRules extends Pick<ItemScope, 'seller' | 'basis'> { readonly rules: Rules }

/**
 * Give a purchase the price that a seller names.
 * @returns the purchase at that price, with its taxes; unchanged without a price
 * @throws {OpenBookingError} if the price is not valid
 */
export function withPrice (
  { orderedItem, offer, taxes }: Purchase,
  { acceptedOffer }: Pick<AmendedItem, 'acceptedOffer'>,
  { seller, basis, rules }: PriceRules
): Purchase {
  const { price, priceCurrency = offer.currency } = typeof acceptedOffer === 'object' ? acceptedOffer : {}
  if (priceCurrency !== offer.currency) {
    refuse(`priceCurrency must be ${offer.currency}; received ${received(priceCurrency)}.`)
  }
  if (price === undefined) return { orderedItem, offer, taxes }
  if (offer.dynamic === true) refuse('price must be omitted, because the order has a DynamicPayment.')
  const priceMinor = fromOfferPrice(price) ?? refuse(`price must be ${PRICE_RANGE}; received ${price}.`)
  if (priceMinor > 0 && rules.prices === 'free') {
    refuse(`price must be 0, because all offers of this system are free; received ${price}.`)
  }
  const repriced = { ...offer, priceMinor }
  const { opportunity } = orderedItem
  const pricing = { taxMode: seller.taxMode, basis }
  return { orderedItem, offer: repriced, taxes: calculateUnitTaxes({ offer: repriced, opportunity }, pricing, rules) }
}
