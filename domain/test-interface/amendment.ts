import type { ActionRequest } from '../../schemas/test-interface.ts'
import type { Amendment } from '../approval/seller-answer.ts'
import { requireSpaces } from '../checks/allotment.ts'
import { assessItems, isBookable, opportunitiesNamed } from '../checks/order-items.ts'
import { countByPath } from '../leasing/capacity.ts'
import { replaceLease } from '../leasing/lease-changes.ts'
import { fromPrice } from '../pricing/money.ts'
import { PREPAYMENT_CONFLICT, prepaymentConflicts } from '../pricing/prepayment.ts'
import { calculateUnitTaxes } from '../pricing/tax.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { BookingError, refuse } from '../protocol/errors.ts'
import { iriOf, parseOrderItemIri } from '../protocol/ids.ts'
import type { Environment } from '../records/environment.ts'
import { anyRequires } from '../records/opportunity.ts'
import type { OrderContext } from '../records/order-context.ts'
import { currentItems, proposalItems, type Proposal } from '../records/order-proposal.ts'
import type { PlacedItem, Purchase } from '../records/order.ts'
import { type Seller, requireSeller } from '../records/seller.ts'

/** What only the customer can say, and an amendment can not ask for. */
const DETAILS = ['OpenBookingAttendeeDetails', 'OpenBookingIntakeForm'] as const

/** An item as the seller wants to have it. */
type AmendedItem = NonNullable<ActionRequest['object']['orderedItem']>[number]

const requestOf = ({ orderedItem, acceptedOffer }: AmendedItem) =>
  ({ orderedItem: [{ '@type': 'OrderItem' as const, ...(orderedItem && { orderedItem }), ...(acceptedOffer && { acceptedOffer }) }] })

/** @returns the paths of opportunities and of holders of offers that an amendment names, for loading. */
export function pathsInAmendment ({ object: { orderedItem: wanted = [] } }: ActionRequest, base: string): string[] {
  return wanted.flatMap((item) => opportunitiesNamed(requestOf(item), base))
}

/**
 * Reads what a seller wants to have changed: other opportunities or prices for items that are named by their `@id`.
 * @returns undefined if nothing is named
 * @throws OrderItemIdInvalidError, OrderItemNotWithinOrderError, SellerMismatchError, OpenBookingError for what can not be booked,
 * OpportunityHasInsufficientCapacityError
 */
export function readAmendment (
  { object: { orderedItem: wanted = [] } }: ActionRequest, proposal: Proposal, context: OrderContext, environment: Environment
): Amendment | undefined {
  if (wanted.length === 0) return undefined
  if (new Set(wanted.map((item) => item['@id'])).size < wanted.length) refuse('orderedItem names an item twice.')
  const seller = requireSeller(environment.rules, proposal.seller)
  const purchases = Object.fromEntries(wanted.map((one) => {
    const item = itemNamed(one, proposal, environment.base)
    return [item.id, repriced(one, replaced(one, item, seller, context, environment), seller, environment)]
  }))
  const items = currentItems({ ...proposal, amended: { ...proposal.amended, ...purchases } }, context.records)
  const offers = items.map(({ offer }) => offer)
  if (prepaymentConflicts(offers).includes(true)) refuse(PREPAYMENT_CONFLICT)
  requireSpaces(items, context.lease)
  const { lease } = context
  const changes = lease === undefined ? [] : replaceLease(context, { ...lease, spaces: countByPath(items.map(({ listing }) => listing.opportunity.path)) })
  return { purchases, totals: calculateTotals(items, offers, seller.taxMode), changes }
}

function itemNamed (wanted: AmendedItem, proposal: Proposal, base: string): PlacedItem {
  const parsed = parseOrderItemIri(base, wanted['@id'])
  if (parsed === undefined) throw new BookingError('OrderItemIdInvalidError', 'The @id of an item is no id of an order item of this system.')
  const item = proposalItems(proposal).find(({ id }) => id === parsed.id)
  if (item === undefined || parsed.uuid !== proposal.uuid) throw new BookingError('OrderItemNotWithinOrderError', 'An item of the request is not part of this order.')
  return item
}

/** What an item is a place in: what it was, or the opportunity and offer that are named. An offer goes with its opportunity. */
function replaced (wanted: AmendedItem, item: PlacedItem, seller: Seller, context: OrderContext, environment: Environment): Purchase {
  if (wanted.orderedItem === undefined) {
    const offer = iriOf(wanted.acceptedOffer)
    if (offer !== undefined && offer !== `${environment.base}/${item.offer.path}`) refuse('acceptedOffer is not the offer of this item: name its orderedItem, too.')
    return item
  }
  const [assessed] = assessItems(requestOf(wanted), seller, context, environment)
  if (assessed === undefined || !isBookable(assessed)) return refuse(assessed?.errors[0]?.description ?? '')
  const { listing, offer, taxes } = assessed
  if (DETAILS.some((detail) => anyRequires(detail, [{ offer }]) && !anyRequires(detail, [item]))) refuse('This offer asks for details that the customer was not asked for.')
  return { listing, offer, taxes }
}

function repriced ({ acceptedOffer }: AmendedItem, purchase: Purchase, { taxMode }: Seller, { rules }: Environment): Purchase {
  const { listing, offer, taxes } = purchase
  const { price, priceCurrency = offer.currency } = typeof acceptedOffer === 'object' ? acceptedOffer : {}
  if (priceCurrency !== offer.currency) refuse(`priceCurrency can only be ${offer.currency}.`)
  if (price === undefined) return { listing, offer, taxes }
  const priceMinor = fromPrice(price) ?? refuse('price must be an amount of money with at most two decimals.')
  if (priceMinor > 0 && rules.prices === 'free') refuse('Everything is free here: the price can only be 0.')
  const repriced = { ...offer, priceMinor }
  return { listing, offer: repriced, taxes: calculateUnitTaxes(repriced, taxMode, rules.vatPercent) }
}
