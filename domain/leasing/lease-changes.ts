import type { Change } from '../records/change.ts'
import type { Lease } from '../records/lease.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import { orderKey } from '../records/order.ts'
import { adjustSpaces, type SpaceDeltas, type SpaceCounts, subtract } from './spaces.ts'

/** Keeps a lease in place of the one before. */
export function putLease (lease: Lease): Change {
  return { kind: 'lease', id: orderKey(lease.partner, lease.uuid), record: lease }
}

/** Holds spaces of one lease instead of those of another, all at once; either may be missing. */
export function replaceLease ({ lease: before, records }: { readonly lease: Lease | undefined, readonly records: OpportunityIndex }, after: Lease | undefined): Change[] {
  const [freed, taken] = [releaseOf([before]), releaseOf([after])]
  const moved = adjustSpaces(records, { leased: subtract(freed.leased, taken.leased), proposed: subtract(freed.proposed, taken.proposed) })
  if (after !== undefined) return [...moved, putLease(after)]
  return before === undefined ? [] : [...moved, dropLease(before)]
}

/** @returns what the end of leases means for spaces: fewer are leased, or fewer proposed. There may be none. */
export function releaseOf (leases: ReadonlyArray<Lease | undefined>): Required<Omit<SpaceDeltas, 'booked'>> {
  const less = (sum: SpaceCounts, lease: Lease | undefined): SpaceCounts => subtract(sum, lease?.spaces ?? {})
  const holdsNothing = (lease: Lease | undefined): boolean => lease?.unreserved === true
  return { leased: leases.filter((lease) => !holdsNothing(lease)).reduce(less, {}), proposed: leases.filter(holdsNothing).reduce(less, {}) }
}

/** @returns how many spaces of an Opportunity a lease holds (count). */
export function spacesHeldBy (lease: Lease | undefined, path: string): number {
  return lease === undefined || lease.unreserved ? 0 : lease.spaces[path] ?? 0
}

/** Forgets a lease; its spaces are moved separately. */
export function dropLease ({ partner, uuid }: Lease): Change {
  return { kind: 'lease', id: orderKey(partner, uuid), record: null }
}

/**
 * The end of leases, all at once.
 * @param records - the Opportunities whose spaces they hold
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#leasing}
 */
export function expireLeases (leases: readonly Lease[], records: OpportunityIndex): Change[] {
  return [...adjustSpaces(records, releaseOf(leases)), ...leases.map(dropLease)]
}
