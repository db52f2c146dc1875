import { inSteps } from '../../../data/in-steps.ts'
import { isOpportunity } from '../../../domain/control/view/stored.ts'
import { isDeleted, type OrderItemStatus } from '../../../domain/records/order.ts'
import type { ProposalStatus } from '../../../domain/records/order-proposal.ts'
import type { Simulator } from '../../index.ts'

/** Numbers of records (counts). */
export interface Counters {
  readonly opportunities: number
  /** SessionSeries and FacilityUses. */
  readonly groups: number
  readonly orders: number
  /** Items of the orders, by status. */
  readonly orderItems: Readonly<Partial<Record<OrderItemStatus, number>>>
  /** OrderProposals, by status. */
  readonly proposals: Readonly<Partial<Record<ProposalStatus, number>>>
  readonly leases: number
  /** Spaces of all opportunities. */
  readonly spaces: { readonly booked: number, readonly leased: number }
}

/** Count what is stored. Items that their feeds show as deleted count nothing. */
export async function countRecords (simulator: Simulator): Promise<Counters> {
  const stored = await simulator.read(async (reader) => ({
    published: await reader.list('opportunity', {}),
    orders: await reader.list('order', {}),
    proposals: await reader.list('proposal', {}),
    leases: await reader.list('lease', {})
  }))
  const counts = { opportunities: 0, groups: 0, orders: 0, leases: stored.leases.length }
  const orderItems: Partial<Record<OrderItemStatus, number>> = {}
  const proposals: Partial<Record<ProposalStatus, number>> = {}
  const spaces = { booked: 0, leased: 0 }
  await inSteps(stored.published, (record) => {
    if (isOpportunity(record)) {
      counts.opportunities++
      spaces.booked += record.spaces.booked
      spaces.leased += record.spaces.leased
    } else if (!isDeleted(record)) counts.groups++
  })
  await inSteps(stored.orders, (order) => {
    if (isDeleted(order)) return
    counts.orders++
    for (const { status } of order.items) countOne(orderItems, status)
  })
  await inSteps(stored.proposals, (proposal) => { if (!isDeleted(proposal)) countOne(proposals, proposal.status) })
  return { ...counts, orderItems, proposals, spaces }
}

function countOne<T extends string> (counts: Partial<Record<T, number>>, value: T): void {
  counts[value] = (counts[value] ?? 0) + 1
}
