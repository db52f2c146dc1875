import { allotSpaces } from '../leasing/capacity.ts'
import { spacesHeldBy } from '../leasing/lease-changes.ts'
import { BookingError, type ErrorType } from '../protocol/errors.ts'
import type { Lease } from '../records/lease.ts'
import type { OpportunityWithParent } from '../records/opportunity.ts'
import { type AssessedItem, isBookable, withError } from './order-items.ts'

const CAPACITY_ERRORS: Partial<Record<ErrorType, string>> = {
  OpportunityIsFullError: 'All spaces are booked.',
  OpportunityCapacityIsReservedByLeaseError: 'The remaining spaces are reserved by other customers for the moment.',
  OpportunityHasInsufficientCapacityError: 'There are fewer spaces left than this order asks for.'
}

/**
 * Gives the free spaces to the items without errors, in their order, and an error to those for which none is left.
 * @param own - the lease of this order, whose spaces count as free
 */
export function allotItems (items: readonly AssessedItem[], own: Lease | undefined): AssessedItem[] {
  const allotted: ReadonlyMap<AssessedItem, ErrorType> = allot(items.filter(isBookable), own)
  return items.map((item) => {
    const type = allotted.get(item)
    return type === undefined ? item : withError(item, type, CAPACITY_ERRORS[type] ?? '')
  })
}

/**
 * @param own - the lease of this order, whose spaces count as free
 * @throws OpportunityHasInsufficientCapacityError unless there is a place for every item
 */
export function requireSpaces (items: ReadonlyArray<{ readonly listing: OpportunityWithParent }>, own: Lease | undefined): void {
  const [type] = allot(items, own).values()
  if (type !== undefined) throw new BookingError('OpportunityHasInsufficientCapacityError', CAPACITY_ERRORS[type] ?? '')
}

/** @returns the items for which there is no place, with the reason. */
function allot<T extends { readonly listing: OpportunityWithParent }> (items: readonly T[], own: Lease | undefined): Map<T, ErrorType> {
  const allotted = new Map<T, ErrorType>()
  for (const same of groupByOpportunity(items).values()) {
    const { free, leased } = availability(same[0], own)
    const outcomes = allotSpaces(same.length, free, leased)
    same.forEach((item, index) => { if (outcomes[index] != null) allotted.set(item, outcomes[index]) })
  }
  return allotted
}

/** Spaces that the holder of a lease may book, and those that others hold (counts). */
export function availability ({ listing }: { readonly listing: OpportunityWithParent }, own: Lease | undefined): { free: number, leased: number } {
  const { maximum = Infinity, booked, leased } = listing.opportunity.spaces
  const leasedToOthers = leased - spacesHeldBy(own, listing.opportunity.path)
  return { free: maximum - booked - leasedToOthers, leased: leasedToOthers }
}

function groupByOpportunity<T extends { readonly listing: OpportunityWithParent }> (items: readonly T[]): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const { path } = item.listing.opportunity
    const group = groups.get(path)
    if (group === undefined) groups.set(path, [item])
    else group.push(item)
  }
  return groups
}
