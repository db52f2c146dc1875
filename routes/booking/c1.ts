import fp from 'fastify-plugin'
import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { quoteOrder } from '../../domain/operations/quote.ts'
import { readQuoteTemplate } from '../../domain/request/order-requests.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { anyNode } from '../../schemas/requests/values.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const path = '/order-quote-templates/:uuid'
const schema = { params: uuidParams, body: anyNode }
const config = { stage: 'C1', operation: 'C1', unavailable: 'TemporarilyUnableToProduceOrderQuoteError' } as const

/** C1, OrderQuote Creation without a customer. */
const c1: RoutePlugin = async (app) => {
  app.put(path, { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const request = readQuoteTemplate(body)
    const { status, body: quote } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, opportunitiesNamed(request, environment.base))
      return quoteOrder({ stage: 'C1', uuid, request, caller }, context, environment)
    })
    return await reply.code(status).send(quote)
  })
}

export default fp(c1, { name: 'open-booking-simulator-c1', encapsulate: true })
