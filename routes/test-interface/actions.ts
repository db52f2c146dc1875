import type { Tx } from '../../data/store.ts'
import { changeLogistics, isLogisticsAction, opportunityOfAction } from '../../domain/logistics.ts'
import { listingOf } from '../../domain/order-items.ts'
import type { Caller } from '../../domain/rules.ts'
import { orderOfAction, orderToActOn, simulateOrderAction } from '../../domain/simulate.ts'
import { type DeletedOrder, type Order, orderKey } from '../../domain/state.ts'
import { actionRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadContext, loadListed } from '../booking/operate.ts'

const actions: RoutePlugin = async (app) => {
  const { store, environment, baseUrl } = app.openBooking

  /** Has a seller do something. */
  app.post('/actions', { schema: { body: actionRequest }, config: { anySeller: true } }, async (request, reply) => {
    const { body } = request
    const caller = await app.identify(request, reply)
    await store.transaction(async (tx) => {
      if (isLogisticsAction(body)) {
        const path = opportunityOfAction(body, baseUrl())
        const listing = listingOf(path, await loadListed(tx, [path]))
        const orders = listing === undefined ? [] : await tx.list('order', { seller: listing.opportunity.seller })
        await tx.apply(changeLogistics(body, listing, orders, environment(tx.now)))
      } else {
        const order = orderToActOn(await loadOrders(tx, orderOfAction(body, baseUrl()), caller), caller)
        const { records } = await loadContext(tx, order.partner, order.uuid, [])
        await tx.apply(simulateOrderAction(body, order, records, environment(tx.now)))
      }
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
