import fp from 'fastify-plugin'

/** Refuse requests for tenants that do not exist, in the format of the area that they ask. */
export default fp(async (app) => {
  app.addHook('onRequest', async ({ raw }) => {
    const refusal = app.openBooking.destinations.get(raw)?.refusal
    if (refusal !== undefined) throw refusal
  })
}, { name: 'open-booking-simulator-tenant-refusals', dependencies: ['open-booking-simulator-core'] })
