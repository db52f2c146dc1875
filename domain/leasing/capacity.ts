import type { ErrorType } from '../protocol/errors.ts'
import type { Opportunity, Spaces } from '../records/opportunity.ts'

/** @returns spaces that the open feed shows as remaining (count; Infinity without a maximum) */
export function remaining ({ maximum = Infinity, booked, leased }: Spaces): number {
  return maximum - booked - leased
}

/**
 * Say which of several OrderItems for one Opportunity can be served.
 * @param wanted - OrderItems asking for the Opportunity (count)
 * @param free - spaces neither booked nor leased to others (count, 0 or more)
 * @param leased - spaces held by other customers' live leases (count, 0 or more)
 * @returns per OrderItem, in request order: null if bookable, else its error type
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

/** @returns spaces that no Order has booked, leased spaces included (count; Infinity without a maximum) */
export function unbooked ({ maximum = Infinity, booked }: Spaces): number {
  return maximum - booked
}

/** @returns whether the open OrderProposals without a lease together ask for more spaces than are unbooked */
export function isContested (spaces: Spaces): boolean {
  return (spaces.proposed ?? 0) > unbooked(spaces)
}

/** Changes of the spaces of one Opportunity (counts, may be negative). */
export interface SpaceDelta { readonly booked: number, readonly leased: number, readonly proposed: number }

/**
 * Add to the spaces of an Opportunity.
 * @param opportunity - the stored Opportunity
 * @param delta - spaces to add (counts, may be negative)
 * @returns the Opportunity with its new spaces
 */
export function withDeltas (opportunity: Opportunity, delta: SpaceDelta): Opportunity {
  const { booked, leased, proposed: proposedBefore = 0, ...spaces } = opportunity.spaces
  const proposed = proposedBefore + delta.proposed
  return {
    ...opportunity,
    spaces: {
      ...spaces,
      booked: booked + delta.booked,
      leased: leased + delta.leased,
      ...(proposed !== 0 && { proposed })
    }
  }
}
