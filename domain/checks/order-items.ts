import type { OrderItemRequest, OrderRequest } from '../../schemas/order-request.ts'
import { whyNotBookable } from './bookability.ts'
import { allotSpaces } from '../leasing/capacity.ts'
import type { ClassicOrder } from '../classic/classic-order.ts'
import { BookingError, type ErrorType, type ItemError, itemError } from '../protocol/errors.ts'
import { holderOfOffer, iriOf, isOpportunityPath, pathOf } from '../protocol/ids.ts'
import { heldBy } from '../leasing/spaces.ts'
import { PREPAYMENT_CONFLICT, prepaymentConflicts } from '../pricing/prepayment.ts'
import type { Environment } from '../records/booking-rules.ts'
import type { DeletedOrder, FlowRequirement, Lease, Listed, Listing, Offer, Order, Proposal, Seller, Tax } from '../records/state.ts'
import { unitTaxes } from '../pricing/tax.ts'

/** What is stored of all that a request names. */
export interface OrderContext {
  /** What the UUID already is for this booking partner. */
  readonly order: Order | DeletedOrder | undefined
  readonly proposal: Proposal | DeletedOrder | undefined
  /** What it is by the calls of the older simulator. */
  readonly classic: ClassicOrder | DeletedOrder | undefined
  readonly lease: Lease | undefined
  /** Opportunities and groups by path: those that the request, the order, the proposal or the lease names, and the groups of these. */
  readonly records: Listed
}

/** An OrderItem of a request with all that was found out about it. */
export interface AssessedItem {
  readonly request: OrderItemRequest
  readonly listing?: Listing
  readonly offer?: Offer
  readonly taxes: readonly Tax[]
  readonly errors: readonly ItemError[]
}

/** An OrderItem without errors. */
export interface GoodItem extends AssessedItem { readonly listing: Listing, readonly offer: Offer }

/** @returns the paths of opportunities and of holders of offers that a request names, each once, for loading. */
export function pathsNamed (request: OrderRequest, base: string): string[] {
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
 * Looks at every item of a request, places aside.
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
  const failed = (type: ErrorType, description: string, listing?: Listing): AssessedItem =>
    ({ request, taxes: [], errors: [itemError(type, description)], ...(listing && { listing }) })

  if (iriOf(request.orderedItem) === undefined) return failed('IncompleteOrderItemError', 'orderedItem is missing.')
  if (iriOf(request.acceptedOffer) === undefined) return failed('IncompleteOrderItemError', 'acceptedOffer is missing.')
  const path = pathFrom(request.orderedItem, base)
  const offerPath = pathFrom(request.acceptedOffer, base)
  const holderPath = holderOfOffer(offerPath)
  if (!isOpportunityPath(path)) return failed('InvalidOpportunityOrOfferIdError', 'orderedItem is no id of an opportunity of this system.')
  if (holderPath === undefined) return failed('InvalidOpportunityOrOfferIdError', 'acceptedOffer is no id of an offer of this system.')

  const listing = listingOf(path, records)
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
  const reason = whyNotBookable(listing.opportunity, offer, now)
  const errors = reason === null ? [] : [itemError(reason.type, reason.description)]
  return { request, listing, offer, taxes: unitTaxes(offer, seller.taxMode, rules.vatPercent), errors }
}

/** @returns a bookable Opportunity with its group, undefined if either should be there and is not. */
export function listingOf (path: string, records: Listed): Listing | undefined {
  const opportunity = records.get(path)
  if (opportunity === undefined || !('spaces' in opportunity)) return undefined
  if (opportunity.group === undefined) return { opportunity }
  const group = records.get(opportunity.group)
  return group === undefined || 'spaces' in group ? undefined : { opportunity, group }
}

const CAPACITY_ERRORS: Partial<Record<ErrorType, string>> = {
  OpportunityIsFullError: 'All spaces are booked.',
  OpportunityCapacityIsReservedByLeaseError: 'The remaining spaces are reserved by other customers for the moment.',
  OpportunityHasInsufficientCapacityError: 'There are fewer spaces left than this order asks for.'
}

/**
 * Gives the free places to the items without errors, in their order, and an error to those for which none is left.
 * @param own - the lease of this order, whose places count as free
 */
export function allotItems (items: readonly AssessedItem[], own: Lease | undefined): AssessedItem[] {
  const allotted: ReadonlyMap<AssessedItem, ErrorType> = allot(items.filter(isGood), own)
  return items.map((item) => {
    const type = allotted.get(item)
    return type === undefined ? item : withError(item, type, CAPACITY_ERRORS[type] ?? '')
  })
}

/**
 * @param own - the lease of this order, whose places count as free
 * @throws OpportunityHasInsufficientCapacityError unless there is a place for every item
 */
export function expectPlaces (items: ReadonlyArray<{ readonly listing: Listing }>, own: Lease | undefined): void {
  const [type] = allot(items, own).values()
  if (type !== undefined) throw new BookingError('OpportunityHasInsufficientCapacityError', CAPACITY_ERRORS[type] ?? '')
}

/** @returns the items for which there is no place, with the reason. */
function allot<T extends { readonly listing: Listing }> (items: readonly T[], own: Lease | undefined): Map<T, ErrorType> {
  const allotted = new Map<T, ErrorType>()
  for (const same of groupByOpportunity(items).values()) {
    const { free, leased } = placesFor(same[0], own)
    const outcomes = allotSpaces(same.length, free, leased)
    same.forEach((item, index) => { if (outcomes[index] != null) allotted.set(item, outcomes[index]) })
  }
  return allotted
}

/** Places that the holder of a lease may book, and those that others hold (counts). */
export function placesFor ({ listing }: { readonly listing: Listing }, own: Lease | undefined): { free: number, leased: number } {
  const { maximum = Infinity, booked, leased } = listing.opportunity.spaces
  const leasedToOthers = leased - heldBy(own, listing.opportunity.path)
  return { free: maximum - booked - leasedToOthers, leased: leasedToOthers }
}

function groupByOpportunity<T extends { readonly listing: Listing }> (items: readonly T[]): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const { path } = item.listing.opportunity
    const group = groups.get(path)
    if (group === undefined) groups.set(path, [item])
    else group.push(item)
  }
  return groups
}

/** @returns whether nothing is wrong with an item. */
export function isGood (item: AssessedItem): item is GoodItem {
  return item.errors.length === 0 && item.listing !== undefined && item.offer !== undefined
}

/** @returns whether any of these offers has a requirement, which holds for the whole order then. */
export function anyRequires (requirement: FlowRequirement, items: ReadonlyArray<{ readonly offer?: Offer }>): boolean {
  return items.some(({ offer }) => offer?.flowRequirements?.includes(requirement) === true)
}

function withError (item: AssessedItem, type: ErrorType, description: string): AssessedItem {
  return { ...item, errors: [...item.errors, itemError(type, description)] }
}
