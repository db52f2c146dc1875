import { inSteps } from '../../../data/in-steps.ts'
import { isOpportunity } from '../../../domain/control/view/stored.ts'
import { consentingSellers } from '../../../domain/partners/consent.ts'
import { isDeleted } from '../../../domain/records/order.ts'
import type { Login } from '../../../schemas/credentials.ts'
import type { Simulator } from '../../index.ts'
import { publishedLogins } from './published-credentials.ts'

/** A seller, as a tester sees it. */
export interface SellerSummary {
  readonly id: string
  readonly name: string
  readonly opportunities: number
  readonly orders: number
  /** Order proposals that await its answer (count). */
  readonly undecided: number
  /** Ids of the booking partners that it has consented to. */
  readonly consents: readonly string[]
  /** Its login, while it is the published one, which everybody may know. */
  readonly login?: Login
}

/** List the sellers with their opportunities, orders, consents, and published logins. */
export async function sellers (simulator: Simulator): Promise<{ readonly items: readonly SellerSummary[] }> {
  const base = simulator.baseUrl()
  const logins = publishedLogins(simulator.options)
  const stored = await simulator.read(async (reader) => ({
    opportunities: await reader.list('opportunity', {}),
    orders: await reader.list('order', {}),
    proposals: await reader.list('proposal', {}),
    granted: await reader.list('openid', {}),
    partners: await reader.list('partner', {})
  }))
  const opportunities = new Map<string, number>()
  const orders = new Map<string, number>()
  const undecided = new Map<string, number>()
  await inSteps(stored.opportunities, (record) => { if (isOpportunity(record)) countOne(opportunities, record.seller) })
  await inSteps(stored.orders, (order) => { if (!isDeleted(order)) countOne(orders, order.seller) })
  await inSteps(stored.proposals, (proposal) => {
    if (isDeleted(proposal) || proposal.status !== 'AwaitingSellerConfirmation') return
    countOne(undecided, proposal.seller)
  })
  const consents = (path: string): string[] => stored.partners.flatMap(({ id }) =>
    consentingSellers(stored.granted, id).includes(path) ? [id] : [])
  const items = simulator.rules.sellers.map(({ path, name }, index) => {
    const login = logins[index]
    return {
      id: `${base}/${path}`,
      name,
      opportunities: opportunities.get(path) ?? 0,
      orders: orders.get(path) ?? 0,
      undecided: undecided.get(path) ?? 0,
      consents: consents(path),
      ...(login !== undefined && { login })
    }
  })
  return { items }
}

function countOne (counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}
