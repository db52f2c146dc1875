import { addHours } from 'date-fns/addHours'
import equal from 'fast-deep-equal'
import { tombstone, TOMBSTONE_HOURS } from '../../feeds/tombstone.ts'
import { isoInstant } from '../../protocol/time.ts'
import type { Change, Difference, StoredRecord } from '../../records/change.ts'
import { isDeleted, isFree } from '../../records/order.ts'
import { SIGNING_KEYS } from '../../records/partner.ts'
import { CLOCK } from './clock.ts'

/** Kinds with one record that belongs to the process, not to the state that it has. */
const OWN: Readonly<Record<string, string>> = { clock: CLOCK, openid: SIGNING_KEYS }

/** @returns whether a record stays as it is when another state replaces the current one. */
export const staysInPlace = ({ kind, id }: Pick<StoredRecord, 'kind' | 'id'>): boolean => OWN[kind] === id

/** The simulated time before and after a return to another state. */
export interface Times { readonly former: Date, readonly now: Date }

/**
 * Return to an earlier state in a way that feeds can show: equal records keep their change number, other ones get a new
 * one, and records that were not there become deleted. A reader of a feed that goes on from its position then has the
 * same data as one that starts over. The UUIDs of deleted orders are free again.
 * @param difference - a record that may differ
 * @param times - the instants of the clock before, and of the restored clock
 * @returns the change, undefined if the record is equal
 * @see {@link https://openactive.io/realtime-paged-data-exchange/}
 */
export function restoreChange ({ before, now: current }: Difference, times: Times): Change | undefined {
  const named = before ?? current
  if (named === undefined || staysInPlace(named)) return undefined
  const record = before === undefined ? removed(named, times) : restored(before, current, times)
  if (current !== undefined && equal(record, current.record)) return undefined
  const { kind, id } = named
  const feed = record === null || isDeletionShown(record, current) ? undefined : named.feed ?? current?.feed
  return { kind, id, record, ...(feed !== undefined && { feed }) } as Change
}

type Restored = StoredRecord['record']

/** A deletion that its feed shows already needs no new change number. */
function isDeletionShown (record: Restored, current: StoredRecord | undefined): boolean {
  return current?.feed !== undefined && isDeleted(record) && isDeleted(current.record)
}

function restored (before: StoredRecord, current: StoredRecord | undefined, times: Times): Restored {
  const { record } = before
  if ((before.feed ?? current?.feed) === undefined) return record
  // Hidden, an order that its feed has shown would look deleted.
  if ('listed' in record) return { ...record, listed: true }
  if (current === undefined || equal(record, current.record) || !isDeleted(record)) return record
  const shown = isDeleted(current.record) ? retained(current.record, times).expires : undefined
  const { expires } = record
  const shownUntil = shown ?? afterRetention(times)
  return expires === undefined || expires >= shownUntil ? record : { ...record, expires: shownUntil }
}

function removed ({ kind, record, feed }: StoredRecord, times: Times): Restored | null {
  if (feed === undefined) return null
  if (isDeleted(record) && (kind === 'opportunity' || isFree(record))) return retained(record, times)
  if (kind === 'opportunity' && !isDeleted(record)) return tombstone(record, times.now).record
  if ((kind !== 'order' && kind !== 'proposal')) return null
  const { partner, uuid, seller } = record
  return { partner, uuid, seller, deleted: true, free: true, expires: afterRetention(times) }
}

const afterRetention = ({ now }: Times): string => isoInstant(addHours(now, TOMBSTONE_HOURS))

/** A clock that jumps forward must leave readers the rest of the retention period. */
function retained<R extends { readonly expires?: string }> (record: R, { former, now }: Times): R {
  const jump = now.getTime() - former.getTime()
  if (record.expires === undefined || jump <= 0) return record
  return { ...record, expires: isoInstant(new Date(Date.parse(record.expires) + jump)) }
}
