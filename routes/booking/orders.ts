import { bookOrder } from '../../domain/booking.ts'
import { cancelItems, expectOrder } from '../../domain/cancellation.ts'
import { deleteOrder } from '../../domain/deletion.ts'
import { pathsNamed } from '../../domain/order-items.ts'
import { orderStatusDocument } from '../../domain/order-view.ts'
import { orderPatch } from '../../schemas/order-patch.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { callerOf, loadContext } from './load.ts'

const orders: RoutePlugin = async (app) => {
  const { store, environment, baseUrl } = app.openBooking

  /** B, Order Creation. */
  app.put('/orders/:uuid', {
    schema: { params: uuidParams, body: orderRequest },
    config: { unavailable: 'TemporarilyUnableToCreateOrderError' }
  }, async (request, reply) => {
    const { params: { uuid }, body } = request
    const caller = callerOf(request)
    const decision = await store.transaction(async (tx) => {
      const context = await loadContext(tx, caller.partner, uuid, pathsNamed(body, baseUrl()))
      const decision = bookOrder(uuid, body, caller, context, environment(tx.now))
      await tx.apply(decision.changes)
      return decision
    })
    return await reply.code(decision.status).send(decision.body)
  })

  /** U, Order Cancellation. */
  app.patch('/orders/:uuid', {
    schema: { params: uuidParams, body: orderPatch },
    config: { unavailable: 'TemporarilyUnableToUpdateOrderError' }
  }, async (request, reply) => {
    const { params: { uuid }, body } = request
    const caller = callerOf(request)
    await store.transaction(async (tx) => {
      const context = await loadContext(tx, caller.partner, uuid, [])
      await tx.apply(cancelItems(uuid, body, caller, context, environment(tx.now)).changes)
    })
    return await reply.code(204).send()
  })

  /** Order Status. */
  app.get('/orders/:uuid', { schema: { params: uuidParams } }, async (request) => {
    const caller = callerOf(request)
    return await store.transaction(async (tx) => {
      const { order } = await loadContext(tx, caller.partner, request.params.uuid, [])
      return orderStatusDocument(expectOrder(order, caller), environment(tx.now))
    })
  })

  /** Order Deletion. */
  app.delete('/orders/:uuid', {
    schema: { params: uuidParams },
    config: { unavailable: 'TemporarilyUnableToDeleteOrderError' }
  }, async (request, reply) => {
    const caller = callerOf(request)
    await store.transaction(async (tx) => {
      const context = await loadContext(tx, caller.partner, request.params.uuid, [])
      await tx.apply(deleteOrder(caller, context).changes)
    })
    return await reply.code(204).send()
  })
}

export default orders
