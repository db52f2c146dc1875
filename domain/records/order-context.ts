import type { ClassicOrder } from './classic-order.ts'
import type { Lease } from './lease.ts'
import type { OpportunityIndex } from './opportunity.ts'
import type { Proposal } from './order-proposal.ts'
import type { DeletedOrder, Order } from './order.ts'

/** Stored records that a request depends on. */
export interface OrderContext {
  /** The Order with this UUID and booking partner. */
  readonly order: Order | DeletedOrder | undefined
  /** The OrderProposal with this UUID and booking partner. */
  readonly proposal: Proposal | DeletedOrder | undefined
  /** The order of the classic API with this UUID and booking partner. */
  readonly classic: ClassicOrder | DeletedOrder | undefined
  /** The lease with this UUID and booking partner. */
  readonly lease: Lease | undefined
  /** Opportunities that the request, the Order, the OrderProposal or the lease names, and their parents. */
  readonly records: OpportunityIndex
}
