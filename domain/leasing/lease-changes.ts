import type { Change } from '../records/change.ts'
import type { Lease } from '../records/lease.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import { orderKey } from '../records/order.ts'
import { adjustSpaces, type SpaceDeltas, subtract } from './spaces.ts'

/** A UUID's lease and the Opportunities whose spaces it holds. */
interface LeaseContext { readonly lease: Lease | undefined, readonly records: OpportunityIndex }

/**
 * Store a lease in place of the former lease of its UUID. The spaces need changes of their own.
 * @param lease - the lease
 * @returns the change
 */
export function putLease (lease: Lease): Change {
  return { kind: 'lease', id: orderKey(lease.partner, lease.uuid), record: lease }
}

/**
 * Replace the lease of a UUID and move the spaces from one to the other.
 * @param context - the former lease, undefined without one, and the Opportunities of both leases
 * @param lease - the new lease, undefined to release the spaces
 * @returns the changes of Opportunities and lease
 */
export function replaceLease ({ lease: former, records }: LeaseContext, lease: Lease | undefined): Change[] {
  const [release, negatedHold] = [releaseOf([former]), releaseOf([lease])]
  const spaceChanges = adjustSpaces(records, {
    leased: subtract(release.leased, negatedHold.leased),
    proposed: subtract(release.proposed, negatedHold.proposed)
  })
  if (lease !== undefined) return [...spaceChanges, putLease(lease)]
  return former === undefined ? [] : [...spaceChanges, dropLease(former)]
}

/**
 * Sum up the spaces that the end of leases releases.
 * @param leases - leases; undefined entries count nothing
 * @returns deltas of leased and proposed spaces (counts, 0 or less)
 */
export function releaseOf (leases: ReadonlyArray<Lease | undefined>): Required<Omit<SpaceDeltas, 'booked'>> {
  const leased: Record<string, number> = {}
  const proposed: Record<string, number> = {}
  for (const lease of leases) {
    const deltas = lease?.unreserved === true ? proposed : leased
    for (const [path, count] of Object.entries(lease?.spaces ?? {})) deltas[path] = (deltas[path] ?? 0) - count
  }
  return { leased, proposed }
}

/**
 * Count the spaces of one Opportunity that a lease holds.
 * @param lease - the lease, undefined without one
 * @param path - path of the Opportunity
 * @returns spaces (count); 0 for the record of an OrderProposal without a lease
 */
export function spacesHeldBy (lease: Lease | undefined, path: string): number {
  return lease === undefined || lease.unreserved ? 0 : lease.spaces[path] ?? 0
}

/**
 * Delete a lease. The spaces need changes of their own.
 * @param lease - the lease
 * @returns the change
 */
export function dropLease ({ partner, uuid }: Pick<Lease, 'partner' | 'uuid'>): Change {
  return { kind: 'lease', id: orderKey(partner, uuid), record: null }
}

/**
 * Delete expired leases and release their spaces.
 * @param leases - the expired leases
 * @param records - the Opportunities whose spaces they hold
 * @returns one change per Opportunity and per lease
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#leasing}
 */
export function expireLeases (leases: readonly Lease[], records: OpportunityIndex): Change[] {
  return [...adjustSpaces(records, releaseOf(leases)), ...leases.map(dropLease)]
}
