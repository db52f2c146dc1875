import type { Change } from '../records/change.ts'
import type { OpportunityIndex, Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import type { PlacedItem } from '../records/order.ts'
import { countByPath, withDeltas, remaining } from './capacity.ts'

/** Spaces by path of the Opportunity (counts). */
export type SpaceCounts = Readonly<Record<string, number>>

/** What is added to the spaces of Opportunities (counts, may be negative). */
export interface SpaceDeltas { readonly booked?: SpaceCounts, readonly leased?: SpaceCounts, readonly proposed?: SpaceCounts }

/**
 * Moves spaces, all at once.
 * @param records - the Opportunities concerned; one that is no longer there is passed over
 * @returns a change per Opportunity that has one; those whose remaining spaces change move to the end of their feed
 */
export function adjustSpaces (records: OpportunityIndex, { booked = {}, leased = {}, proposed = {} }: SpaceDeltas): Change[] {
  const paths = [...new Set([booked, leased, proposed].flatMap((spaces) => Object.keys(spaces)))]
  return paths.flatMap((path): Change[] => {
    const opportunity = records.get(path)
    if (opportunity === undefined || !('spaces' in opportunity)) return []
    const change = { booked: booked[path] ?? 0, leased: leased[path] ?? 0, proposed: proposed[path] ?? 0 }
    if (Object.values(change).every((count) => count === 0)) return []
    const moved = withDeltas(opportunity, change)
    const same = remaining(moved.spaces) === remaining(opportunity.spaces)
    return [{ kind: 'opportunity', id: path, record: moved, ...(!same && { feed: opportunity.feed }) }]
  })
}

/** @returns `spaces` less those of `taken`. */
export function subtract (spaces: SpaceCounts, taken: SpaceCounts): SpaceCounts {
  const paths = new Set([...Object.keys(spaces), ...Object.keys(taken)])
  return Object.fromEntries([...paths].map((path) => [path, (spaces[path] ?? 0) - (taken[path] ?? 0)]))
}

/** @returns of `spaces` no more than `limit` has; a lease holds at least one place of each. */
export function capCounts (spaces: SpaceCounts, limit: SpaceCounts): SpaceCounts {
  const kept = Object.entries(spaces).map(([path, count]) => [path, Math.min(count, limit[path] ?? 0)] as const)
  return Object.fromEntries(kept.filter(([, count]) => count > 0))
}

/** Gives back the spaces of booked items, but for those of something that has begun anew since. */
export function releaseSpaces (items: readonly PlacedItem[], records: OpportunityIndex): Change[] {
  const paths = items.filter(({ listing }) => isSameEdition(listing.opportunity, records.get(listing.opportunity.path)))
    .flatMap(({ spaces, listing }) => Array.from({ length: spaces }, () => listing.opportunity.path))
  return adjustSpaces(records, { booked: subtract({}, countByPath(paths)) })
}

/** @returns whether something has not begun anew since; what is gone has. */
export function isSameEdition ({ edition }: Opportunity, current: Opportunity | OpportunityGroup | undefined): boolean {
  return current !== undefined && 'spaces' in current && current.edition === edition
}
