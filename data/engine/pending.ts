import type { Kind } from '../../domain/records/record-kinds.ts'
import type { Reader } from '../store.ts'
import type { Row } from './entries.ts'

/** Knows the records whose last change is applied and not durable yet. */
export interface Pending {
  /** Note the rows of a commit that was applied. */
  add (rows: readonly Row[]): void
  /** Note that a commit has become durable, or was undone. */
  remove (rows: readonly Row[]): void
  /**
   * Watch a reader.
   * @param reader - the reader
   * @param onPending - called when something is read that may not be durable
   * @returns the reader to use
   */
  watch (reader: Reader, onPending: () => void): Reader
}

/** Create the list of a state whose records are all durable. */
export function createPending (): Pending {
  const records = new Map<string, number>()
  const kinds = new Map<Kind, number>()

  function count (rows: readonly Row[], step: 1 | -1): void {
    for (const [kind, id] of rows) {
      add(records, `${kind} ${id}`, step)
      add(kinds, kind, step)
    }
  }

  return {
    add (rows) { count(rows, 1) },
    remove (rows) { count(rows, -1) },
    watch (reader, onPending) {
      const noteAny = (): void => { if (records.size > 0) onPending() }
      return {
        get (kind, id) {
          if (records.has(`${kind} ${id}`)) onPending()
          return reader.get(kind, id)
        },
        list (kind, where, limit) {
          if (kinds.has(kind)) onPending()
          return reader.list(kind, where, limit)
        },
        due (now, limit) {
          noteAny()
          return reader.due(now, limit)
        },
        sizeOf (partner, limit) {
          noteAny()
          return reader.sizeOf(partner, limit)
        },
        all () {
          noteAny()
          return reader.all()
        },
        changedSince (mark) {
          noteAny()
          return reader.changedSince(mark)
        }
      }
    }
  }
}

function add<K> (counts: Map<K, number>, key: K, step: 1 | -1): void {
  const sum = (counts.get(key) ?? 0) + step
  if (sum === 0) counts.delete(key)
  else counts.set(key, sum)
}
