import fp from 'fastify-plugin'
import { bookabilityQuery } from '../../schemas/control/bookability.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { bookability } from '../../simulator/control/view/bookability.ts'

/** Say why an opportunity cannot be booked by an offer. */
const routes: RoutePlugin = async (app) => {
  const settings = { schema: { querystring: bookabilityQuery }, config: { operation: 'bookability' } } as const
  app.get('/bookability', settings, async ({ query, openBooking }) =>
    await bookability(openBooking.simulator, query))
}

export default fp(routes, { name: 'open-booking-simulator-control-bookability', encapsulate: true })
