import fp from 'fastify-plugin'

/** Refuse requests for tenants that do not exist, in the format of the area that they ask. */
export default fp(async (app) => {
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    done(app.openBooking.destinations.get(raw)?.refusal)
  })
}, { name: 'open-booking-simulator-tenant-refusals', dependencies: ['open-booking-simulator-core'] })
