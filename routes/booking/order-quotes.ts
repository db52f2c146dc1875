import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { deleteQuote, quoteOrder, type QuoteStage } from '../../domain/operations/quote.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { operate } from './operate.ts'

const STAGES: ReadonlyArray<readonly [path: string, stage: QuoteStage]> = [['/order-quote-templates/:uuid', 'C1'], ['/order-quotes/:uuid', 'C2']]

const orderQuotes: RoutePlugin = async (app) => {
  const { baseUrl } = app.openBooking

  for (const [path, stage] of STAGES) {
    /** C1 and C2, OrderQuote Creation. */
    app.put(path, {
      schema: { params: uuidParams, body: orderRequest },
      config: { unavailable: 'TemporarilyUnableToProduceOrderQuoteError' }
    }, async (request, reply) => {
      const { params: { uuid }, body } = request
      return await operate(app, request, reply, opportunitiesNamed(body, baseUrl()), (caller, context, environment) =>
        quoteOrder(stage, uuid, body, caller, context, environment))
    })
  }

  /** OrderQuote Deletion. */
  app.delete('/order-quotes/:uuid', {
    schema: { params: uuidParams },
    config: { unavailable: 'TemporarilyUnableToDeleteOrderError' }
  }, async (request, reply) => await operate(app, request, reply, [], deleteQuote))
}

export default orderQuotes
