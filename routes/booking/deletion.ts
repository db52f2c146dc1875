import fp from 'fastify-plugin'
import { deleteOrder } from '../../domain/operations/delete-order.ts'
import { deleteQuote } from '../../domain/operations/quote.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams }
const config = { stage: 'deletion', unavailable: 'TemporarilyUnableToDeleteOrderError' } as const

/** OrderQuote Deletion and Order Deletion. */
const deletion: RoutePlugin = async (app) => {
  for (const [path, remove] of [['/order-quotes/:uuid', deleteQuote], ['/orders/:uuid', deleteOrder]] as const) {
    app.delete(path, { schema, config }, async ({ openBooking: { simulator, caller }, params: { uuid } }, reply) => {
      const { status } = await simulator.transact(async (tx) =>
        remove({ caller }, await loadOrderContext(tx, caller, uuid, [])))
      return await reply.code(status).send()
    })
  }
}

export default fp(deletion, { name: 'open-booking-simulator-deletion', encapsulate: true })
