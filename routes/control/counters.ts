import fp from 'fastify-plugin'
import { emptyQuery } from '../../schemas/control/queries.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { countRecords } from '../../simulator/control/view/counters.ts'

const counters: RoutePlugin = async (app) => {
  const settings = { schema: { querystring: emptyQuery }, config: { operation: 'counters' } } as const
  app.get('/counters', settings, async ({ openBooking: { simulator } }) =>
    await countRecords(simulator))
}

export default fp(counters, { name: 'open-booking-simulator-control-counters', encapsulate: true })
