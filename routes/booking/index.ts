import type { FastifyPluginAsync } from 'fastify'
import auth, { missingCredentials } from '../../plugins/auth.ts'
import mediaType from '../../plugins/media-type.ts'
import methodNotAllowed from '../../plugins/method-not-allowed.ts'
import notFound from '../../plugins/not-found.ts'
import validator from '../../plugins/validator.ts'
import testInterface from '../test-interface/index.ts'
import orderProposals from './order-proposals.ts'
import orderQuotes from './order-quotes.ts'
import ordersFeed from './orders-feed.ts'
import orders from './orders.ts'

/** The Open Booking API. Its test interface is a part of it that needs no credentials. */
const booking: FastifyPluginAsync = async (app) => {
  await app.register(notFound)
  await app.register(mediaType)
  await app.register(validator)
  await app.register(methodNotAllowed)
  await app.register(auth)
  await app.register(testInterface, { prefix: '/test-interface' })
  await app.register(async (area) => {
    area.addHook('onRequest', async (request, reply) => {
      const caller = await area.identify(request, reply)
      if (caller === undefined) throw missingCredentials(area.openBooking.options.auth)
      request.openBooking = { caller }
    })
    area.addHook('preHandler', area.openBooking.settleBefore)
    area.addHook('onSend', async (_request, reply) => { reply.preventCache() })
    await area.register(orderQuotes)
    await area.register(orderProposals)
    await area.register(orders)
    await area.register(ordersFeed)
  })
  app.refuseOtherMethods()
}

export default booking
