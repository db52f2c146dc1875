import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../../data/store.ts'
import type { Decision } from '../../domain/changes.ts'
import type { JsonObject } from '../../domain/json.ts'
import type { OrderContext } from '../../domain/order-items.ts'
import type { Caller, Environment } from '../../domain/rules.ts'
import { isDeleted, itemsOf, type Listed, type Opportunity, type OpportunityGroup, orderKey } from '../../domain/state.ts'

/** A booking operation: everything that it depends on, and what follows from it. */
export type Operation = (caller: Caller, context: OrderContext, environment: Environment) => Decision<JsonObject | undefined>

/** A request about the Order or OrderQuote of a UUID. */
type OrderCall = FastifyRequest<{ Params: { uuid: string } }>

/**
 * Loads what an operation depends on, decides, applies and replies.
 * @param paths - of the Opportunities and groups that the request names
 */
export async function operate (
  app: FastifyInstance, request: unknown, reply: FastifyReply, paths: readonly string[], operation: Operation
): Promise<FastifyReply> {
  const { store, environment } = app.openBooking
  const { params: { uuid }, openBooking } = request as OrderCall
  const caller = callerOf({ openBooking })
  const { status, body } = await store.transaction(async (tx) => {
    const decision = operation(caller, await loadContext(tx, caller.partner, uuid, paths), environment(tx.now))
    await tx.apply(decision.changes)
    return decision
  })
  return await reply.code(status).send(body)
}

/** @returns who asks; the authentication hook has seen to it that somebody does. */
export function callerOf ({ openBooking }: Pick<FastifyRequest, 'openBooking'>): Caller {
  if (openBooking === null) throw new Error('A route without authentication asked for its caller')
  return openBooking.caller
}

/**
 * Loads what is stored under a UUID, and the Opportunities concerned.
 * @param paths - of the Opportunities and groups that the request names
 */
export async function loadContext (tx: Tx, partner: string, uuid: string, paths: readonly string[]): Promise<OrderContext> {
  const order = await tx.get('order', orderKey(partner, uuid))
  const lease = await tx.get('lease', orderKey(partner, uuid))
  const booked = order === undefined || isDeleted(order) ? [] : itemsOf(order).map(({ item }) => item.listing.opportunity.path)
  return { order, lease, records: await loadListed(tx, [...paths, ...booked, ...Object.keys(lease?.places ?? {})]) }
}

/** Loads Opportunities and groups, and the groups of the Opportunities. */
export async function loadListed (tx: Tx, paths: readonly string[]): Promise<Listed> {
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
