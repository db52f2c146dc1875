import fp from 'fastify-plugin'
import { faultParams, faultRule } from '../../schemas/control/faults.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** The rules that provoke faults. */
const faults: RoutePlugin = async (app) => {
  app.get('/faults', async ({ openBooking: { simulator } }) => ({ items: await simulator.faults.list() }))

  app.post('/faults', { schema: { body: faultRule } }, async ({ body, openBooking: { simulator } }, reply) =>
    await reply.code(201).send(await simulator.faults.add(body)))

  app.delete('/faults', async ({ openBooking: { simulator } }, reply) => {
    await simulator.faults.clear()
    return await reply.code(204).send()
  })

  app.delete('/faults/:id', { schema: { params: faultParams } }, async ({ params, openBooking }, reply) => {
    await openBooking.simulator.faults.remove(params.id)
    return await reply.code(204).send()
  })
}

export default fp(faults, { name: 'open-booking-simulator-control-faults', encapsulate: true })
