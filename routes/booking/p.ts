import fp from 'fastify-plugin'
import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { proposeOrder } from '../../domain/operations/propose.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams, body: orderRequest }
const config = { unavailable: 'TemporarilyUnableToCreateOrderError' } as const

/** P, OrderProposal Creation. */
const p: RoutePlugin = async (app) => {
  app.put('/order-proposals/:uuid', { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const { status, body: proposal } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, opportunitiesNamed(body, environment.base))
      return proposeOrder({ uuid, request: body, caller }, context, environment)
    })
    return await reply.code(status).send(proposal)
  })
}

export default fp(p, { name: 'open-booking-simulator-p', encapsulate: true })
