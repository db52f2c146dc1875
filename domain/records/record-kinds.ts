import type { ClassicOrder } from './classic-order.ts'
import type { Lease } from './lease.ts'
import type { Opportunity, OpportunityGroup, Tombstone } from './opportunity.ts'
import type { Proposal } from './order-proposal.ts'
import type { DeletedOrder, Order } from './order.ts'
import type { OpenIdRecord, Partner } from './partner.ts'
import type { SamplePlan } from './sample.ts'

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
