import fp from 'fastify-plugin'
import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { quoteOrder } from '../../domain/operations/quote.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const path = '/order-quote-templates/:uuid'
const schema = { params: uuidParams, body: orderRequest }
const config = { unavailable: 'TemporarilyUnableToProduceOrderQuoteError' } as const

/** C1, OrderQuote Creation without a customer. */
const c1: RoutePlugin = async (app) => {
  app.put(path, { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const { status, body: quote } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, opportunitiesNamed(body, environment.base))
      return quoteOrder({ stage: 'C1', uuid, request: body, caller }, context, environment)
    })
    return await reply.code(status).send(quote)
  })
}

export default fp(c1, { name: 'open-booking-simulator-c1', encapsulate: true })
