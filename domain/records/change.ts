import type { Kind, Records } from './record-kinds.ts'

/**
 * A record to store, or to delete with `record: null`. With `feed`, it moves to the end of that feed; `skip` leaves
 * this many change numbers unused before it.
 */
export type Change = {
  [K in Kind]: {
    readonly kind: K
    readonly id: string
    readonly record: Records[K] | null
    readonly feed?: string
    readonly skip?: number
  }
}[Kind]

/** A stored record and the feed that shows it, if one does. */
export type StoredRecord = {
  [K in Kind]: { readonly kind: K, readonly id: string, readonly record: Records[K], readonly feed?: string }
}[Kind]

/** One record at two times; undefined where there was none. */
export interface Difference { readonly before: StoredRecord | undefined, readonly now: StoredRecord | undefined }

/** The answer of an operation and its changes, which are applied all or not at all. */
export interface Decision<Body> {
  /** HTTP status. */
  readonly status: number
  readonly body: Body
  readonly changes: readonly Change[]
}
