import type { Opportunity, OpportunityGroup, Tombstone } from './opportunity.ts'
import type { ClassicOrder } from '../classic/classic-order.ts'
import type { DeletedOrder, Lease, Order } from './order.ts'
import type { OpenIdRecord, Partner } from './partner.ts'
import type { Proposal } from './order-proposal.ts'
import type { Assortment } from './booking-rules.ts'

export type * from './opportunity.ts'
export * from './order.ts'
export * from './order-proposal.ts'
export type { OpenIdRecord, Partner } from './partner.ts'

/**
 * What the simulator keeps. Records are plain JSON, never changed in place, and hold no absolute IRI of ours:
 * a `path` is relative to the base URL, an instant is an ISO 8601 string in UTC, money is in minor units.
 */
export interface Records {
  opportunity: Opportunity | OpportunityGroup | Tombstone
  order: Order | DeletedOrder
  proposal: Proposal | DeletedOrder
  lease: Lease
  classic: ClassicOrder | DeletedOrder
  sample: SamplePlan
  partner: Partner
  openid: OpenIdRecord
}

export type Kind = keyof Records

/** A record with `expires` is offered to `domain/due.ts` once that instant has come. */
export interface Expiring { readonly expires?: string }

/** How far the sample data reaches, and of what it is made; due again at `expires`. */
export interface SamplePlan {
  readonly seed: number
  readonly lastDay: string
  readonly expires: string
  readonly assortment: Assortment & { readonly sellers: readonly string[], readonly taxCalculation: boolean }
}
