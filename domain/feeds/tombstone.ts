import { addHours } from 'date-fns/addHours'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { Opportunity, OpportunityGroup, Tombstone } from '../records/opportunity.ts'

/** Retention period of deleted items in RPDE: seven days. */
export const TOMBSTONE_HOURS = 7 * 24

/**
 * Delete an item from its open feed, which shows the deletion until the end of the retention period.
 * @param item - an Opportunity or group
 * @param now - current time
 * @returns the change
 */
export function tombstone ({ path, type, feed }: Opportunity | OpportunityGroup, now: Date): Change {
  const record: Tombstone = { path, type, deleted: true, expires: isoInstant(addHours(now, TOMBSTONE_HOURS)) }
  return { kind: 'opportunity', id: path, record, feed }
}
