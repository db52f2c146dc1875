import type { ErrorType } from '../protocol/errors.ts'
import type { Opportunity, Spaces } from '../records/opportunity.ts'

/** @returns the spaces that the open feed shows as remaining (count; Infinity without a maximum). */
export function remaining ({ maximum = Infinity, booked, leased }: Spaces): number {
  return maximum - booked - leased
}

/**
 * Say which of several OrderItems for one Opportunity can be served.
 * @param wanted - OrderItems asking for the Opportunity (count)
 * @param free - spaces neither booked nor leased to others (count, 0 or more)
 * @param leased - spaces held by other customers' live leases (count, 0 or more)
 * @returns per OrderItem, in request order: null if bookable, else its error type. Never throws.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#leasing}
 */
export function allotSpaces (wanted: number, free: number, leased: number): Array<ErrorType | null> {
  return Array.from({ length: wanted }, (_, index) => {
    if (index < free) return null
    if (free + leased === 0) return 'OpportunityIsFullError'
    if (index < free + leased) return 'OpportunityCapacityIsReservedByLeaseError'
    return 'OpportunityHasInsufficientCapacityError'
  })
}

/** @returns the spaces that no Order has (count; Infinity without a maximum): those that are leased may become free again. */
export function unbooked ({ maximum = Infinity, booked }: Spaces): number {
  return maximum - booked
}

/** @returns whether there is less left than open proposals that hold nothing ask for, all of them together. */
export function isContested (spaces: Spaces): boolean {
  return (spaces.proposed ?? 0) > unbooked(spaces)
}

/**
 * Moves spaces of an Opportunity.
 * @param opportunity - as it is
 * @param change - spaces to add to those booked, leased and proposed (counts, may be negative)
 */
export function withDeltas (opportunity: Opportunity, change: { readonly booked: number, readonly leased: number, readonly proposed: number }): Opportunity {
  const { booked, leased, proposed: before = 0, ...spaces } = opportunity.spaces
  const proposed = before + change.proposed
  return { ...opportunity, spaces: { ...spaces, booked: booked + change.booked, leased: leased + change.leased, ...(proposed !== 0 && { proposed }) } }
}

/** @returns how many there are of each. */
export function countByPath (paths: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const path of paths) counts[path] = (counts[path] ?? 0) + 1
  return counts
}
