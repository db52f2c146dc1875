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

/** The answer of an operation and its changes, which are applied all or not at all. */
export interface Decision<Body> {
  /** HTTP status. */
  readonly status: number
  readonly body: Body
  readonly changes: readonly Change[]
}
