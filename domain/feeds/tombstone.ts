import { addHours } from 'date-fns'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { Opportunity, OpportunityGroup, Tombstone } from '../records/opportunity.ts'

/** RPDE keeps what was deleted for seven days. */
const TOMBSTONE_HOURS = 7 * 24

/** Takes an item out of its feed, which shows it as deleted until the retention of RPDE is over. */
export function tombstone ({ path, type, feed }: Opportunity | OpportunityGroup, now: Date): Change {
  const record: Tombstone = { path, type, deleted: true, expires: isoInstant(addHours(now, TOMBSTONE_HOURS)) }
  return { kind: 'opportunity', id: path, record, feed }
}
