import type { Tx } from '../../data/store.ts'
import type { Caller } from '../../domain/rules.ts'
import { orderOfAction, orderToActOn, simulateOrderAction } from '../../domain/simulate.ts'
import { type DeletedOrder, type Order, orderKey } from '../../domain/state.ts'
import { actionRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadContext } from '../booking/operate.ts'

const actions: RoutePlugin = async (app) => {
  const { store, environment, baseUrl } = app.openBooking

  /** Has a seller do something. */
  app.post('/actions', { schema: { body: actionRequest }, config: { anySeller: true } }, async (request, reply) => {
    const { body } = request
    const caller = await app.identify(request, reply)
    await store.transaction(async (tx) => {
      const order = orderToActOn(await loadOrders(tx, orderOfAction(body, baseUrl()), caller), caller)
      const { records } = await loadContext(tx, order.partner, order.uuid, [])
      await tx.apply(simulateOrderAction(body, order, records, environment(tx.now)))
    })
    return await reply.code(204).send()
  })
}

async function loadOrders (tx: Tx, uuid: string, caller: Caller | undefined): Promise<ReadonlyArray<Order | DeletedOrder>> {
  if (caller === undefined) return await tx.list('order', { uuid })
  const order = await tx.get('order', orderKey(caller.partner, uuid))
  return order === undefined ? [] : [order]
}

export default actions
