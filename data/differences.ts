import type { Difference, StoredRecord } from '../domain/records/change.ts'
import { inSteps } from './in-steps.ts'

const keyOf = ({ kind, id }: StoredRecord): string => `${kind} ${id}`

async function byKey (records: readonly StoredRecord[]): Promise<Map<string, StoredRecord>> {
  const found = new Map<string, StoredRecord>()
  await inSteps(records, (one) => { found.set(keyOf(one), one) })
  return found
}

/**
 * Find the records that differ between two states, in steps; one that is the same object is equal.
 * @param before - all records of the earlier state
 * @param now - all records of the current state
 */
export async function differencesBetween (
  before: readonly StoredRecord[], now: readonly StoredRecord[]
): Promise<Difference[]> {
  const current = await byKey(now)
  const changed: Difference[] = []
  await inSteps(before, (one) => {
    const key = keyOf(one)
    const found = current.get(key)
    current.delete(key)
    if (found?.record !== one.record || found.feed !== one.feed) changed.push({ before: one, now: found })
  })
  await inSteps(current.values(), (one) => { changed.push({ before: undefined, now: one }) })
  return changed
}

/**
 * Take back differences, in steps.
 * @param now - all records of the current state
 * @param differences - its differences from an earlier state
 * @returns all records of the earlier state
 */
export async function withoutDifferences (
  now: readonly StoredRecord[], differences: readonly Difference[]
): Promise<readonly StoredRecord[]> {
  const records = await byKey(now)
  await inSteps(differences, ({ before, now: current }) => {
    if (before !== undefined) records.set(keyOf(before), before)
    else if (current !== undefined) records.delete(keyOf(current))
  })
  return [...records.values()]
}
