import type { Change } from '../records/change.ts'
import type { Opportunity, OpportunityGroup, OpportunityIndex, OpportunityWithParent } from '../records/opportunity.ts'
import type { PlacedItem } from '../records/order.ts'
import { remaining, withDeltas } from './capacity.ts'

/** Spaces by path of the Opportunity (counts). */
export type SpaceCounts = Readonly<Record<string, number>>

/** Changes of the spaces of Opportunities (counts by path, may be negative). */
export interface SpaceDeltas {
  readonly booked?: SpaceCounts
  readonly leased?: SpaceCounts
  readonly proposed?: SpaceCounts
}

/**
 * Change the spaces of Opportunities.
 * @param records - the Opportunities; a path without a record is skipped
 * @param deltas - spaces to add (counts by path, may be negative)
 * @returns a change per Opportunity; it moves to the end of its feed if its remaining spaces change
 */
export function adjustSpaces (records: OpportunityIndex, deltas: SpaceDeltas): Change[] {
  const { booked = {}, leased = {}, proposed = {} } = deltas
  const paths = [...new Set([booked, leased, proposed].flatMap((spaces) => Object.keys(spaces)))]
  return paths.flatMap((path): Change[] => {
    const opportunity = records.get(path)
    if (opportunity === undefined || !('spaces' in opportunity)) return []
    const delta = { booked: booked[path] ?? 0, leased: leased[path] ?? 0, proposed: proposed[path] ?? 0 }
    if (Object.values(delta).every((count) => count === 0)) return []
    const record = withDeltas(opportunity, delta)
    const isVisible = remaining(record.spaces) !== remaining(opportunity.spaces)
    return [{ kind: 'opportunity', id: path, record, ...(isVisible && { feed: opportunity.feed }) }]
  })
}

/**
 * Subtract spaces by path.
 * @param spaces - spaces by path (counts)
 * @param subtrahend - spaces to subtract (counts)
 * @returns the differences (counts, may be negative)
 */
export function subtract (spaces: SpaceCounts, subtrahend: SpaceCounts): SpaceCounts {
  const paths = new Set([...Object.keys(spaces), ...Object.keys(subtrahend)])
  return Object.fromEntries([...paths].map((path) => [path, (spaces[path] ?? 0) - (subtrahend[path] ?? 0)]))
}

/**
 * Limit spaces by path.
 * @param spaces - spaces by path (counts)
 * @param limit - maximum by path (counts); a missing path means 0
 * @returns the lower of both for each path (counts above 0)
 */
export function capCounts (spaces: SpaceCounts, limit: SpaceCounts): SpaceCounts {
  const capped = Object.entries(spaces).map(([path, count]) => [path, Math.min(count, limit[path] ?? 0)] as const)
  return Object.fromEntries(capped.filter(([, count]) => count > 0))
}

/** An item that asks for spaces of an Opportunity: one space unless it says otherwise. */
interface ItemWithSpaces { readonly orderedItem?: OpportunityWithParent, readonly spaces?: number }

/**
 * Count the spaces that items ask for.
 * @param items - items of orders; an item without a known Opportunity is skipped
 * @returns spaces by path of the Opportunity (counts)
 */
export function countSpaces (items: readonly ItemWithSpaces[]): SpaceCounts {
  const counts: Record<string, number> = {}
  for (const { orderedItem, spaces = 1 } of items) {
    if (orderedItem === undefined) continue
    const { path } = orderedItem.opportunity
    counts[path] = (counts[path] ?? 0) + spaces
  }
  return counts
}

/**
 * Release the spaces of booked items, except of an Opportunity that has been renewed since.
 * @param items - booked items
 * @param records - the current Opportunities
 * @returns a change per Opportunity
 */
export function releaseSpaces (items: readonly PlacedItem[], records: OpportunityIndex): Change[] {
  const current = items.filter(({ orderedItem: { opportunity } }) =>
    isSameEdition(opportunity, records.get(opportunity.path)))
  return adjustSpaces(records, { booked: subtract({}, countSpaces(current)) })
}

/**
 * Say whether a booked Opportunity is still the current one.
 * @param opportunity - the Opportunity as it was booked
 * @param current - its current record, undefined if it is deleted
 * @returns false if it has been deleted, or renewed with other dates and all its spaces
 */
export function isSameEdition (
  { edition }: Pick<Opportunity, 'edition'>, current: Opportunity | OpportunityGroup | undefined
): boolean {
  return current !== undefined && 'spaces' in current && current.edition === edition
}
