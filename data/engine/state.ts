import type { Change } from '../../domain/records/change.ts'
import type { Kind } from '../../domain/records/record-kinds.ts'
import { type Outcome, outcomeOf } from '../outcome.ts'
import type { Reader, Store, Tx } from '../store.ts'
import { createTurns } from '../turns.ts'
import { createTx } from '../tx.ts'
import { createFeedIndex } from './feed-index.ts'
import { createGroupCommit } from './group-commit.ts'
import { createPending } from './pending.ts'
import { createMarks } from './marks.ts'
import type { Snapshot } from './snapshot.ts'
import { changedEntry, type Entry, type Row, toRow, withSize } from './entries.ts'
import { createTables } from './tables.ts'
import { createVersions, type EncodedRow, type Versions } from './versions.ts'

/** The changes of one transaction. */
export interface Commit {
  /** Number of the commit: 1 for the first of a store, no gaps. */
  readonly sequence: number
  readonly rows: readonly Row[]
  /** The rows in the form of the files. */
  readonly encoded: readonly EncodedRow[]
}

/** Options of the state in memory. */
export interface StateOptions {
  /** Make commits durable, in order; keep none of them on failure. */
  readonly write: (commits: readonly Commit[]) => Promise<void>
  /** Called for each commit that has become durable. */
  readonly onDurable?: () => void
  /** Gives the rows the form of the files; by default one that is enough for a state that is not written. */
  readonly versions?: Versions
  /** The state to start from. */
  readonly from: Snapshot
}

/** The state in memory behind the store port; `write` makes it durable. */
export interface State extends Omit<Store, 'close'> {
  /**
   * Run `work` between two transactions, once everything applied is durable.
   * @param work - gets a function that returns the whole state of that instant
   * @returns the result of `work`
   */
  whenIdle<T> (work: (snapshot: () => Snapshot) => Promise<T>): Promise<T>
}

/** An entry before a commit, by kind and id. */
type Before = readonly [kind: Kind, id: string, entry: Entry | undefined]

interface Applied { readonly commit: Commit, readonly before: readonly Before[] }

/**
 * Create the state of a snapshot.
 * @param options - the snapshot, and how to make commits durable
 * @returns the state, ready for transactions
 */
export function createState (
  { write, onDurable = () => {}, versions = createVersions(() => ''), from }: StateOptions
): State {
  const tables = createTables()
  const marks = createMarks()
  const pending = createPending()
  const feeds = createFeedIndex()
  let { sequence, modified } = from
  /** Counts changes of the tables, so that a reader notices those that came while it read. */
  let version = 0
  /** Counts failed writes, so that a transaction that has read an undone change runs again. */
  let failures = 0
  /** Whether the last write has succeeded. */
  let isWriting = true
  /** Runs work after everything requested earlier. */
  const inTurn = createTurns()

  for (const entry of from.entries) tables.set(entry.kind, entry.id, entry)
  for (const entry of [...from.entries].sort(byModified)) feeds.publish(toRow(entry.kind, entry.id, entry))

  const commits = createGroupCommit<Applied>({
    write: (applied) => write(applied.map(({ commit }) => commit)),
    sizeOf: ({ commit }) => commit.encoded.reduce((size, { body }) => size + body.length, 0),
    onDurable ({ commit }) {
      isWriting = true
      pending.remove(commit.rows)
      for (const row of commit.rows) feeds.publish(row)
      onDurable()
    },
    onFailure (undone) {
      isWriting = false
      failures++
      version++
      for (const { commit } of undone) pending.remove(commit.rows)
      // The journal must have no gaps, so the next commits reuse these numbers; change numbers are never reused.
      sequence -= undone.length
      for (const { before } of undone) {
        for (const [kind, id, entry] of [...before].reverse()) replace(kind, id, entry)
      }
    }
  })

  /** @returns the entry before. */
  function replace (kind: Kind, id: string, entry: Entry | undefined): Entry | undefined {
    const before = tables.set(kind, id, entry)
    marks.note(kind, id, before, entry)
    return before
  }

  function apply (changes: readonly Change[]): Promise<void> {
    const before: Before[] = []
    const rows: Row[] = []
    const encoded: EncodedRow[] = []
    for (const change of changes) {
      const { kind, id } = change
      const former = tables.entry(kind, id)
      const changed = changedEntry(change, former, () => { modified += 1 + (change.skip ?? 0); return modified })
      const row = toRow(kind, id, changed)
      const inFile = versions.encode(row, former)
      before.push([kind, id, replace(kind, id, changed && withSize(changed, inFile.body.length))])
      rows.push(row)
      encoded.push(inFile)
    }
    version++
    pending.add(rows)
    return commits.add({ commit: { sequence: ++sequence, rows, encoded }, before })
  }

  /** Run `work` until no write fails meanwhile, and apply its changes. */
  async function attempt<T> (work: (tx: Tx) => Promise<T>): Promise<{ outcome: Outcome<T>, durable: Promise<void> }> {
    while (true) {
      const failuresBefore = failures
      const changes: Change[] = []
      const outcome = await outcomeOf(async () => await work(createTx({ tables, marks }, changes)))
      if (failures !== failuresBefore) continue
      // A refusal too may rest on changes that are not durable yet.
      const isWrite = 'value' in outcome && changes.length > 0
      return { outcome, durable: isWrite ? apply(changes) : commits.settled() }
    }
  }

  /** Run `work` between two transactions, once everything applied is durable. */
  function whenIdle<T> (work: () => Promise<T>): Promise<T> {
    return inTurn(async () => {
      // A failed commit was undone, which leaves the state idle too.
      await commits.settled().catch(() => {})
      return await work()
    })
  }

  async function transaction<T> (work: (tx: Tx) => Promise<T>): Promise<T> {
    const { outcome, durable } = await inTurn(() => attempt(work))
    await durable
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }

  async function read<T> (work: (reader: Reader) => Promise<T>): Promise<T> {
    const before = version
    let sawPending = false
    const reader = pending.watch(createTx({ tables, marks }, []), () => { sawPending = true })
    const outcome = await outcomeOf(async () => await work(reader))
    // The records have changed meanwhile.
    if (version !== before) return await transaction(work)
    if (sawPending) await commits.settled()
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }

  return {
    isShared: false,
    transaction,
    read,
    feedPage: async (feed, cursor, limit) => feeds.page(feed, cursor, limit),
    dueAt: async () => tables.dueAt(),
    async isWritable () {
      if (isWriting) return true
      return await inTurn(() => apply([])).then(() => true, () => false)
    },
    mark: () => whenIdle(async () => marks.take()),
    forget: marks.forget,
    whenIdle: (work) => whenIdle(async () =>
      await work(() => ({ instance: from.instance, sequence, modified, entries: tables.all() })))
  }
}

const byModified = ({ modified: a = 0 }: Entry, { modified: b = 0 }: Entry): number => a - b
