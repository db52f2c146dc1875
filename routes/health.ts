import type { RoutePlugin } from '../schemas/type-provider.ts'

const UNCOUNTED = { config: { uncounted: true } }

/**
 * For whoever watches the process: `/health` says that it lives, `/ready` that there is something to book. A server of ours listens only
 * then; one that a host has made itself may be asked before.
 */
const health: RoutePlugin = async (app) => {
  app.get('/health', UNCOUNTED, async () => ({ status: 'alive' }))
  app.get('/ready', UNCOUNTED, async (_request, reply) => {
    const ready = app.openBooking.isReady()
    return await reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'starting' })
  })
}

export default health
