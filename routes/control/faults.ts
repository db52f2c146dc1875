import fp from 'fastify-plugin'
import { faultParams, faultRule } from '../../schemas/control/faults.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** The rules that provoke faults. */
const faults: RoutePlugin = async (app) => {
  const list = { config: { operation: 'listFaults' } } as const
  app.get('/faults', list, async ({ openBooking: { simulator } }) => ({ items: await simulator.faults.list() }))

  const addition = { schema: { body: faultRule }, config: { operation: 'addFault' } } as const
  app.post('/faults', addition, async ({ body, openBooking: { simulator } }, reply) =>
    await reply.code(201).send(await simulator.faults.add(body)))

  app.delete('/faults', { config: { operation: 'clearFaults' } }, async ({ openBooking: { simulator } }, reply) => {
    await simulator.faults.clear()
    return await reply.code(204).send()
  })

  const removal = { schema: { params: faultParams }, config: { operation: 'removeFault' } } as const
  app.delete('/faults/:id', removal, async ({ params, openBooking }, reply) => {
    await openBooking.simulator.faults.remove(params.id)
    return await reply.code(204).send()
  })
}

export default fp(faults, { name: 'open-booking-simulator-control-faults', encapsulate: true })
