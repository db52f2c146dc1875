import { allotSpaces } from '../leasing/capacity.ts'
import { spacesHeldBy } from '../leasing/lease-changes.ts'
import { BookingError, type ErrorType } from '../protocol/errors.ts'
import type { Lease } from '../records/lease.ts'
import type { OpportunityWithParent } from '../records/opportunity.ts'
import { type AssessedItem, isBookable, withError } from './order-items.ts'

/** An item of an order with its Opportunity. */
interface ItemWithOpportunity { readonly orderedItem: OpportunityWithParent }

/** Descriptions of the errors of an item that gets no space. */
export const CAPACITY_ERRORS: Partial<Record<ErrorType, string>> = {
  OpportunityIsFullError: 'All spaces of this opportunity are booked. Choose another opportunity.',
  OpportunityCapacityIsReservedByLeaseError:
    'Other customers have reserved the remaining spaces of this opportunity. Try again in a few minutes.',
  OpportunityHasInsufficientCapacityError:
    'This opportunity has fewer spaces left than the order asks for. Order fewer spaces or choose another opportunity.'
}

/**
 * Give the free spaces to the items without errors, in request order.
 * @param items - checked items of one order
 * @param own - lease of this order; its spaces count as free
 * @returns the items, with an error on each item that gets no space
 */
export function allotItems (items: readonly AssessedItem[], own: Lease | undefined): AssessedItem[] {
  const refused: ReadonlyMap<AssessedItem, ErrorType> = refusedItems(items.filter(isBookable), own)
  return items.map((item) => {
    const type = refused.get(item)
    return type === undefined ? item : withError(item, type, CAPACITY_ERRORS[type] ?? '')
  })
}

/**
 * Require a space for every item.
 * @param items - items of one order
 * @param own - lease of this order; its spaces count as free
 * @throws {OpportunityHasInsufficientCapacityError} if an item gets no space
 */
export function requireSpaces (items: readonly ItemWithOpportunity[], own: Lease | undefined): void {
  const [type] = refusedItems(items, own).values()
  if (type === undefined) return
  throw new BookingError('OpportunityHasInsufficientCapacityError', CAPACITY_ERRORS[type] ?? '')
}

/** @returns the items that get no space, with the error type of each */
function refusedItems<T extends ItemWithOpportunity> (items: readonly T[], own: Lease | undefined): Map<T, ErrorType> {
  const refused = new Map<T, ErrorType>()
  for (const group of groupByOpportunity(items).values()) {
    const { free, leased } = availability(group[0], own)
    const outcomes = allotSpaces(group.length, free, leased)
    group.forEach((item, index) => { if (outcomes[index] != null) refused.set(item, outcomes[index]) })
  }
  return refused
}

/**
 * Count the spaces of an Opportunity for one order.
 * @param item - an item of the order
 * @param own - lease of the order
 * @returns spaces that the order may book, and spaces that other leases hold (counts)
 */
export function availability (
  { orderedItem }: ItemWithOpportunity, own: Lease | undefined
): { free: number, leased: number } {
  const { maximum = Infinity, booked, leased } = orderedItem.opportunity.spaces
  const leasedToOthers = leased - spacesHeldBy(own, orderedItem.opportunity.path)
  return { free: maximum - booked - leasedToOthers, leased: leasedToOthers }
}

function groupByOpportunity<T extends ItemWithOpportunity> (items: readonly T[]): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const { path } = item.orderedItem.opportunity
    const group = groups.get(path)
    if (group === undefined) groups.set(path, [item])
    else group.push(item)
  }
  return groups
}
