import fp from 'fastify-plugin'
import { emptyQuery } from '../../schemas/control/queries.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { countRecords } from '../../simulator/control/counters.ts'

const counters: RoutePlugin = async (app) => {
  app.get('/counters', { schema: { querystring: emptyQuery } }, async ({ openBooking: { simulator } }) =>
    await countRecords(simulator))
}

export default fp(counters, { name: 'open-booking-simulator-control-counters', encapsulate: true })
