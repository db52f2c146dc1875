import fp from 'fastify-plugin'
import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { quoteOrder } from '../../domain/operations/quote.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams, body: orderRequest }
const config = { unavailable: 'TemporarilyUnableToProduceOrderQuoteError' } as const

/** C2, OrderQuote Creation with a customer. */
const c2: RoutePlugin = async (app) => {
  app.put('/order-quotes/:uuid', { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const { status, body: quote } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, opportunitiesNamed(body, environment.base))
      return quoteOrder({ stage: 'C2', uuid, request: body, caller }, context, environment)
    })
    return await reply.code(status).send(quote)
  })
}

export default fp(c2, { name: 'open-booking-simulator-c2', encapsulate: true })
