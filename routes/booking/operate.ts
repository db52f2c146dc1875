import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { loadContext } from '../../data/loading.ts'
import type { Tx } from '../../data/store.ts'
import type { Change, Decision } from '../../domain/changes.ts'
import type { JsonObject } from '../../domain/json.ts'
import type { OrderContext } from '../../domain/order-items.ts'
import type { Caller, Environment } from '../../domain/rules.ts'
import { concernedBy, mayTakePlaces, rejectIfImpossible } from '../../domain/seller-answer.ts'

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
  const { store, environment, rules } = app.openBooking
  const { params: { uuid }, openBooking } = request as OrderCall
  const caller = callerOf({ openBooking })
  const { status, body } = await store.transaction(async (tx) => {
    const decision = operation(caller, await loadContext(tx, caller.partner, uuid, paths), environment(tx.now))
    await tx.apply(decision.changes)
    if (mayTakePlaces(decision.changes, rules)) await rejectImpossible(tx, decision.changes, environment(tx.now))
    return decision
  })
  return await reply.code(status).send(body)
}

/** @returns who asks; the authentication hook has seen to it that somebody does. */
export function callerOf ({ openBooking }: Pick<FastifyRequest, 'openBooking'>): Caller {
  if (openBooking === null) throw new Error('A route without authentication asked for its caller')
  return openBooking.caller
}

/** Rejects the proposals that can not become orders any more after these changes, one after the other. */
export async function rejectImpossible (tx: Tx, changes: readonly Change[], environment: Environment): Promise<void> {
  for (const proposal of concernedBy(changes, await tx.list('proposal', {}))) {
    await tx.apply(rejectIfImpossible(proposal, await loadContext(tx, proposal.partner, proposal.uuid, []), environment))
  }
}
