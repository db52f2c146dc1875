import fp from 'fastify-plugin'
import { opportunityParams, opportunityPatch } from '../../schemas/control/opportunities.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { change } from '../../simulator/control/act/opportunities.ts'

/** Change an opportunity, or the SessionSeries or FacilityUse of others. */
const opportunities: RoutePlugin = async (app) => {
  const settings = {
    schema: { params: opportunityParams, body: opportunityPatch }, config: { operation: 'changeOpportunity' }
  } as const
  app.patch('/opportunities/*', settings, async ({ params, body, openBooking: { simulator } }) =>
    await change(simulator, params['*'], body))
}

export default fp(opportunities, { name: 'open-booking-simulator-control-opportunities', encapsulate: true })
