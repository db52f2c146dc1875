import type { FaultRule } from '../../../schemas/control/faults.ts'

/** A rule that provokes faults, with its counts. Seller and opportunity are paths. */
export interface FaultRecord {
  readonly id: string
  /** Rules apply in the order of these numbers. */
  readonly sequence: number
  readonly rule: FaultRule
  /** Matching requests so far (count). */
  readonly matched: number
  /** Requests so far that had the fault (count). */
  readonly fired: number
  /** Newest change number at its creation, for a feed that is stuck there. */
  readonly stuckAt?: number
}
