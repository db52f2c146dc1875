import fp from 'fastify-plugin'
import { updateProposal } from '../../domain/operations/update-proposal.ts'
import { readProposalPatch } from '../../domain/request/patch-requests.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { anyNode } from '../../schemas/requests/values.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams, body: anyNode }
const config = { stage: 'U', operation: 'updateProposal', unavailable: 'TemporarilyUnableToUpdateOrderError' } as const

/** U, OrderProposal Update. */
const pUpdate: RoutePlugin = async (app) => {
  app.patch('/order-proposals/:uuid', { schema, config }, async ({ openBooking, params: { uuid }, body }, reply) => {
    const { simulator, caller } = openBooking
    const request = readProposalPatch(body)
    const { status } = await simulator.transact(async (tx, environment) => {
      const context = await loadOrderContext(tx, caller, uuid, [])
      return updateProposal({ uuid, request, caller }, context, environment)
    })
    return await reply.code(status).send()
  })
}

export default fp(pUpdate, { name: 'open-booking-simulator-p-update', encapsulate: true })
