import type { Change, Difference, StoredRecord } from '../domain/records/change.ts'
import type { Kind, Records, Where } from '../domain/records/record-kinds.ts'

/** A record as a feed shows it. */
export interface FeedItem {
  readonly kind: Kind
  readonly id: string
  /** Change number (integer, below 2^53), assigned at commit: unique in the store and increasing. */
  readonly modified: number
  readonly record: Records[Kind]
}

/** An instant whose records a store remembers. */
export interface Mark {
  /** Number of the mark: 1 for the first of a store. */
  readonly number: number
}

/** The reading half of a transaction. Records that it has read stay unchanged until it ends. */
export interface Reader {
  /** @returns a record, undefined if there is none of this kind and id. */
  get<K extends Kind> (kind: K, id: string): Promise<Records[K] | undefined>
  /**
   * Find records by lookups. Without any, this reads every record of the kind: keep that off hot paths.
   * @param kind - kind of the records
   * @param where - values that the lookups of the records must have
   * @param limit - most records to find (count); all by default
   * @returns the records that match, those first that were stored first
   */
  list<K extends Kind> (kind: K, where: Where<K>, limit?: number): Promise<ReadonlyArray<Records[K]>>
  /**
   * Find the records whose `expires` has come, as they were when the transaction began.
   * @param now - current instant
   * @param limit - most records to find (count)
   * @returns the records, soonest first, those of one instant by kind and id
   */
  due (now: Date, limit: number): Promise<readonly DueRecord[]>
  /**
   * Measure what a booking partner has stored, as it was when the transaction began.
   * @param partner - id of the booking partner
   * @param limit - a size below it may be an earlier one, if the store is shared; any other is exact
   * @returns the size of its records (characters of JSON); opportunities are shared and count nothing
   */
  sizeOf (partner: string, limit: number): Promise<number>
  /** @returns all records, as they were when the transaction began; a store may add properties of its own. */
  all (): Promise<readonly StoredRecord[]>
  /**
   * Find the records that have changed since a mark, perhaps also some that are equal again.
   * @param mark - a mark of this store
   * @returns each record at the mark and when the transaction began
   * @throws {Error} if the mark was forgotten
   */
  changedSince (mark: Mark): Promise<readonly Difference[]>
}

/** One transaction: `get` and `list` see the changes that it has applied itself. */
export interface Tx extends Reader {
  /** Apply changes; the store keeps them only if the whole transaction succeeds. */
  apply (changes: readonly Change[]): Promise<void>
}

/** A record whose `expires` has come. */
export type DueRecord = { [K in Kind]: { readonly kind: K, readonly id: string, readonly record: Records[K] } }[Kind]

/**
 * The port to the stored records. A commit is first applied, then durable: `transaction` answers and `feedPage` shows
 * a change only when it is durable.
 */
export interface Store {
  /**
   * Run `work` as if alone, and keep all of its changes or none.
   * @param work - reads and applies; it may run more than once, so it changes nothing but `tx`
   * @param onApplied - called as soon as the next transaction sees the changes, and before it begins. They may still
   * fail, and if `work` runs again, this is called again; it must not throw
   * @returns the result of `work`, once everything that it has read or applied is durable
   * @throws {StoreUnavailableError} if one of these changes could not be made durable
   */
  transaction<T> (work: (tx: Tx) => Promise<T>, onApplied?: () => void): Promise<T>
  /**
   * Read a consistent state, without waiting for changes that the reader does not see.
   * @param work - reads; it may run more than once, so it changes nothing
   * @returns the result of `work`, once everything that it has read is durable
   * @throws {StoreUnavailableError} if one of the changes that it has read could not be made durable
   */
  read<T> (work: (reader: Reader) => Promise<T>): Promise<T>
  /**
   * Read one page of a feed.
   * @param feed - name of the feed
   * @param cursor - last change number of the page before, null for the first page
   * @param limit - most items of a page (count)
   * @returns the durable items after `cursor`, oldest change first
   */
  feedPage (feed: string, cursor: number | null, limit: number): Promise<readonly FeedItem[]>
  /** Whether other processes change the records too, so that nothing read stays true beyond a request. */
  readonly isShared: boolean
  /** Remember the durable records of this instant. A store of one process makes no copy. */
  mark (): Promise<Mark>
  /** Remember a mark no longer. */
  forget (mark: Mark): void
  /** @returns the instant at which the next record expires (ms since 1970), Infinity if none does. */
  dueAt (): Promise<number>
  /**
   * Say whether changes can be written. After a failure this tries to write an empty one.
   * @returns false while changes are refused
   */
  isWritable (): Promise<boolean>
  /** Finish pending commits, compact the journal, release the lock. */
  close (): Promise<void>
}

/** A change could not be made durable and was undone. */
export class StoreUnavailableError extends Error {
  constructor (cause: unknown) {
    super('A change could not be stored and was undone. ' +
      'Check the disk or the database, then repeat the request.', { cause })
  }
}
