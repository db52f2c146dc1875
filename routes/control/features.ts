import fp from 'fastify-plugin'
import { featureList } from '../../domain/feeds/features.ts'
import { emptyQuery } from '../../schemas/control/queries.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const features: RoutePlugin = async (app) => {
  const settings = { schema: { querystring: emptyQuery }, config: { operation: 'features' } } as const
  app.get('/features', settings, async ({ openBooking: { simulator } }) =>
    ({ featureList: featureList(simulator.rules) }))
}

export default fp(features, { name: 'open-booking-simulator-control-features', encapsulate: true })
