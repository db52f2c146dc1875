import { isOpportunity } from '../../../domain/control/view/stored.ts'
import type { OrderItemStatus } from '../../../domain/records/order.ts'
import { isDeleted } from '../../../domain/records/order.ts'
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
  return await simulator.read(async (reader) => {
    const published = await reader.list('opportunity', {})
    const opportunities = published.filter(isOpportunity)
    const groups = published.filter((record) => !isDeleted(record) && !isOpportunity(record))
    const orders = (await reader.list('order', {})).flatMap((order) => isDeleted(order) ? [] : order)
    const proposals = (await reader.list('proposal', {})).flatMap((proposal) => isDeleted(proposal) ? [] : proposal)
    return {
      opportunities: opportunities.length,
      groups: groups.length,
      orders: orders.length,
      orderItems: countBy(orders.flatMap(({ items }) => items.map(({ status }) => status))),
      proposals: countBy(proposals.map(({ status }) => status)),
      leases: (await reader.list('lease', {})).length,
      spaces: {
        booked: sum(opportunities.map(({ spaces }) => spaces.booked)),
        leased: sum(opportunities.map(({ spaces }) => spaces.leased))
      }
    }
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function countBy<T extends string> (values: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
