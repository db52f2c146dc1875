import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../data/store.ts'
import type { OrderContext } from '../../domain/order-items.ts'
import type { Caller } from '../../domain/rules.ts'
import { isDeleted, type Kind, type Opportunity, type OpportunityGroup, orderKey, type Records } from '../../domain/state.ts'

/** @returns who asks; the authentication hook has seen to it that somebody does. */
export function callerOf ({ openBooking }: FastifyRequest): Caller {
  if (openBooking === null) throw new Error('A route without authentication asked for its caller')
  return openBooking.caller
}

/**
 * Loads what a booking operation depends on.
 * @param paths - of the Opportunities and groups that the request names
 */
export async function loadContext (tx: Tx, partner: string, uuid: string, paths: readonly string[]): Promise<OrderContext> {
  const [order, lease] = [await tx.get('order', orderKey(partner, uuid)), await tx.get('lease', orderKey(partner, uuid))]
  const booked = order === undefined || isDeleted(order) ? [] : order.booked.items.map(({ listing }) => listing.opportunity.path)
  const records = await loadRecords(tx, [...paths, ...booked, ...Object.keys(lease?.places ?? {})])
  const groups = [...records.values()].flatMap((record) => 'group' in record ? record.group : [])
  for (const [path, group] of await loadRecords(tx, groups)) records.set(path, group)
  return { order, lease, records }
}

async function loadRecords (tx: Tx, paths: readonly string[]): Promise<Map<string, Opportunity | OpportunityGroup>> {
  const records = new Map<string, Opportunity | OpportunityGroup>()
  // In one order, whoever asks: a store that locks what it loads can't come to a deadlock.
  for (const path of [...new Set(paths)].sort()) {
    const record: Records[Kind & 'opportunity'] | undefined = await tx.get('opportunity', path)
    if (record !== undefined && !isDeleted(record)) records.set(path, record)
  }
  return records
}
