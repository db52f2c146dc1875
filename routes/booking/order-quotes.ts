import { pathsNamed } from '../../domain/order-items.ts'
import { deleteQuote, quoteOrder, type QuoteStage } from '../../domain/quote.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { callerOf, loadContext } from './load.ts'

const STAGES: ReadonlyArray<readonly [path: string, stage: QuoteStage]> = [['/order-quote-templates/:uuid', 'C1'], ['/order-quotes/:uuid', 'C2']]

const orderQuotes: RoutePlugin = async (app) => {
  const { store, environment, baseUrl } = app.openBooking

  for (const [path, stage] of STAGES) {
    /** C1 and C2, OrderQuote Creation. */
    app.put(path, {
      schema: { params: uuidParams, body: orderRequest },
      config: { unavailable: 'TemporarilyUnableToProduceOrderQuoteError' }
    }, async (request, reply) => {
      const { params: { uuid }, body } = request
      const caller = callerOf(request)
      const decision = await store.transaction(async (tx) => {
        const context = await loadContext(tx, caller.partner, uuid, pathsNamed(body, baseUrl()))
        const decision = quoteOrder(stage, uuid, body, caller, context, environment(tx.now))
        await tx.apply(decision.changes)
        return decision
      })
      return await reply.code(decision.status).send(decision.body)
    })
  }

  /** OrderQuote Deletion. */
  app.delete('/order-quotes/:uuid', {
    schema: { params: uuidParams },
    config: { unavailable: 'TemporarilyUnableToDeleteOrderError' }
  }, async (request, reply) => {
    const caller = callerOf(request)
    await store.transaction(async (tx) => {
      const context = await loadContext(tx, caller.partner, request.params.uuid, [])
      await tx.apply(deleteQuote(caller, context).changes)
    })
    return await reply.code(204).send()
  })
}

export default orderQuotes
