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
  return await simulator.read(async (reader) => {
    const opportunities = (await reader.list('opportunity', {})).filter(isOpportunity)
    const orders = (await reader.list('order', {})).filter((order) => !isDeleted(order))
    const proposals = (await reader.list('proposal', {})).flatMap((one) => isDeleted(one) ? [] : one)
    const undecided = proposals.filter(({ status }) => status === 'AwaitingSellerConfirmation')
    const granted = await reader.list('openid', {})
    const partners = await reader.list('partner', {})
    const items = simulator.rules.sellers.map(({ path, name }, index) => {
      const own = <T extends object>(records: readonly T[]): number =>
        records.filter((record) => 'seller' in record && record.seller === path).length
      const login = logins[index]
      return {
        id: `${base}/${path}`,
        name,
        opportunities: own(opportunities),
        orders: own(orders),
        undecided: own(undecided),
        consents: partners.flatMap(({ id }) => consentingSellers(granted, id).includes(path) ? [id] : []),
        ...(login !== undefined && { login })
      }
    })
    return { items }
  })
}
