import type { Change } from '../domain/records/change.ts'
import type { Kind, Records } from '../domain/records/record-kinds.ts'
import type { Tables } from './engine/tables.ts'
import type { Tx } from './store.ts'

type Staged = Map<string, Records[Kind] | null>

/**
 * One attempt at a transaction.
 * @param changes - gets what is applied, in that order; the tables are left alone
 */
export function createTx (tables: Tables, now: Date, changes: Change[]): Tx {
  const staged = new Map<Kind, Staged>()

  function stagedOf (kind: Kind): Staged {
    const own = staged.get(kind) ?? new Map<string, Records[Kind] | null>()
    staged.set(kind, own)
    return own
  }

  return {
    now,
    async get<K extends Kind> (kind: K, id: string) {
      const own = stagedOf(kind).get(id)
      return (own === undefined ? tables.entry(kind, id)?.record : own ?? undefined) as Records[K] | undefined
    },
    async list<K extends Kind> (kind: K, where: Readonly<Record<string, string | boolean>>) {
      const own = stagedOf(kind)
      const found: Array<Records[Kind]> = []
      for (const [id, { record }] of tables.entries(kind)) {
        if (!own.has(id) && matches(record, where)) found.push(record)
      }
      for (const record of own.values()) {
        if (record !== null && matches(record, where)) found.push(record)
      }
      return found as Array<Records[K]>
    },
    due: async () => tables.due(now.getTime()),
    async apply (more) {
      for (const change of more) {
        changes.push(change)
        stagedOf(change.kind).set(change.id, change.record)
      }
    }
  }
}

function matches (record: Records[Kind], where: Readonly<Record<string, string | boolean>>): boolean {
  const properties = record as unknown as Readonly<Record<string, unknown>>
  return Object.entries(where).every(([name, value]) => properties[name] === value)
}
