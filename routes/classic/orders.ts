import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { finishInSteps, nextTurn } from '../../data/in-steps.ts'
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
import type { OperationName } from '../../schemas/operations/all.ts'
import { loadClassicContext, loadOpportunities } from '../../simulator/load.ts'

interface ById { Params: { uuid: string } }
type ClassicOperation = (context: OrderContext, environment: Environment) => Decision<JsonObject | undefined>

/** @returns the settings of a route with the operation that documents it. */
const documentedAs = (operation: OperationName) => ({ config: { operation } })

/** Orders of the older API. */
const orders: FastifyPluginAsync = async (app) => {
  const creation = documentedAs('createClassicOrder')
  app.post('/orders', creation, async ({ body, openBooking: { simulator, caller } }, reply) => {
    const request = readClassicOrder(body)
    const { status, body: order } = await simulator.transact(async (tx, environment) => {
      const index = await loadOpportunities(tx, pathsOfClassic(request))
      return createClassicOrder({ request, partner: caller.partner }, index, environment)
    })
    const location = `${simulator.baseUrl()}/${classicOrderPath(String(order['identifier']))}`
    return await reply.code(status).header('location', location).send(order)
  })

  /** List the caller's orders that have neither expired nor been deleted. */
  app.get('/orders', documentedAs('classicOrders'), async ({ openBooking: { simulator, caller: { partner } } }) => {
    const { rules } = simulator
    const where = rules.openOrders ? {} : { partner }
    const found = await simulator.read(async (reader) => ({
      classics: await reader.list('classic', where),
      orders: await reader.list('order', where),
      leases: await reader.list('lease', where)
    }))
    // Other requests go first: a reader may have made them wait already.
    await nextTurn()
    return classicOrderList(await finishInSteps(listedOrders(found, { base: simulator.baseUrl(), rules })))
  })

  app.get<ById>('/orders/:uuid', documentedAs('classicOrder'), async (request, reply) =>
    await operate(request, reply, orderById))

  app.patch<ById>('/orders/:uuid', documentedAs('updateClassicOrder'), async (request, reply) =>
    await operate(request, reply, (context, environment) => updateClassicOrder(request.body, context, environment)))

  app.delete<ById>('/orders/:uuid', documentedAs('deleteClassicOrder'), async (request, reply) =>
    await operate(request, reply, deleteClassicOrder))
}

/** Load the order of an id, decide and reply. */
async function operate (
  request: FastifyRequest<ById>, reply: FastifyReply, operation: ClassicOperation
): Promise<FastifyReply> {
  const { params: { uuid }, openBooking: { simulator, caller } } = request
  const { status, body } = await simulator.transact(async (tx, environment) =>
    operation(await loadClassicContext(tx, caller, uuid, simulator.rules.openOrders), environment))
  return await reply.code(status).send(body)
}

export default fp(orders, { name: 'open-booking-simulator-classic-orders', encapsulate: true })
