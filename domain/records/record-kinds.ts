import type { ClassicOrder } from './classic-order.ts'
import type { Lease } from './lease.ts'
import type { Opportunity, OpportunityGroup, Tombstone } from './opportunity.ts'
import type { Proposal } from './order-proposal.ts'
import type { DeletedOrder, Order } from './order.ts'
import type { OpenIdRecord, Partner } from './partner.ts'
import type { SamplePlan } from './sample.ts'

/**
 * Stored records by kind. Records are plain JSON, are never changed in place, and contain no absolute IRI of this
 * system: a `path` is relative to the base URL, a time is an ISO 8601 string in UTC, money is in minor units.
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
