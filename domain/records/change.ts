import type { Kind, Records } from './record-kinds.ts'

/** One record to keep (or, with `record: null`, to forget). With `feed` it moves to the end of that feed. */
export type Change = {
  [K in Kind]: { readonly kind: K, readonly id: string, readonly record: Records[K] | null, readonly feed?: string }
}[Kind]

/** What a booking operation answers, and what is to be kept of it: all of it or nothing. */
export interface Decision<Body> {
  readonly status: number
  readonly body: Body
  readonly changes: readonly Change[]
}
