import { mayActFor } from '../../domain/parties.ts'
import { BookingError } from '../../domain/errors.ts'
import type { Caller } from '../../domain/rules.ts'
import { orderOfAction, simulateOrderAction } from '../../domain/simulate.ts'
import { isDeleted, type Order, orderKey } from '../../domain/state.ts'
import type { Tx } from '../../data/store.ts'
import { actionRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadContext } from '../booking/load.ts'

const actions: RoutePlugin = async (app) => {
  const { store, environment, baseUrl } = app.openBooking

  /** Has a seller do something. */
  app.post('/actions', { schema: { body: actionRequest }, config: { anySeller: true } }, async (request, reply) => {
    const { body } = request
    const caller = await app.identify(request, reply)
    await store.transaction(async (tx) => {
      const order = await findOrder(tx, orderOfAction(body, baseUrl()), caller)
      const context = await loadContext(tx, order.partner, order.uuid, [])
      await tx.apply(simulateOrderAction(body, order, context, environment(tx.now)))
    })
    return await reply.code(204).send()
  })
}

async function findOrder (tx: Tx, uuid: string, caller: Caller | undefined): Promise<Order> {
  const own = caller && await tx.get('order', orderKey(caller.partner, uuid))
  const found = caller === undefined ? await tx.list('order', { uuid }) : own !== undefined && mayActFor(caller, own) ? [own] : []
  const orders = found.flatMap((order) => isDeleted(order) ? [] : [order])
  // Without credentials, a UUID may mean the orders of several booking partners.
  if (orders.length > 1) {
    throw new BookingError('OpenBookingError', 'Several booking partners have an order of this UUID: say which by the header X-OpenActive-Test-Client-Id.', 409)
  }
  if (orders[0] === undefined) throw new BookingError('UnknownOrderError', 'There is no order with this UUID.')
  return orders[0]
}

export default actions
