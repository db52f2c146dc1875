import type { Expiring } from './expiring.ts'

/** Spaces held for a future Order or for an OrderProposal. */
export interface Lease extends Expiring {
  readonly partner: string
  readonly uuid: string
  /** Path of the Seller. */
  readonly seller: string
  /** ISO 8601 UTC; missing if the lease lasts as long as its OrderProposal. */
  readonly expires?: string
  /** Spaces by path of the Opportunity (counts). */
  readonly spaces: Readonly<Record<string, number>>
  /** Set for an OrderProposal without leasing: the record holds no spaces and only counts the proposed ones. */
  readonly unreserved?: true
}
