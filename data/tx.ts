import type { Change, Difference } from '../domain/records/change.ts'
import type { Kind, Records, Where } from '../domain/records/record-kinds.ts'
import { matcher } from './engine/lookup-index.ts'
import type { Marks } from './engine/marks.ts'
import type { Tables } from './engine/tables.ts'
import { inSteps } from './in-steps.ts'
import type { Tx } from './store.ts'

/** The state that a transaction reads. */
export interface TxState { readonly tables: Tables, readonly marks: Marks }

/** Records of one kind that a transaction has changed, by id; null for a dropped one. */
type Staged = Map<string, Records[Kind] | null>

/**
 * Create one attempt at a transaction. It stages its changes and leaves the tables unchanged.
 * @param state - all records, as applied before this transaction, and the marks of earlier ones
 * @param changes - collects the changes, in the order of their application
 * @returns the transaction
 */
export function createTx ({ tables, marks }: TxState, changes: Change[]): Tx {
  const staged = new Map<Kind, Staged>()

  function stagedOf (kind: Kind): Staged {
    const known = staged.get(kind)
    if (known !== undefined) return known
    const created: Staged = new Map()
    staged.set(kind, created)
    return created
  }

  return {
    async get<K extends Kind> (kind: K, id: string) {
      const own = stagedOf(kind).get(id)
      return (own === undefined ? tables.entry(kind, id)?.record : own ?? undefined) as Records[K] | undefined
    },
    async list<K extends Kind> (kind: K, where: Where<K>, limit = Infinity) {
      const wanted = Object.entries(where).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      const own = stagedOf(kind)
      const found: Array<Records[Kind]> = []
      for (const { id, record } of tables.matching(kind, wanted)) {
        if (found.length >= limit) break
        if (!own.has(id)) found.push(record)
      }
      const isMatch = matcher(kind, wanted)
      for (const record of own.values()) {
        if (found.length < limit && record !== null && isMatch(record)) found.push(record)
      }
      return found as Array<Records[K]>
    },
    due: async (now, limit) => tables.due(now.getTime(), limit),
    all: async () => tables.all(),
    async changedSince (mark) {
      const changed: Difference[] = []
      await inSteps(marks.changedSince(mark), ([kind, id, former]) => {
        changed.push({ before: former, now: tables.entry(kind, id) })
      })
      return changed
    },
    sizeOf: async (partner) => tables.sizeOf(partner),
    async apply (more) {
      await inSteps(more, (change) => {
        changes.push(change)
        stagedOf(change.kind).set(change.id, change.record)
      })
    }
  }
}
