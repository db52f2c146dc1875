import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { ClassicError } from '../../domain/classic/classic-errors.ts'
import auth from '../../plugins/auth.ts'
import classic from '../../plugins/classic.ts'
import processDue from '../../plugins/process-due.ts'
import uuids from '../../plugins/uuids.ts'
import events from './events.ts'
import orders from './orders.ts'
import welcome from './welcome.ts'

const unauthenticated = (): ClassicError => new ClassicError('unauthenticated')

/** The older API, at the root and below `/api`. */
const classicApi: FastifyPluginAsync = async (app) => {
  await app.register(classic)
  await app.register(welcome)
  await app.register(authenticated)
}

const authenticated = fp(async (app) => {
  await app.register(auth, { refuse: unauthenticated })
  app.addHook('onRequest', async ({ openBooking: { caller } }) => {
    // This API knows no sellers, so credentials for a single seller have no meaning here.
    if (caller.seller !== null) throw unauthenticated()
  })
  await app.register(processDue)
  await app.register(uuids)
  app.addHook('onSend', async (_request, reply) => { reply.preventCache() })
  for (const prefix of ['', '/api']) {
    await app.register(events, { prefix })
    await app.register(orders, { prefix })
  }
}, { name: 'open-booking-simulator-classic-authenticated', encapsulate: true })

export default fp(classicApi, { name: 'open-booking-simulator-classic-routes', encapsulate: true })
