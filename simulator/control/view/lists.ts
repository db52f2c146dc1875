import {
  leaseSummary, opportunitySummary, orderSummary, proposalSummary
} from '../../../domain/control/view/summaries.ts'
import { remaining } from '../../../domain/leasing/capacity.ts'
import { pathOf } from '../../../domain/protocol/ids.ts'
import type { Opportunity, OpportunityGroup } from '../../../domain/records/opportunity.ts'
import { isDeleted, orderKey } from '../../../domain/records/order.ts'
import type { LeasesQuery, OpportunitiesQuery, OrdersQuery, ProposalsQuery } from '../../../schemas/control/lists.ts'
import type { Simulator } from '../../index.ts'
import { sellerPath } from '../act/order-of-seller.ts'
import { pageInSteps } from './page-in-steps.ts'

/** The filters that orders, proposals and leases share, by the values of the records. */
interface Owned {
  readonly uuid?: string
  readonly partner?: string
  readonly seller?: string
  readonly opportunity?: string
}

function ownedBy (simulator: Simulator, { order, partner, seller, opportunity }: LeasesQuery): Owned {
  const path = seller === undefined ? undefined : sellerPath(simulator, seller)
  return {
    ...(order !== undefined && { uuid: simulator.spellUuid(order, partner) }),
    ...(partner !== undefined && { partner }),
    ...(path !== undefined && { seller: path }),
    ...(opportunity !== undefined && { opportunity: pathOf(simulator.baseUrl(), opportunity) ?? opportunity })
  }
}

/** List orders, without data of the customers; deleted ones are left out. */
export async function orders (simulator: Simulator, { status, ...query }: OrdersQuery) {
  const base = simulator.baseUrl()
  const found = await simulator.read(async (reader) => await reader.list('order', ownedBy(simulator, query)))
  return await pageInSteps(found, query, (order) => {
    if (isDeleted(order)) return undefined
    const isWanted = status === undefined || order.items.some((item) => item.status === status)
    return isWanted ? { key: orderKey(order.partner, order.uuid), item: order } : undefined
  }, (order) => orderSummary(order, base))
}

/** List order proposals, without data of the customers; those that were booked or deleted are left out. */
export async function proposals (simulator: Simulator, { status, ...query }: ProposalsQuery) {
  const base = simulator.baseUrl()
  const found = await simulator.read(async (reader) => await reader.list('proposal', ownedBy(simulator, query)))
  return await pageInSteps(found, query, (proposal) => {
    if (isDeleted(proposal)) return undefined
    const isWanted = status === undefined || proposal.status === status
    return isWanted ? { key: orderKey(proposal.partner, proposal.uuid), item: proposal } : undefined
  }, (proposal) => proposalSummary(proposal, base))
}

/** List leases. */
export async function leases (simulator: Simulator, query: LeasesQuery) {
  const base = simulator.baseUrl()
  const { seller, opportunity, ...where } = ownedBy(simulator, query)
  const found = await simulator.read(async (reader) => await reader.list('lease', where))
  return await pageInSteps(found, query, (lease) => {
    if (seller !== undefined && lease.seller !== seller) return undefined
    const isWanted = opportunity === undefined || Object.hasOwn(lease.spaces, opportunity)
    return isWanted ? { key: orderKey(lease.partner, lease.uuid), item: lease } : undefined
  }, (lease) => leaseSummary(lease, base))
}

/** List opportunities, and the SessionSeries and FacilityUses of others; deleted ones are left out. */
export async function opportunities (simulator: Simulator, query: OpportunitiesQuery) {
  const base = simulator.baseUrl()
  const { dataset } = query
  const found = await simulator.read(async (reader) =>
    await reader.list('opportunity', dataset === undefined ? {} : { dataset }))
  const isWanted = wanted(simulator, query)
  return await pageInSteps(found, query, (record) =>
    isDeleted(record) || !isWanted(record) ? undefined : { key: record.path, item: record }, (record) =>
    opportunitySummary(record, base))
}

function wanted (
  simulator: Simulator, { type, seller, opportunity, group, from, until, minRemaining }: OpportunitiesQuery
): (record: Opportunity | OpportunityGroup) => boolean {
  const ofSeller = seller === undefined ? undefined : sellerPath(simulator, seller)
  const ofGroup = group === undefined ? undefined : pathOf(simulator.baseUrl(), group) ?? group
  const named = opportunity === undefined ? undefined : pathOf(simulator.baseUrl(), opportunity) ?? opportunity
  const [earliest, latest] = [timeOf(from), timeOf(until)]
  const isBookable = from !== undefined || until !== undefined || minRemaining !== undefined || ofGroup !== undefined
  return (record) => {
    if (type !== undefined && record.type !== type) return false
    if (ofSeller !== undefined && record.seller !== ofSeller) return false
    if (named !== undefined && record.path !== named) return false
    if (!isBookable) return true
    if (!('spaces' in record) || (ofGroup !== undefined && record.group !== ofGroup)) return false
    const start = timeOf(record.start)
    if (earliest !== undefined && (start === undefined || start < earliest)) return false
    if (latest !== undefined && (start === undefined || start > latest)) return false
    return minRemaining === undefined || remaining(record.spaces) >= minRemaining
  }
}

const timeOf = (instant: string | undefined): number | undefined =>
  instant === undefined ? undefined : Date.parse(instant)
