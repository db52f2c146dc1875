import type { Kind } from '../../domain/records/record-kinds.ts'
import type { Mark } from '../store.ts'
import type { Entry } from './entries.ts'

/** A record with its entry at another time; undefined if there was none. */
export type FormerEntry = readonly [kind: Kind, id: string, entry: Entry | undefined]

/** Takes note of a change: `before` is the entry that `after` has replaced. */
export type NoteChange = (kind: Kind, id: string, before: Entry | undefined, after: Entry | undefined) => void

/** Notes that no reader finds yet. */
export interface NotesDraft {
  readonly note: NoteChange
  publish (): void
}

/** Remembers the records of earlier instants, without a copy: for each mark, the entries that have changed since. */
export interface Marks {
  /** Remember the records as they are. */
  take (): Mark
  /** Remember a mark no longer. */
  forget (mark: Mark): void
  /** Take note of a change. */
  readonly note: NoteChange
  /** Take note of changes of a commit in steps; readers find them once they are published. */
  draft (): NotesDraft
  /**
   * Find the records that have changed since a mark, one by one. Any mark may be forgotten meanwhile.
   * @returns their entries at the mark
   * @throws {Error} if the mark was forgotten, or is not of this store
   */
  changedSince (mark: Mark): Iterable<FormerEntry>
}

/** Entries before their first change after a mark, and before the next mark, by kind and id. */
type Undo = Map<string, FormerEntry>

interface Kept { readonly mark: Mark, undo: Undo }

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
      const [forgotten] = marks.splice(index, 1)
      const earlier = marks[index - 1]
      if (forgotten !== undefined && earlier !== undefined) append(forgotten.undo, earlier.undo)
    },
    note (...change) {
      const undo = marks.at(-1)?.undo
      if (undo !== undefined) noteIn(undo, ...change)
    },
    draft () {
      const last = marks.at(-1)
      const undo: Undo = new Map(last?.undo)
      return {
        note (...change) { if (last !== undefined) noteIn(undo, ...change) },
        publish () {
          const current = marks.at(-1)
          if (current !== undefined && current === last) current.undo = undo
          // The mark was forgotten meanwhile.
          else if (current !== undefined) append(undo, current.undo)
        }
      }
    },
    * changedSince (mark) {
      const undos = marks.slice(indexOf(mark)).map(({ undo }) => undo)
      // The earlier ones cannot tell: they get the changes of a mark that is forgotten between two steps.
      const found = new Set<string>()
      for (const undo of undos) {
        for (const [key, former] of undo) {
          if (found.has(key)) continue
          found.add(key)
          yield former
        }
      }
    }
  }
}

function noteIn (undo: Undo, ...[kind, id, before, after]: Parameters<NoteChange>): void {
  const key = `${kind} ${id}`
  const known = undo.get(key)
  if (known === undefined) undo.set(key, [kind, id, before])
  // A lease that came and went leaves no trace.
  else if (known[2] === undefined && after === undefined) undo.delete(key)
}

/** Append the changes since a mark to those since an earlier one. */
function append (undo: Undo, earlier: Undo): void {
  for (const [key, former] of undo) if (!earlier.has(key)) earlier.set(key, former)
}
