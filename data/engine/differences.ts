import type { Difference, StoredRecord } from '../../domain/records/change.ts'

const keyOf = ({ kind, id }: StoredRecord): string => `${kind} ${id}`

/**
 * Find the records that differ between two states; one that is the same object is equal.
 * @param before - all records of the earlier state
 * @param now - all records of the current state
 */
export function differencesBetween (before: readonly StoredRecord[], now: readonly StoredRecord[]): Difference[] {
  const current = new Map(now.map((one) => [keyOf(one), one]))
  const changed: Difference[] = []
  for (const one of before) {
    const key = keyOf(one)
    const found = current.get(key)
    current.delete(key)
    if (found?.record !== one.record || found.feed !== one.feed) changed.push({ before: one, now: found })
  }
  for (const one of current.values()) changed.push({ before: undefined, now: one })
  return changed
}

/**
 * Take back differences.
 * @param now - all records of the current state
 * @param differences - its differences from an earlier state
 * @returns all records of the earlier state
 */
export function withoutDifferences (
  now: readonly StoredRecord[], differences: readonly Difference[]
): readonly StoredRecord[] {
  const records = new Map(now.map((one) => [keyOf(one), one]))
  for (const { before, now: current } of differences) {
    if (before !== undefined) records.set(keyOf(before), before)
    else if (current !== undefined) records.delete(keyOf(current))
  }
  return [...records.values()]
}
