import type { Expiring } from './expiring.ts'

/** Spaces that are held for an Order to come, or for a proposal (Open Booking API, Leasing). */
export interface Lease extends Expiring {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  /** That of a proposal may last as long as the proposal. */
  readonly expires?: string
  /** Count by path of the Opportunity. */
  readonly spaces: Readonly<Record<string, number>>
  /** Of a proposal where spaces are not leased: it holds nothing, and tells only what the proposal asks for. */
  readonly unreserved?: true
}
