import type { Change } from '../../domain/records/change.ts'
import type { Kind } from '../../domain/records/record-kinds.ts'
import { createVersions, type EncodedRow, type Versions } from '../form/versions.ts'
import { inSteps, SHORT_STEP } from '../in-steps.ts'
import { type Reader, StoreUnavailableError } from '../store.ts'
import type { TxState } from '../tx.ts'
import { changedEntry, type Entry, type Row, toRow, withSize } from './entries.ts'
import { createFeedIndex, type FeedIndex } from './feed-index.ts'
import { createGroupCommit } from './group-commit.ts'
import { type Convert, prepare } from './many-changes.ts'
import { createMarks } from './marks.ts'
import { createPending } from './pending.ts'
import type { Snapshot } from './snapshot.ts'
import { createTables } from './tables.ts'

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

/** All records as the next transaction sees them. Its changes are applied at once, and then become durable. */
export interface LiveRecords {
  /** @returns the records of this instant, and the marks of earlier ones. */
  state (): TxState
  /** @returns the durable items of a feed. */
  readonly page: FeedIndex['page']
  /** @returns a number that grows with each change, so that a reader notices those that came while it read. */
  version (): number
  /** @returns the number of failed writes, so that a transaction that has read an undone change runs again. */
  failures (): number
  /** @returns whether the last write has succeeded. */
  isWriting (): boolean
  /** Apply the changes of a transaction. Call this in its turn. */
  apply (changes: readonly Change[]): Promise<void>
  /**
   * Apply many changes once they are durable, in steps: a reader sees the state before, then the one after. Call this
   * in the turn of their transaction, once everything is settled, and end its turn after this.
   */
  applyMany (changes: readonly Change[], onApplied: () => void): Promise<void>
  /**
   * Wait until everything applied is durable.
   * @throws {StoreUnavailableError} if it is undone
   */
  settled (): Promise<void>
  /** Watch a reader for records that are not durable yet. */
  watch (reader: Reader, onPending: () => void): Reader
  /** @returns the whole state of this instant. */
  snapshot (): Snapshot
}

/** An entry before a commit, by kind and id. */
type Before = readonly [kind: Kind, id: string, entry: Entry | undefined]

interface Applied { readonly commit: Commit, readonly before: readonly Before[] }

/**
 * Create the records of a snapshot.
 * @param options - the snapshot, and how to make commits durable
 */
export function createLiveRecords (
  { write, onDurable = () => {}, versions = createVersions(() => ''), from }: StateOptions
): LiveRecords {
  let tables = createTables()
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

  /** Find what is to be stored for a change to an entry. */
  const convert: Convert = (change, former) => {
    const { kind, id } = change
    const changed = changedEntry(change, former, () => { modified += 1 + (change.skip ?? 0); return modified })
    const row = toRow(kind, id, changed)
    const encoded = versions.encode(row, former)
    return { row, encoded, entry: changed && withSize(changed, encoded.body.length) }
  }

  function apply (changes: readonly Change[]): Promise<void> {
    const before: Before[] = []
    const rows: Row[] = []
    const encoded: EncodedRow[] = []
    for (const change of changes) {
      const { kind, id } = change
      const converted = convert(change, tables.entry(kind, id))
      before.push([kind, id, replace(kind, id, converted.entry)])
      rows.push(converted.row)
      encoded.push(converted.encoded)
    }
    version++
    pending.add(rows)
    return commits.add({ commit: { sequence: ++sequence, rows, encoded }, before })
  }

  async function applyMany (changes: readonly Change[], onApplied: () => void): Promise<void> {
    const draft = marks.draft()
    const { tables: next, ...rows } = await prepare(changes, { tables, convert, note: draft.note })
    try {
      await write([{ sequence: sequence + 1, ...rows }])
      isWriting = true
    } catch (error) {
      isWriting = false
      throw new StoreUnavailableError(error)
    }
    sequence++
    tables = next
    draft.publish()
    version++
    onApplied()
    await inSteps(rows.rows, feeds.publish, SHORT_STEP)
    onDurable()
  }

  return {
    state: () => ({ tables, marks }),
    page: feeds.page,
    version: () => version,
    failures: () => failures,
    isWriting: () => isWriting,
    apply,
    applyMany,
    settled: commits.settled,
    watch: pending.watch,
    snapshot: () => ({ instance: from.instance, sequence, modified, entries: tables.all() })
  }
}

const byModified = ({ modified: a = 0 }: Entry, { modified: b = 0 }: Entry): number => a - b
