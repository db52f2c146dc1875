import type { Change } from '../records/change.ts'
import type { Lease } from '../records/lease.ts'
import type { Listed } from '../records/opportunity.ts'
import { orderKey } from '../records/order.ts'
import { movePlaces, type Moves, type Places, subtract } from './spaces.ts'

/** Keeps a lease in place of the one before. */
export function putLease (lease: Lease): Change {
  return { kind: 'lease', id: orderKey(lease.partner, lease.uuid), record: lease }
}

/** Holds places of one lease instead of those of another, all at once; either may be missing. */
export function replaceLease ({ lease: before, records }: { readonly lease: Lease | undefined, readonly records: Listed }, after: Lease | undefined): Change[] {
  const [freed, taken] = [endOf([before]), endOf([after])]
  const moved = movePlaces(records, { leased: subtract(freed.leased, taken.leased), proposed: subtract(freed.proposed, taken.proposed) })
  if (after !== undefined) return [...moved, putLease(after)]
  return before === undefined ? [] : [...moved, dropLease(before)]
}

/** @returns what the end of leases means for places: fewer are leased, or fewer proposed. There may be none. */
export function endOf (leases: ReadonlyArray<Lease | undefined>): Required<Omit<Moves, 'booked'>> {
  const less = (sum: Places, lease: Lease | undefined): Places => subtract(sum, lease?.places ?? {})
  const holdsNothing = (lease: Lease | undefined): boolean => lease?.holdsNothing === true
  return { leased: leases.filter((lease) => !holdsNothing(lease)).reduce(less, {}), proposed: leases.filter(holdsNothing).reduce(less, {}) }
}

/** @returns how many places of an Opportunity a lease holds (count). */
export function heldBy (lease: Lease | undefined, path: string): number {
  return lease === undefined || lease.holdsNothing ? 0 : lease.places[path] ?? 0
}

/** Forgets a lease; its places are moved separately. */
export function dropLease ({ partner, uuid }: Lease): Change {
  return { kind: 'lease', id: orderKey(partner, uuid), record: null }
}

/**
 * The end of leases, all at once.
 * @param records - the Opportunities whose places they hold
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#leasing}
 */
export function lapse (leases: readonly Lease[], records: Listed): Change[] {
  return [...movePlaces(records, endOf(leases)), ...leases.map(dropLease)]
}
