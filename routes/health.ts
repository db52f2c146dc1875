import fp from 'fastify-plugin'
import type { RoutePlugin } from '../schemas/type-provider.ts'

const LIVENESS = { config: { operation: 'health', uncounted: true, unlogged: true, probe: true } } as const
const READINESS = { config: { operation: 'ready', uncounted: true, unlogged: true, probe: true } } as const

/**
 * For monitors: `/health` says that the process lives, `/ready` that there is something to book and that a booking can
 * be written. A standalone server listens only when it is ready; the server of a host may be asked earlier.
 */
const health: RoutePlugin = async (app) => {
  app.get('/health', LIVENESS, async () => ({ status: 'alive' }))
  app.get('/ready', READINESS, async ({ openBooking: { simulator } }, reply) => {
    const written = simulator.isReady() ? 'ready' : 'starting'
    const status = await simulator.isWritable() ? written : 'read-only'
    return await reply.code(status === 'ready' ? 200 : 503).send({ status })
  })
}

export default fp(health, { name: 'open-booking-simulator-health', encapsulate: true })
