import fp from 'fastify-plugin'

/** Process due leases and proposals before each request of an area, so that its answers see them. */
export default fp(async (app) => {
  app.addHook('preHandler', async ({ method, openBooking: { simulator } }) => await simulator.processDueBefore(method))
}, { name: 'open-booking-simulator-process-due', dependencies: ['open-booking-simulator-core'] })
