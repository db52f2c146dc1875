import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { loadClassic, loadListed } from '../../data/loading.ts'
import type { Tx } from '../../data/store.ts'
import type { Decision } from '../../domain/changes.ts'
import { createClassicOrder, pathsOfClassic } from '../../domain/classic/booking.ts'
import { listedOrders, orderById } from '../../domain/classic/reading.ts'
import { readClassicOrder } from '../../domain/classic/request.ts'
import { deleteClassicOrder, updateClassicOrder } from '../../domain/classic/update.ts'
import { classicOrderList } from '../../domain/classic/view.ts'
import { classicOrderPath } from '../../domain/ids.ts'
import type { JsonObject } from '../../domain/json.ts'
import type { OrderContext } from '../../domain/order-items.ts'
import type { Environment } from '../../domain/rules.ts'
import { mayTakePlaces } from '../../domain/seller-answer.ts'
import { callerOf, rejectImpossible } from '../booking/operate.ts'

interface ById { Params: { id: string } }
type Answered = Decision<JsonObject | undefined>

/** Orders of the older simulator. */
const orders: FastifyPluginAsync = async (app) => {
  const { store, environment, rules, baseUrl } = app.openBooking

  /** Loads, decides, applies. */
  async function operate (request: FastifyRequest, decide: (tx: Tx, partner: string, environment: Environment) => Promise<Answered>): Promise<Answered> {
    const { partner } = callerOf(request)
    return await store.transaction(async (tx) => {
      const decision = await decide(tx, partner, environment(tx.now))
      await tx.apply(decision.changes)
      if (mayTakePlaces(decision.changes, rules)) await rejectImpossible(tx, decision.changes, environment(tx.now))
      return decision
    })
  }

  /** The same for one order. */
  async function operateOn (request: FastifyRequest, reply: FastifyReply, id: string, decide: (context: OrderContext, environment: Environment) => Answered): Promise<FastifyReply> {
    const { status, body } = await operate(request, async (tx, partner, environment) => decide(await loadClassic(tx, partner, id, rules.openOrders), environment))
    return await reply.code(status).send(body)
  }

  app.post('/orders', async (request, reply) => {
    const wanted = readClassicOrder(request.body)
    const { status, body } = await operate(request, async (tx, partner, environment) =>
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
