import equal from 'fast-deep-equal'
import { tombstone, TOMBSTONE_HOURS } from '../../feeds/tombstone.ts'
import { addHours } from 'date-fns'
import { isoInstant } from '../../protocol/time.ts'
import type { Change, Difference, StoredRecord } from '../../records/change.ts'
import { type DeletedOrder, isDeleted } from '../../records/order.ts'
import { SIGNING_KEYS } from '../../records/partner.ts'
import { CLOCK } from './clock.ts'

/** Kinds with one record that belongs to the process, not to the state that it has. */
const OWN: Readonly<Record<string, string>> = { clock: CLOCK, openid: SIGNING_KEYS }

/** @returns whether a record stays as it is when another state replaces the current one. */
export const staysInPlace = ({ kind, id }: Pick<StoredRecord, 'kind' | 'id'>): boolean => OWN[kind] === id

/**
 * Return to an earlier state in a way that feeds can show: equal records keep their change number, other ones get a new
 * one, and records that were not there become deleted. A reader of a feed that goes on from its position then has the
 * same data as one that starts over. The UUIDs of deleted orders are free again.
 * @param differences - the records that may differ
 * @param now - the instant of the restored clock
 * @returns the changes
 * @see {@link https://openactive.io/realtime-paged-data-exchange/}
 */
export function restoreChanges (differences: readonly Difference[], now: Date): Change[] {
  return differences.flatMap(({ before, now: current }): Change[] => {
    if (before !== undefined) return bringBack(before, current)
    return current === undefined ? [] : remove(current, now)
  })
}

/** An order that its feed has shown meanwhile remains shown: hidden, it would look deleted. */
function bringBack (before: StoredRecord, current: StoredRecord | undefined): Change[] {
  if (staysInPlace(before)) return []
  const { kind, id } = before
  const feed = before.feed ?? current?.feed
  const record = feed === undefined || !('listed' in before.record) ? before.record : { ...before.record, listed: true }
  if (current !== undefined && equal(record, current.record)) return []
  return [{ kind, id, record, ...(feed !== undefined && { feed }) } as Change]
}

function remove (current: StoredRecord, now: Date): Change[] {
  const { kind, id, record, feed } = current
  if (staysInPlace(current)) return []
  if (kind === 'opportunity') return isDeleted(record) ? [] : [tombstone(record, now)]
  if ((kind !== 'order' && kind !== 'proposal') || feed === undefined) return [{ kind, id, record: null }]
  if ('free' in record) return []
  const freed: DeletedOrder = {
    partner: record.partner,
    uuid: record.uuid,
    seller: record.seller,
    deleted: true,
    free: true,
    expires: isoInstant(addHours(now, TOMBSTONE_HOURS))
  }
  // A deletion that the feed shows already needs no new change number.
  return [{ kind, id, record: freed, ...(!isDeleted(record) && { feed }) }]
}
