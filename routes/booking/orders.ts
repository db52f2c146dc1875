import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { bookOrder } from '../../domain/operations/book.ts'
import { cancelItems } from '../../domain/operations/cancel.ts'
import { deleteOrder } from '../../domain/operations/delete-order.ts'
import { orderStatus } from '../../domain/operations/order-status.ts'
import { orderPatch } from '../../schemas/order-patch.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { operate } from './operate.ts'

const orders: RoutePlugin = async (app) => {
  const { baseUrl } = app.openBooking

  /** B, Order Creation. */
  app.put('/orders/:uuid', {
    schema: { params: uuidParams, body: orderRequest },
    config: { unavailable: 'TemporarilyUnableToCreateOrderError' }
  }, async (request, reply) => {
    const { params: { uuid }, body } = request
    return await operate(app, request, reply, opportunitiesNamed(body, baseUrl()), (caller, context, environment) =>
      bookOrder(uuid, body, caller, context, environment))
  })

  /** U, Order Cancellation. */
  app.patch('/orders/:uuid', {
    schema: { params: uuidParams, body: orderPatch },
    config: { unavailable: 'TemporarilyUnableToUpdateOrderError' }
  }, async (request, reply) => {
    const { params: { uuid }, body } = request
    return await operate(app, request, reply, [], (caller, context, environment) => cancelItems(uuid, body, caller, context, environment))
  })

  /** Order Status. */
  app.get('/orders/:uuid', { schema: { params: uuidParams } }, async (request, reply) => await operate(app, request, reply, [], orderStatus))

  /** Order Deletion. */
  app.delete('/orders/:uuid', {
    schema: { params: uuidParams },
    config: { unavailable: 'TemporarilyUnableToDeleteOrderError' }
  }, async (request, reply) => await operate(app, request, reply, [], deleteOrder))
}

export default orders
