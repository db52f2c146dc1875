import fp from 'fastify-plugin'
import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { quoteOrder } from '../../domain/operations/quote.ts'
import { readQuote } from '../../domain/request/order-requests.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { anyNode } from '../../schemas/requests/values.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams, body: anyNode }
const config = { stage: 'C2', operation: 'C2', unavailable: 'TemporarilyUnableToProduceOrderQuoteError' } as const

/** C2, OrderQuote Creation with a customer. */
const c2: RoutePlugin = async (app) => {
  app.put('/order-quotes/:uuid', { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const request = readQuote(body)
    const { status, body: quote } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, opportunitiesNamed(request, environment.base))
      return quoteOrder({ stage: 'C2', uuid, request, caller }, context, environment)
    })
    return await reply.code(status).send(quote)
  })
}

export default fp(c2, { name: 'open-booking-simulator-c2', encapsulate: true })
