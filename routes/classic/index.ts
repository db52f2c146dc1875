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
  await app.register(async (area) => {
    await area.register(auth, { refuse: unauthenticated })
    area.addHook('onRequest', async ({ openBooking: { caller } }) => {
      // This API knows no sellers, so credentials for a single seller have no meaning here.
      if (caller.seller !== null) throw unauthenticated()
    })
    await area.register(processDue)
    await area.register(uuids)
    area.addHook('onSend', async (_request, reply) => { reply.preventCache() })
    for (const prefix of ['', '/api']) {
      await area.register(events, { prefix })
      await area.register(orders, { prefix })
    }
  })
}

export default fp(classicApi, { name: 'open-booking-simulator-classic-routes', encapsulate: true })
