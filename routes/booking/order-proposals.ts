import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { proposeOrder } from '../../domain/operations/propose.ts'
import { updateProposal } from '../../domain/operations/update-proposal.ts'
import { proposalPatch } from '../../schemas/order-patch.ts'
import { orderRequest } from '../../schemas/order-request.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { operate } from './operate.ts'

const orderProposals: RoutePlugin = async (app) => {
  const { baseUrl } = app.openBooking

  /** P, OrderProposal Creation. */
  app.put('/order-proposals/:uuid', {
    schema: { params: uuidParams, body: orderRequest },
    config: { unavailable: 'TemporarilyUnableToCreateOrderError' }
  }, async (request, reply) => {
    const { params: { uuid }, body } = request
    return await operate(app, request, reply, opportunitiesNamed(body, baseUrl()), (caller, context, environment) =>
      proposeOrder(uuid, body, caller, context, environment))
  })

  /** U, OrderProposal Update. */
  app.patch('/order-proposals/:uuid', {
    schema: { params: uuidParams, body: proposalPatch },
    config: { unavailable: 'TemporarilyUnableToUpdateOrderError' }
  }, async (request, reply) => {
    return await operate(app, request, reply, [], (caller, context, environment) => updateProposal(request.body, caller, context, environment))
  })
}

export default orderProposals
