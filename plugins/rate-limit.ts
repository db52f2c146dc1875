import limiter from '@fastify/rate-limit'
import fp from 'fastify-plugin'
import { INSIDE } from '../cli/client.ts'
import { BookingError } from '../domain/protocol/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set where requests are not counted. */
    uncounted?: boolean
  }
}

const MINUTE = 60_000

/** Limits how many requests one address may send, wrong passwords and made-up tokens included, where that is switched on. */
export default fp(async (app) => {
  const { rateLimit } = app.openBooking.options
  if (rateLimit === 0) return
  if (!app.hasDecorator('createRateLimit')) await app.register(limiter, { global: false })
  const count = app.createRateLimit({ max: rateLimit, timeWindow: MINUTE })
  // Its own hook would come after ours, which look at credentials.
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config?.uncounted === true || request.socket.remoteAddress === INSIDE) return
    const limit = await count(request)
    if (limit.isAllowed || !limit.isExceeded) return
    reply.header('retry-after', limit.ttlInSeconds)
    throw new BookingError('TooManyRequestsError', `No more than ${rateLimit} requests a minute are taken from one address; try again in ${limit.ttlInSeconds} s.`)
  })
}, { name: 'open-booking-simulator-rate-limit', dependencies: ['open-booking-simulator-core'] })
