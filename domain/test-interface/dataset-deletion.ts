import { tombstone } from '../feeds/tombstone.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { DeletedDataset } from '../records/opportunity.ts'
import { isDeleted } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'

/** Most items of one step (count): other requests wait no longer than for one step. */
const STEP_ITEMS = 200

/** Items to load for a step (count): one more shows whether another step follows. */
export const ITEMS_TO_LOAD = STEP_ITEMS + 1

/** A test dataset, and its items as far as they are loaded. */
export interface DatasetToDelete {
  readonly name: string
  /** The record of a deletion that has begun, undefined at its first step. */
  readonly deletion: DeletedDataset | undefined
  readonly items: ReadonlyArray<Records['opportunity']>
}

/**
 * Delete the next items of a test dataset. With its first step, a larger dataset gets a record that hides its other
 * items and brings the next steps; the last step removes the record.
 * @param dataset - the dataset and up to `ITEMS_TO_LOAD` of its items
 * @param now - current time
 * @returns the changes
 */
export function deleteDataset ({ name, deletion, items }: DatasetToDelete, now: Date): Change[] {
  const tombstones = items.slice(0, STEP_ITEMS).flatMap((item) => isDeleted(item) ? [] : tombstone(item, now))
  if (items.length > STEP_ITEMS) {
    const record: DeletedDataset = { name, expires: isoInstant(now) }
    return deletion === undefined ? [...tombstones, { kind: 'dataset', id: name, record }] : tombstones
  }
  return deletion === undefined ? tombstones : [...tombstones, { kind: 'dataset', id: name, record: null }]
}
