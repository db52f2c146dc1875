import type { FastifyPluginAsync } from 'fastify'
import { ClassicError } from '../../domain/classic/classic-errors.ts'
import auth from '../../plugins/auth.ts'
import classic from '../../plugins/classic.ts'
import methodNotAllowed from '../../plugins/method-not-allowed.ts'
import events from './events.ts'
import orders from './orders.ts'
import welcome from './welcome.ts'

/** The calls of the older simulator, at the root and below `/api`. */
const classicApi: FastifyPluginAsync = async (app) => {
  await app.register(classic)
  await app.register(methodNotAllowed)
  await app.register(auth)
  await app.register(welcome)
  await app.register(async (area) => {
    area.addHook('onRequest', async (request, reply) => {
      const caller = await area.identify(request, reply)
      // These calls know no sellers, so that whoever may act for one alone has no business here.
      if (caller === undefined || caller.seller !== null) throw new ClassicError('unauthenticated')
      request.openBooking = { caller }
    })
    area.addHook('preHandler', area.openBooking.settleBefore)
    area.addHook('onSend', async (_request, reply) => { reply.preventCache() })
    for (const prefix of ['', '/api']) {
      await area.register(events, { prefix })
      await area.register(orders, { prefix })
    }
  })
  app.refuseOtherMethods()
}

export default classicApi
