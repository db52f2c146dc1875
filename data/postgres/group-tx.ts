import type { Change } from '../../domain/records/change.ts'
import type { Expiring } from '../../domain/records/expiring.ts'
import type { Kind, Records, Where } from '../../domain/records/record-kinds.ts'
import { matcher, type Wanted } from '../engine/lookup-index.ts'
import type { DueRecord, Tx } from '../store.ts'
import { allRecords, type CopiedMarks } from './all-records.ts'
import type { PartnerSizes } from './partner-sizes.ts'
import type { Queryable, RecordRows } from './record-rows.ts'

/** A record that a group of transactions has read or changed; null for none. */
export interface Seen {
  readonly kind: Kind
  readonly id: string
  /** The record in the table, undefined while it is unknown: it was changed without being read. */
  stored?: Records[Kind] | null
  /** The record as the last transaction of the group left it. */
  current: Records[Kind] | null
}

/** The records that one database transaction has read and changed so far, for one transaction after the other. */
export interface Group {
  readonly client: Queryable
  readonly world: string
  readonly rows: RecordRows
  readonly marks: CopiedMarks
  readonly sizes: PartnerSizes
  /** The end of queries: with a lock, rows stay as they were read until the transaction ends. */
  readonly lock: typeof LOCK | ''
  readonly seen: Map<string, Seen>
  /** All changes, in order. */
  readonly changes: Change[]
}

interface Found { readonly kind: Kind, readonly id: string, readonly body: string }

const COLUMNS = 'r.kind, r.id, r.body'
const TABLE = 'open_booking.record r'
/** Locks, if any, are taken in order of the keys. */
const GET = `select ${COLUMNS} from ${TABLE} join unnest($2::text[], $3::text[]) as wanted (kind, id)
  on r.kind = wanted.kind and r.id = wanted.id where r.world = $1 order by r.kind, r.id`
export const LOCK = 'for update of r'
/** The database refuses texts with this character, so none is stored. */
const isStorable = (text: string): boolean => !text.includes('\0')
const keyOf = (kind: Kind, id: string): string => `${kind} ${id}`

/**
 * Create the next transaction of a group. It stages its changes; the group adds them once the work has succeeded.
 * @param group - the records that the group has read and changed
 * @param changes - collects the changes, in the order of their application
 */
export function createGroupTx (group: Group, changes: Change[]): Tx {
  const { client, world, rows, lock, seen } = group
  const staged = new Map<string, Records[Kind] | null>()
  const wanted = new Map<string, readonly [kind: Kind, id: string]>()
  let reading: Promise<void> | undefined

  /** Read rows and note them as seen, so that each is read once by a group. */
  async function note (found: readonly Found[]): Promise<void> {
    const unseen = found.filter(({ kind, id }) => seen.get(keyOf(kind, id))?.stored === undefined)
    const records = await rows.decode(client, unseen)
    for (const [index, { kind, id }] of unseen.entries()) {
      const stored = records[index] ?? null
      const known = seen.get(keyOf(kind, id))
      seen.set(keyOf(kind, id), { kind, id, stored, current: known === undefined ? stored : known.current })
    }
  }

  /** The record as this transaction sees it, of those read or changed before. */
  function view (kind: Kind, id: string): Records[Kind] | null {
    const own = staged.get(keyOf(kind, id))
    return own === undefined ? seen.get(keyOf(kind, id))?.current ?? null : own
  }

  /** Read with one query all records that are wanted at the same time. */
  async function readWanted (): Promise<void> {
    const keys = [...wanted]
    wanted.clear()
    reading = undefined
    const kindsAndIds = [0, 1].map((column) => keys.map(([, pair]) => pair[column]))
    const { rows: found } = await client.query<Found>(`${GET} ${lock}`, [world, ...kindsAndIds])
    await note(found)
    for (const [key, [kind, id]] of keys) {
      if (!seen.has(key)) seen.set(key, { kind, id, stored: null, current: null })
    }
  }

  async function get<K extends Kind> (kind: K, id: string): Promise<Records[K] | undefined> {
    const key = keyOf(kind, id)
    if (!staged.has(key) && !seen.has(key) && isStorable(id)) {
      wanted.set(key, [kind, id])
      await (reading ??= Promise.resolve().then(readWanted))
    }
    return (view(kind, id) ?? undefined) as Records[K] | undefined
  }

  async function list<K extends Kind> (
    kind: K, where: Where<K>, limit = Infinity
  ): Promise<ReadonlyArray<Records[K]>> {
    const values = Object.entries(where).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    if (!values.every(([, value]) => isStorable(value))) return []
    // Records that this group has changed may match no more.
    const most = limit === Infinity ? null : limit + seen.size + changes.length
    const { rows: found } = await client.query<Found>(queryOf(values, lock), [world, kind, most, ...values.flat()])
    await note(found)
    const order = found.map(({ id }) => id)
    const isMatch = matcher(kind, values)
    // Records of this group, which the table does not have yet, follow those of the table.
    const own = [...seen.values(), ...changes].flatMap(({ kind: other, id }) => other === kind ? id : [])
    return [...new Set([...order, ...own])].flatMap((id) => {
      const record = view(kind, id)
      return record !== null && isMatch(record) ? [record as Records[K]] : []
    }).slice(0, limit)
  }

  async function due (at: Date, limit: number): Promise<DueRecord[]> {
    const query = `select ${COLUMNS} from ${TABLE} where r.world = $1 and r.expires <= $2
      order by r.expires, r.kind collate "C", r.id collate "C" limit $3 ${lock}`
    const { rows: found } = await client.query<Found>(query, [world, at, limit])
    await note(found)
    return found.flatMap(({ kind, id }) => {
      const record = view(kind, id)
      const expires = (record as Expiring | null)?.expires
      return expires !== undefined && Date.parse(expires) <= at.getTime() ? [{ kind, id, record } as DueRecord] : []
    })
  }

  return {
    get,
    list,
    due,
    all: async () => await allRecords(group),
    changedSince: async (mark) => await group.marks.changedSince(mark, await allRecords(group)),
    sizeOf: async (partner, limit) => await group.sizes.of(client, partner, limit),
    async apply (more) {
      for (const change of more) {
        changes.push(change)
        staged.set(keyOf(change.kind, change.id), change.record)
      }
    }
  }
}

/** Build the query of a list: records that have each value, those first that were stored first. */
function queryOf (wanted: readonly Wanted[], lock: string): string {
  const conditions = wanted.map((_pair, index) => `and exists (select 1 from open_booking.lookup l
    where l.world = $1 and l.kind = $2 and l.name = $${2 * index + 4} and l.value = $${2 * index + 5} and l.id = r.id)`)
  return `select ${COLUMNS} from ${TABLE} where r.world = $1 and r.kind = $2 ${conditions.join(' ')}
    order by r.created limit $3 ${lock}`
}

/** Add the changes of a transaction whose work has succeeded to its group. */
export function keepChanges ({ seen, changes }: Group, more: readonly Change[]): void {
  for (const change of more) {
    const { kind, id, record } = change
    const known = seen.get(keyOf(kind, id))
    if (known === undefined) seen.set(keyOf(kind, id), { kind, id, current: record })
    else known.current = record
    changes.push(change)
  }
}
