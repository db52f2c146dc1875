import fp from 'fastify-plugin'

/** Spell the UUID in the path of each request as the records do: in lower case, whatever the broker wrote. */
export default fp(async (app) => {
  app.addHook('preHandler', ({ params, openBooking: { simulator, caller } }, _reply, done) => {
    const named = params as { uuid?: string }
    if (named.uuid !== undefined) named.uuid = simulator.spellUuid(named.uuid, caller.partner)
    done()
  })
}, { name: 'open-booking-simulator-uuids', dependencies: ['open-booking-simulator-auth'] })
