import fp from 'fastify-plugin'
import { orderStatus as showStatus, proposalStatus, quoteStatus } from '../../domain/operations/order-status.ts'
import { uuidParams, versionParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadKnownOrder } from '../../simulator/load.ts'

const schema = { params: uuidParams }
const versionSchema = { params: versionParams }
const common = { stage: 'status', takesControlToken: true, isNode: true } as const
const config = { ...common, operation: 'orderStatus' } as const
const quoteConfig = { ...common, operation: 'quoteStatus' } as const
const proposalConfig = { ...common, operation: 'proposalStatus' } as const
const versionConfig = { ...common, operation: 'proposalVersion' } as const

/** Order Status, and the documents of the other `@id`s of an order. */
const orderStatus: RoutePlugin = async (app) => {
  app.get('/orders/:uuid', { schema, config }, async ({ openBooking, params: { uuid } }, reply) => {
    const { simulator, caller } = openBooking
    const { status, body } = await simulator.transact(async (tx, environment) =>
      showStatus({ caller }, await loadKnownOrder(tx, caller, uuid), environment))
    return await reply.code(status).send(body)
  })

  app.get('/order-quotes/:uuid', { schema, config: quoteConfig }, async ({ openBooking, params: { uuid } }, reply) => {
    const { simulator, caller } = openBooking
    const { status, body } = await simulator.transact(async (tx, environment) =>
      quoteStatus({ caller }, await loadKnownOrder(tx, caller, uuid), environment))
    return await reply.code(status).send(body)
  })

  const proposal = { schema, config: proposalConfig }
  app.get('/order-proposals/:uuid', proposal, async ({ openBooking, params: { uuid } }, reply) => {
    const { simulator, caller } = openBooking
    const { status, body } = await simulator.transact(async (tx, environment) =>
      proposalStatus({ caller }, await loadKnownOrder(tx, caller, uuid), environment))
    return await reply.code(status).send(body)
  })

  const route = { schema: versionSchema, config: versionConfig }
  app.get('/order-proposals/:uuid/versions/:version', route, async ({ openBooking, params }, reply) => {
    const { simulator, caller } = openBooking
    const { uuid, version } = params
    const { status, body } = await simulator.transact(async (tx, environment) =>
      proposalStatus({ caller, version }, await loadKnownOrder(tx, caller, uuid), environment))
    return await reply.code(status).send(body)
  })
}

export default fp(orderStatus, { name: 'open-booking-simulator-order-status', encapsulate: true })
