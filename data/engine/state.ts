import type { Change } from '../../domain/records/change.ts'
import type { Kind } from '../../domain/records/record-kinds.ts'
import type { Store, Tx } from '../store.ts'
import { createTx } from '../tx.ts'
import { createFeedIndex } from './feed-index.ts'
import { createGroupCommit } from './group-commit.ts'
import type { Commit } from './journal.ts'
import type { Snapshot } from './snapshot-file.ts'
import { createTables, type Entry, entryOf, toRow } from './tables.ts'

export interface StateOptions {
  /** The current instant. */
  readonly clock: () => Date
  /** Makes commits durable, in order; keeps none of them when it throws. */
  readonly write: (commits: readonly Commit[]) => Promise<void>
  readonly onDurable?: () => void
  readonly from: Snapshot
}

/** State in memory behind the store port, with durability left to `write`. */
export interface State extends Omit<Store, 'close'> {
  /** Runs `work` between two transactions, when all that was applied is durable, with the whole state at that instant. */
  whenIdle<T> (work: (snapshot: () => Snapshot) => Promise<T>): Promise<T>
}

interface Applied { readonly commit: Commit, readonly before: ReadonlyArray<readonly [Kind, string, Entry | undefined]> }

/** Keeps a state in memory from a snapshot on. */
export function createState ({ clock, write, onDurable = () => {}, from }: StateOptions): State {
  const tables = createTables()
  const feeds = createFeedIndex()
  let { sequence, modified } = from
  /** Counts the failures, so that a transaction which has seen undone changes is run again. */
  let failures = 0
  let turn: Promise<unknown> = Promise.resolve()

  for (const row of from.rows) tables.set(row[0], row[1], entryOf(row))
  for (const row of [...from.rows].sort((a, b) => (a[3]?.[1] ?? 0) - (b[3]?.[1] ?? 0))) feeds.publish(row)

  const commits = createGroupCommit<Applied>({
    write: (applied) => write(applied.map(({ commit }) => commit)),
    onDurable ({ commit }) {
      for (const row of commit.rows) feeds.publish(row)
      onDurable()
    },
    onFailure (undone) {
      failures++
      // Unlike a change number, the number of a commit is given again, so that the journal has no gaps.
      sequence -= undone.length
      for (const { before } of undone) {
        for (const [kind, id, entry] of [...before].reverse()) tables.set(kind, id, entry)
      }
    }
  })

  /** Runs `work` after all that was asked for before. */
  function inTurn<T> (work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }

  function apply (changes: readonly Change[]): Promise<void> {
    const before: Array<readonly [Kind, string, Entry | undefined]> = []
    const rows = changes.map((change) => {
      const row = toRow(change, tables.entry(change.kind, change.id), () => ++modified)
      before.push([change.kind, change.id, tables.set(change.kind, change.id, entryOf(row))])
      return row
    })
    return commits.add({ commit: { sequence: ++sequence, rows }, before })
  }

  /** @returns what `work` answered or threw, to be told once `durable` has come: a refusal, too, may rest on changes that are not durable yet. */
  async function attempt<T> (work: (tx: Tx) => Promise<T>): Promise<{ tell: () => T, durable: Promise<void> }> {
    const failuresBefore = failures
    const changes: Change[] = []
    try {
      const result = await work(createTx(tables, clock(), changes))
      if (failures !== failuresBefore) return await attempt(work)
      return { tell: () => result, durable: changes.length === 0 ? commits.settled() : apply(changes) }
    } catch (error) {
      if (failures !== failuresBefore) return await attempt(work)
      return { tell: () => { throw error }, durable: commits.settled() }
    }
  }

  return {
    async transaction (work) {
      const { tell, durable } = await inTurn(() => attempt(work))
      await durable
      return tell()
    },
    feedPage: async (feed, cursor, limit) => feeds.page(feed, cursor, limit),
    dueAt: () => tables.dueAt(),
    whenIdle: (work) => inTurn(async () => {
      // What failed was undone, so the state is at rest all the same.
      await commits.settled().catch(() => {})
      return await work(() => ({ sequence, modified, rows: tables.rows() }))
    })
  }
}
