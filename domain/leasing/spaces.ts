import type { Change } from '../records/change.ts'
import type { Listed, Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import type { PlacedItem } from '../records/order.ts'
import { countOf, moveSpaces, remaining } from './capacity.ts'

/** Places by path of the Opportunity (counts). */
export type Places = Readonly<Record<string, number>>

/** What is added to the places of Opportunities (counts, may be negative). */
export interface Moves { readonly booked?: Places, readonly leased?: Places, readonly proposed?: Places }

/**
 * Moves places, all at once.
 * @param records - the Opportunities concerned; one that is no longer there is passed over
 * @returns a change per Opportunity that has one; those whose remaining places change move to the end of their feed
 */
export function movePlaces (records: Listed, { booked = {}, leased = {}, proposed = {} }: Moves): Change[] {
  const paths = [...new Set([booked, leased, proposed].flatMap((places) => Object.keys(places)))]
  return paths.flatMap((path): Change[] => {
    const opportunity = records.get(path)
    if (opportunity === undefined || !('spaces' in opportunity)) return []
    const change = { booked: booked[path] ?? 0, leased: leased[path] ?? 0, proposed: proposed[path] ?? 0 }
    if (Object.values(change).every((count) => count === 0)) return []
    const moved = moveSpaces(opportunity, change)
    const same = remaining(moved.spaces) === remaining(opportunity.spaces)
    return [{ kind: 'opportunity', id: path, record: moved, ...(!same && { feed: opportunity.feed }) }]
  })
}

/** @returns `places` less those of `taken`. */
export function subtract (places: Places, taken: Places): Places {
  const paths = new Set([...Object.keys(places), ...Object.keys(taken)])
  return Object.fromEntries([...paths].map((path) => [path, (places[path] ?? 0) - (taken[path] ?? 0)]))
}

/** @returns of `places` no more than `limit` has; a lease holds at least one place of each. */
export function atMost (places: Places, limit: Places): Places {
  const kept = Object.entries(places).map(([path, count]) => [path, Math.min(count, limit[path] ?? 0)] as const)
  return Object.fromEntries(kept.filter(([, count]) => count > 0))
}

/** Gives back the places of booked items, but for those of something that has begun anew since. */
export function freePlaces (items: readonly PlacedItem[], records: Listed): Change[] {
  const paths = items.filter(({ listing }) => isSameEdition(listing.opportunity, records.get(listing.opportunity.path)))
    .flatMap(({ places, listing }) => Array.from({ length: places }, () => listing.opportunity.path))
  return movePlaces(records, { booked: subtract({}, countOf(paths)) })
}

/** @returns whether something has not begun anew since; what is gone has. */
export function isSameEdition ({ edition }: Opportunity, current: Opportunity | OpportunityGroup | undefined): boolean {
  return current !== undefined && 'spaces' in current && current.edition === edition
}
