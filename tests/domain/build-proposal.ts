import type { Change } from '../../domain/records/change.ts'
import type { Lease } from '../../domain/records/lease.ts'
import type { OpportunityIndex, Opportunity } from '../../domain/records/opportunity.ts'
import type { Proposal } from '../../domain/records/order-proposal.ts'
import type { PlacedItem } from '../../domain/records/order.ts'
import { group, offer, opportunity } from './build.ts'

const SELLER = opportunity().seller

/** Create an item for an opportunity on the simplest terms. */
export const placedItem = (about: Opportunity = opportunity(), more: Partial<PlacedItem> = {}): PlacedItem =>
  ({ id: '1', position: 0, spaces: 1, offer: offer(), orderedItem: { opportunity: about, group: group() }, taxes: [], ...more })

/** Properties of a proposal that differ from the default, and the items of P. */
export interface Wanted extends Partial<Proposal> { readonly items?: readonly PlacedItem[] }

/** Create an order proposal of one item that awaits the seller and is in no feed yet. */
export function proposal ({ items = [placedItem()], ...more }: Wanted = {}): Proposal {
  const totals = { dueMinor: 1000, currency: 'GBP', prepayment: 'Optional', taxes: [] } as const
  return {
    partner: 'partner',
    uuid: 'a3c1f6de-58a4-4c53-9f0e-6f1f5a4c7d20',
    seller: SELLER,
    digest: 'digest',
    placed: { brokerRole: 'AgentBroker', items, totals },
    firstVersion: 'first',
    version: 'first',
    status: 'AwaitingSellerConfirmation',
    amended: {},
    totals,
    listed: false,
    ...more
  }
}

/** Create the lease of a proposal, without an end. */
export const leaseOf = ({ partner, uuid, seller, placed }: Proposal): Lease => ({
  partner,
  uuid,
  seller,
  spaces: Object.fromEntries(placed.items.map(({ spaces, orderedItem }) => [orderedItem.opportunity.path, spaces]))
})

/** Index opportunities and their group by path. */
export const recordsOf = (...opportunities: readonly Opportunity[]): OpportunityIndex =>
  new Map([...opportunities, group()].map((record) => [record.path, record]))

/**
 * Find the only proposal among changes.
 * @returns the proposal, and the feed that announces it
 * @throws {Error} if there is none or more than one
 */
export function proposalIn (
  changes: readonly Change[]
): { readonly record: Proposal, readonly feed: string | undefined } {
  const [found, ...others] = changes.flatMap(({ kind, record, feed }) =>
    kind === 'proposal' && record !== null && 'status' in record ? [{ record, feed }] : [])
  if (found === undefined || others.length > 0) throw new Error('expected one proposal among the changes')
  return found
}
