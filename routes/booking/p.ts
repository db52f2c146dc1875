import fp from 'fastify-plugin'
import { opportunitiesNamed } from '../../domain/checks/order-items.ts'
import { proposeOrder } from '../../domain/operations/propose.ts'
import { readProposal } from '../../domain/request/order-requests.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { anyNode } from '../../schemas/requests/values.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams, body: anyNode }
const config = { stage: 'P', operation: 'P', unavailable: 'TemporarilyUnableToCreateOrderError' } as const

/** P, OrderProposal Creation. */
const p: RoutePlugin = async (app) => {
  app.put('/order-proposals/:uuid', { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const request = readProposal(body)
    const { status, body: proposal } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, opportunitiesNamed(request, environment.base))
      return proposeOrder({ uuid, request, caller }, context, environment)
    })
    return await reply.code(status).send(proposal)
  })
}

export default fp(p, { name: 'open-booking-simulator-p', encapsulate: true })
