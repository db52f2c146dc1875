import type { ClassicOrder } from './classic-order.ts'
import type { Lease } from './lease.ts'
import type { OpportunityIndex } from './opportunity.ts'
import type { Proposal } from './order-proposal.ts'
import type { DeletedOrder, Order } from './order.ts'

/** What is stored of all that a request names. */
export interface OrderContext {
  /** What the UUID already is for this booking partner. */
  readonly order: Order | DeletedOrder | undefined
  readonly proposal: Proposal | DeletedOrder | undefined
  /** What it is by the calls of the older simulator. */
  readonly classic: ClassicOrder | DeletedOrder | undefined
  readonly lease: Lease | undefined
  /** Opportunities and groups by path: those that the request, the order, the proposal or the lease names, and the groups of these. */
  readonly records: OpportunityIndex
}
