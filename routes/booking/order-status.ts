import fp from 'fastify-plugin'
import { orderStatus as showStatus } from '../../domain/operations/order-status.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams }
const config = { stage: 'status', operation: 'orderStatus' } as const

/** Order Status. */
const orderStatus: RoutePlugin = async (app) => {
  app.get('/orders/:uuid', { schema, config }, async ({ openBooking, params: { uuid } }, reply) => {
    const { simulator, caller } = openBooking
    const { status, body } = await simulator.transact(async (tx, environment) =>
      showStatus({ caller }, await loadOrderContext(tx, caller, uuid, []), environment))
    return await reply.code(status).send(body)
  })
}

export default fp(orderStatus, { name: 'open-booking-simulator-order-status', encapsulate: true })
