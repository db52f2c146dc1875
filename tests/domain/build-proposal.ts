import type { Change } from '../../domain/records/change.ts'
import type { Lease } from '../../domain/records/lease.ts'
import type { OpportunityIndex, Opportunity } from '../../domain/records/opportunity.ts'
import type { Proposal } from '../../domain/records/order-proposal.ts'
import type { PlacedItem } from '../../domain/records/order.ts'
import { group, offer, opportunity } from './build.ts'

const SELLER = opportunity().seller

/** An item about an Opportunity, on the simplest terms. */
export const placedItem = (about: Opportunity = opportunity(), more: Partial<PlacedItem> = {}): PlacedItem =>
  ({ id: '1', position: 0, spaces: 1, offer: offer(), listing: { opportunity: about, group: group() }, taxes: [], ...more })

/** What a test wants different about a proposal, with the items that P asked for. */
export interface Wanted extends Partial<Proposal> { readonly items?: readonly PlacedItem[] }

/** A proposal of one item that waits for its seller, seen in no feed yet. */
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

/** The lease of a proposal, without an end. */
export const leaseOf = ({ partner, uuid, seller, placed }: Proposal): Lease =>
  ({ partner, uuid, seller, spaces: Object.fromEntries(placed.items.map(({ spaces, listing }) => [listing.opportunity.path, spaces])) })

/** What is stored of Opportunities, with their group. */
export const recordsOf = (...opportunities: readonly Opportunity[]): OpportunityIndex =>
  new Map([...opportunities, group()].map((record) => [record.path, record]))

/** @returns the proposal that is among changes, and in which feed it appears by them. */
export function proposalIn (changes: readonly Change[]): { readonly record: Proposal, readonly feed: string | undefined } {
  const [found, ...others] = changes.flatMap((change) => change.kind === 'proposal' && change.record !== null && 'status' in change.record ? [{ record: change.record, feed: change.feed }] : [])
  if (found === undefined || others.length > 0) throw new Error('there is not one proposal among these changes')
  return found
}
