import { nanoid } from 'nanoid'
import type { Snapshot } from './snapshot.ts'
import type { KeptEntry } from './tables.ts'

/**
 * Copy a state for another store. The records are shared, and the order of their changes stays.
 * @param snapshot - the state
 * @param first - change number of the first feed item (positive integer)
 * @returns the copy, which continues at the change number after its last item
 */
export function renumbered (snapshot: Snapshot, first: number): Snapshot {
  let next = first
  const entries: KeptEntry[] = [...snapshot.entries]
  for (const index of byModified(snapshot.entries)) {
    const [kind, id, entry] = snapshot.entries[index] as KeptEntry
    if (entry.position !== undefined) entries[index] = [kind, id, { ...entry, position: [entry.position[0], next++] }]
  }
  return { instance: nanoid(), sequence: 0, modified: next - 1, entries }
}

/** @returns the indices of entries, the one that changed first before the others. */
function byModified (entries: readonly KeptEntry[]): number[] {
  const modified = entries.map(([, , { position }]) => position?.[1] ?? 0)
  return Array.from(entries.keys()).sort((a, b) => (modified[a] ?? 0) - (modified[b] ?? 0))
}
