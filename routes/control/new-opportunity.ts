import fp from 'fastify-plugin'
import { newOpportunity } from '../../schemas/control/new-opportunity.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { createOpportunity } from '../../simulator/control/act/create-opportunity.ts'

const routes: RoutePlugin = async (app) => {
  /** Create an opportunity that a broker can book at once. */
  const creation = { schema: { body: newOpportunity }, config: { operation: 'newOpportunity' } } as const
  app.post('/opportunities', creation, async ({ body, openBooking }, reply) =>
    await reply.code(201).send(await createOpportunity(openBooking.simulator, body)))
}

export default fp(routes, { name: 'open-booking-simulator-control-new-opportunity', encapsulate: true })
