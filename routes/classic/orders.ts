import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { classicOrderList } from '../../domain/classic/classic-documents.ts'
import { readClassicOrder } from '../../domain/classic/classic-request.ts'
import { createClassicOrder, pathsOfClassic } from '../../domain/classic/create-order.ts'
import { listedOrders, orderById } from '../../domain/classic/read-order.ts'
import { deleteClassicOrder, updateClassicOrder } from '../../domain/classic/update-order.ts'
import { classicOrderPath } from '../../domain/protocol/ids.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'
import type { Decision } from '../../domain/records/change.ts'
import type { Environment } from '../../domain/records/environment.ts'
import type { OrderContext } from '../../domain/records/order-context.ts'
import { loadClassic, loadListed } from '../../simulator/load.ts'
import { callerOf } from '../booking/operate.ts'

interface ById { Params: { id: string } }
type ClassicOperation = (context: OrderContext, environment: Environment) => Decision<JsonObject | undefined>

/** Orders of the older simulator. */
const orders: FastifyPluginAsync = async (app) => {
  const { store, decide, rules, baseUrl } = app.openBooking

  /** Loads the order of an id, decides, applies and replies. */
  async function operateOn (request: FastifyRequest, reply: FastifyReply, id: string, operation: ClassicOperation): Promise<FastifyReply> {
    const { partner } = callerOf(request)
    const { status, body } = await decide(async (tx, environment) => operation(await loadClassic(tx, partner, id, rules.openOrders), environment))
    return await reply.code(status).send(body)
  }

  app.post('/orders', async (request, reply) => {
    const wanted = readClassicOrder(request.body)
    const { partner } = callerOf(request)
    const { status, body } = await decide(async (tx, environment) =>
      createClassicOrder(wanted, partner, await loadListed(tx, pathsOfClassic(wanted)), environment))
    return await reply.code(status).header('location', `${baseUrl()}/${classicOrderPath(String(body?.['identifier']))}`).send(body)
  })

  /** The orders of the caller that are neither lapsed nor deleted. */
  app.get('/orders', async (request) => {
    const { partner } = callerOf(request)
    const found = await store.transaction(async (tx) => {
      const where = rules.openOrders ? {} : { partner }
      return { classics: await tx.list('classic', where), orders: await tx.list('order', where), leases: await tx.list('lease', where) }
    })
    return classicOrderList(listedOrders(found, { base: baseUrl(), rules }))
  })

  app.get<ById>('/orders/:id', async (request, reply) => await operateOn(request, reply, request.params.id, orderById))

  app.patch<ById>('/orders/:id', async (request, reply) => {
    return await operateOn(request, reply, request.params.id, (context, environment) => updateClassicOrder(request.body, context, environment))
  })

  app.delete<ById>('/orders/:id', async (request, reply) => await operateOn(request, reply, request.params.id, deleteClassicOrder))
}

export default orders
