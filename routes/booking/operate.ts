import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JsonObject } from '../../domain/protocol/json.ts'
import type { Decision } from '../../domain/records/change.ts'
import type { Caller, Environment } from '../../domain/records/environment.ts'
import type { OrderContext } from '../../domain/records/order-context.ts'
import { loadContext } from '../../simulator/load.ts'

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
  const { params: { uuid }, openBooking } = request as OrderCall
  const caller = callerOf({ openBooking })
  const { status, body } = await app.openBooking.decide(async (tx, environment) =>
    operation(caller, await loadContext(tx, caller.partner, uuid, paths), environment))
  return await reply.code(status).send(body)
}

/** @returns who asks; the authentication hook has seen to it that somebody does. */
export function callerOf ({ openBooking }: Pick<FastifyRequest, 'openBooking'>): Caller {
  if (openBooking === null) throw new Error('A route without authentication asked for its caller')
  return openBooking.caller
}
