import type { Change } from '../domain/records/change.ts'
import type { Kind, Records } from '../domain/records/record-kinds.ts'

/** A record as a feed shows it. */
export interface FeedItem {
  readonly kind: Kind
  readonly id: string
  /** Change number, given at commit: unique in the store, growing (integer, below 2^53). */
  readonly modified: number
  readonly record: Records[Kind]
}

/** The reading half of a transaction. What it loads stays as it is until the transaction ends. */
export interface Reader {
  /** The instant of this attempt. */
  readonly now: Date
  get<K extends Kind> (kind: K, id: string): Promise<Records[K] | undefined>
  /** All records of a kind whose top-level properties equal those of `where`; reads them all, so not for a hot path. */
  list<K extends Kind> (kind: K, where: Readonly<Record<string, string | boolean>>): Promise<ReadonlyArray<Records[K]>>
  /** Records whose `expires` has come, soonest first, as they were when the transaction began. */
  due (): Promise<readonly DueRecord[]>
}

/** One transaction: `get` and `list` see the changes that it has applied itself. */
export interface Tx extends Reader {
  apply (changes: readonly Change[]): Promise<void>
}

export type DueRecord = { [K in Kind]: { readonly kind: K, readonly id: string, readonly record: Records[K] } }[Kind]

/**
 * The port to what is kept. A commit is first applied, then durable; `transaction()` and `feedPage` speak only of what is durable.
 * `transaction` throws `StoreUnavailableError` when a change that their answer rests on could not be kept.
 */
export interface Store {
  /** Runs `work` as if alone, possibly more than once; keeps all of its changes, or none. Resolves when they are durable. */
  transaction<T> (work: (tx: Tx) => Promise<T>): Promise<T>
  /** Durable items after `cursor` (a change number, or null for the start), oldest change first; at most `limit` (count). */
  feedPage (feed: string, cursor: number | null, limit: number): Promise<readonly FeedItem[]>
  /** When the next record expires (ms since 1970), Infinity if none does. */
  dueAt (): number
  /** Waits for what is under way, folds the journal in, gives the file free. */
  close (): Promise<void>
}

/** A change could not be made durable and was undone. */
export class StoreUnavailableError extends Error {
  constructor (cause: unknown) { super('A change could not be written to the data file', { cause }) }
}
