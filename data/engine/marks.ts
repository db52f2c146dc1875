import type { Kind } from '../../domain/records/record-kinds.ts'
import type { Mark } from '../store.ts'
import type { Entry } from './entries.ts'

/** A record with its entry at another time; undefined if there was none. */
export type FormerEntry = readonly [kind: Kind, id: string, entry: Entry | undefined]

/** Remembers the records of earlier instants, without a copy: for each mark, the entries that have changed since. */
export interface Marks {
  /** Remember the records as they are. */
  take (): Mark
  /** Remember a mark no longer. */
  forget (mark: Mark): void
  /** Take note of a change: `before` is the entry that `after` has replaced. */
  note (kind: Kind, id: string, before: Entry | undefined, after: Entry | undefined): void
  /**
   * Find the records that have changed since a mark.
   * @returns their entries at the mark
   * @throws {Error} if the mark was forgotten, or is not of this store
   */
  changedSince (mark: Mark): Iterable<FormerEntry>
}

/** Entries before their first change after a mark, and before the next mark, by kind and id. */
type Undo = Map<string, FormerEntry>

interface Kept { readonly mark: Mark, readonly undo: Undo }

/** Create the marks of a store, without any. */
export function createMarks (): Marks {
  /** Oldest first. */
  const marks: Kept[] = []
  let taken = 0

  function indexOf (mark: Mark): number {
    const index = marks.findIndex((one) => one.mark === mark)
    if (index === -1) throw new Error(`The store has no mark ${mark.number}`)
    return index
  }

  return {
    take () {
      const mark: Mark = { number: ++taken }
      marks.push({ mark, undo: new Map() })
      return mark
    },
    forget (mark) {
      const index = indexOf(mark)
      const [{ undo } = { undo: new Map<string, FormerEntry>() }] = marks.splice(index, 1)
      const earlier = marks[index - 1]?.undo
      for (const [key, former] of undo) if (earlier?.has(key) === false) earlier.set(key, former)
    },
    note (kind, id, before, after) {
      const undo = marks.at(-1)?.undo
      if (undo === undefined) return
      const key = `${kind} ${id}`
      const known = undo.get(key)
      if (known === undefined) undo.set(key, [kind, id, before])
      // A lease that came and went leaves no trace.
      else if (known[2] === undefined && after === undefined) undo.delete(key)
    },
    changedSince (mark) {
      const changed: Undo = new Map()
      for (const { undo } of marks.slice(indexOf(mark)).reverse()) {
        for (const [key, former] of undo) changed.set(key, former)
      }
      return changed.values()
    }
  }
}
