import fp from 'fastify-plugin'
import { cancelItems } from '../../domain/operations/cancel.ts'
import { readOrderPatch } from '../../domain/request/patch-requests.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { anyNode } from '../../schemas/requests/values.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams, body: anyNode }
const config = { stage: 'U', operation: 'U', unavailable: 'TemporarilyUnableToUpdateOrderError' } as const

/** U, Order Cancellation. */
const u: RoutePlugin = async (app) => {
  app.patch('/orders/:uuid', { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const request = readOrderPatch(body)
    const { status } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, [])
      return cancelItems({ uuid, request, caller }, context, environment)
    })
    return await reply.code(status).send()
  })
}

export default fp(u, { name: 'open-booking-simulator-u', encapsulate: true })
