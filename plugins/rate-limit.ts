import fp from 'fastify-plugin'
import { BookingError } from '../domain/protocol/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set where requests are not counted. */
    uncounted?: boolean
  }
}

const MINUTE = 60_000

/** Limit the requests of each address per minute, wrong passwords and invented tokens included, where switched on. */
export default fp(async (app) => {
  const { rateLimit } = app.openBooking.options
  if (rateLimit === 0) return
  if (!app.hasDecorator('createRateLimit')) {
    // Most simulators have no limit, and load nothing for it.
    const { default: limiter } = await import('@fastify/rate-limit')
    await app.register(limiter, { global: false })
  }
  const count = app.createRateLimit({ max: rateLimit, timeWindow: MINUTE })
  // The limiter's own hook would run after the hooks that check credentials.
  app.addHook('onRequest', async (request, reply) => {
    if (request.openBooking.config.uncounted === true) return
    const limit = await count(request)
    if (limit.isAllowed || !limit.isExceeded) return
    const seconds = limit.ttlInSeconds
    reply.header('retry-after', seconds)
    throw new BookingError('TooManyRequestsError',
      `One address may send ${rateLimit} requests a minute. Try again in ${seconds} s.`)
  })
}, { name: 'open-booking-simulator-rate-limit', dependencies: ['open-booking-simulator-core'] })
