import type { Tx } from '../data/store.ts'
import type { Relation } from '../domain/partners/consent.ts'
import type { OpportunityIndex, Opportunity, OpportunityGroup } from '../domain/records/opportunity.ts'
import type { OrderContext } from '../domain/records/order-context.ts'
import { proposalItems } from '../domain/records/order-proposal.ts'
import { isDeleted, orderItems, orderKey } from '../domain/records/order.ts'

/**
 * Loads what is stored under a UUID, and the Opportunities concerned.
 * @param paths - of the Opportunities and groups that the request names
 */
export async function loadContext (tx: Tx, partner: string, uuid: string, paths: readonly string[]): Promise<OrderContext> {
  const order = await tx.get('order', orderKey(partner, uuid))
  const proposal = await tx.get('proposal', orderKey(partner, uuid))
  const classic = await tx.get('classic', orderKey(partner, uuid))
  const lease = await tx.get('lease', orderKey(partner, uuid))
  const booked = order === undefined || isDeleted(order) ? [] : orderItems(order).map(({ item }) => item)
  const proposed = proposal === undefined || isDeleted(proposal) ? [] : proposalItems(proposal)
  const held = [...booked, ...proposed].map(({ listing }) => listing.opportunity.path)
  return { order, proposal, classic, lease, records: await loadListed(tx, [...paths, ...held, ...Object.keys(lease?.spaces ?? {})]) }
}

/** Loads Opportunities and groups, and the groups of the Opportunities. */
export async function loadListed (tx: Tx, paths: readonly string[]): Promise<OpportunityIndex> {
  const records = await loadRecords(tx, paths)
  const groups = [...records.values()].flatMap((record) => 'group' in record && record.group !== undefined ? record.group : [])
  for (const [path, group] of await loadRecords(tx, groups)) records.set(path, group)
  return records
}

async function loadRecords (tx: Tx, paths: readonly string[]): Promise<Map<string, Opportunity | OpportunityGroup>> {
  const records = new Map<string, Opportunity | OpportunityGroup>()
  // In one order, whoever asks: a store that locks what it loads can't come to a deadlock.
  for (const path of [...new Set(paths)].sort()) {
    const record = await tx.get('opportunity', path)
    if (record !== undefined && !isDeleted(record)) records.set(path, record)
  }
  return records
}

/** Loads all that is kept of a booking partner and a seller together. */
export async function loadRelation (tx: Tx, partner: string, seller: string): Promise<Relation> {
  return {
    granted: await tx.list('openid', { clientId: partner, accountId: seller }),
    orders: await tx.list('order', { partner, seller }),
    proposals: await tx.list('proposal', { partner, seller })
  }
}

/**
 * Loads what the calls of the older simulator know by an id.
 * @param openOrders - whether it may be another booking partner's
 */
export async function loadClassic (tx: Tx, partner: string, uuid: string, openOrders: boolean): Promise<OrderContext> {
  const own = await loadContext(tx, partner, uuid, [])
  if (!openOrders || own.classic !== undefined || own.order !== undefined) return own
  const [other] = [...await tx.list('classic', { uuid }), ...await tx.list('order', { uuid })]
  return other === undefined ? own : await loadContext(tx, other.partner, uuid, [])
}
