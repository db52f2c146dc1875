import fp from 'fastify-plugin'
import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { bookOrder } from '../../domain/operations/book.ts'
import { readOrder } from '../../domain/request/order-requests.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { anyNode } from '../../schemas/requests/values.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams, body: anyNode }
const config = { stage: 'B', operation: 'B', unavailable: 'TemporarilyUnableToCreateOrderError' } as const

/** B, Order Creation. */
const b: RoutePlugin = async (app) => {
  app.put('/orders/:uuid', { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const request = readOrder(body)
    const { status, body: order } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, opportunitiesNamed(request, environment.base))
      return bookOrder({ uuid, request, caller }, context, environment)
    })
    return await reply.code(status).send(order)
  })
}

export default fp(b, { name: 'open-booking-simulator-b', encapsulate: true })
