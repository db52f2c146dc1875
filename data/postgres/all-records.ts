import { isDeepStrictEqual } from 'node:util'
import type { Change, StoredRecord } from '../../domain/records/change.ts'
import type { Kind } from '../../domain/records/record-kinds.ts'
import { differencesBetween } from '../differences.ts'
import type { Mark, Reader } from '../store.ts'
import type { Queryable, RecordRows } from './record-rows.ts'

interface Found { readonly kind: Kind, readonly id: string, readonly body: string, readonly feed: string | null }

/** Rows are locked, if at all, in order of their keys. */
const ALL = `select r.kind, r.id, r.body, r.feed from open_booking.record r where r.world = $1
  order by r.kind, r.id`

/** A world as a group of transactions sees it. */
interface World {
  readonly client: Queryable
  readonly world: string
  readonly rows: RecordRows
  /** The end of queries. */
  readonly lock: string
  /** All changes of the group so far, in order. */
  readonly changes: readonly Change[]
}

/** Read all records of a world, as the transactions of the group so far leave them. */
export async function allRecords ({ client, world, rows, lock, changes }: World): Promise<readonly StoredRecord[]> {
  const { rows: found } = await client.query<Found>(`${ALL} ${lock}`, [world])
  const records = await rows.decode(client, found)
  const all = new Map<string, StoredRecord>()
  for (const [index, { kind, id, feed }] of found.entries()) {
    const record = records[index]
    all.set(`${kind} ${id}`, { kind, id, record, ...(feed !== null && { feed }) } as StoredRecord)
  }
  for (const { kind, id, record, feed = all.get(`${kind} ${id}`)?.feed } of changes) {
    if (record === null) all.delete(`${kind} ${id}`)
    else all.set(`${kind} ${id}`, { kind, id, record, ...(feed !== undefined && { feed }) } as StoredRecord)
  }
  return [...all.values()]
}

/** The marks of a world. Other processes change its records, too, so a mark has a copy of them. */
export interface CopiedMarks {
  take (records: readonly StoredRecord[]): Mark
  forget (mark: Mark): void
  /**
   * Compare the records at a mark with the current ones.
   * @throws {Error} if the mark was forgotten
   */
  changedSince (mark: Mark, current: readonly StoredRecord[]): ReturnType<Reader['changedSince']>
}

/** Create the marks of a world, without any. */
export function createCopiedMarks (): CopiedMarks {
  const copies = new Map<Mark, readonly StoredRecord[]>()
  let taken = 0

  function copyAt (mark: Mark): readonly StoredRecord[] {
    const copy = copies.get(mark)
    if (copy === undefined) throw new Error(`The store has no mark ${mark.number}`)
    return copy
  }

  return {
    take (records) {
      const mark: Mark = { number: ++taken }
      copies.set(mark, records)
      return mark
    },
    forget (mark) {
      copyAt(mark)
      copies.delete(mark)
    },
    // Each reading makes records of its own.
    changedSince: async (mark, current) => (await differencesBetween(copyAt(mark), current))
      .filter(({ before, now }) => !isDeepStrictEqual(before, now))
  }
}
