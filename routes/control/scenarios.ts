import fp from 'fastify-plugin'
import { emptyQuery } from '../../schemas/control/queries.ts'
import { scenarioParams } from '../../schemas/control/scenario.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** Named sets of data, faults and steps. */
const scenarios: RoutePlugin = async (app) => {
  const list = { schema: { querystring: emptyQuery }, config: { operation: 'listScenarios' } } as const
  app.get('/scenarios', list, async ({ openBooking: { simulator } }) =>
    ({ items: simulator.scenarios.list() }))

  const start = { schema: { params: scenarioParams }, config: { operation: 'startScenario' } } as const
  app.post('/scenarios/:name', start, async ({ params, body, openBooking: { simulator } }, reply) =>
    await reply.code(201).send(await simulator.scenarios.start(params.name, body ?? undefined)))

  app.delete('/scenarios/current', { config: { operation: 'endScenario' } }, async ({ openBooking }, reply) => {
    await openBooking.simulator.scenarios.end()
    return await reply.code(204).send()
  })
}

export default fp(scenarios, { name: 'open-booking-simulator-control-scenarios', encapsulate: true })
