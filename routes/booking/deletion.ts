import fp from 'fastify-plugin'
import { deleteOrder } from '../../domain/operations/delete-order.ts'
import { deleteQuote } from '../../domain/operations/quote.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams }
const unavailable = 'TemporarilyUnableToDeleteOrderError'
const DELETIONS = [
  { path: '/order-quotes/:uuid', operation: 'deleteQuote', remove: deleteQuote },
  { path: '/orders/:uuid', operation: 'deleteOrder', remove: deleteOrder }
] as const

/** OrderQuote Deletion and Order Deletion. */
const deletion: RoutePlugin = async (app) => {
  for (const { path, operation, remove } of DELETIONS) {
    const config = { stage: 'deletion', operation, unavailable } as const
    app.delete(path, { schema, config }, async ({ openBooking: { simulator, caller }, params: { uuid } }, reply) => {
      const { status } = await simulator.transact(async (tx) =>
        remove({ caller }, await loadOrderContext(tx, caller, uuid, [])))
      return await reply.code(status).send()
    })
  }
}

export default fp(deletion, { name: 'open-booking-simulator-deletion', encapsulate: true })
