import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import auth, { missingCredentials } from '../../plugins/auth.ts'
import faults from '../../plugins/control/faults.ts'
import scenarioSteps from '../../plugins/control/scenario-steps.ts'
import mediaType from '../../plugins/media-type.ts'
import nodePages from '../../plugins/pages/node-pages.ts'
import processDue from '../../plugins/process-due.ts'
import unknownRoutes from '../../plugins/routing/unknown-routes.ts'
import uuids from '../../plugins/uuids.ts'
import validator from '../../plugins/validator.ts'
import testInterface from '../test-interface/index.ts'
import b from './b.ts'
import c1 from './c1.ts'
import c2 from './c2.ts'
import deletion from './deletion.ts'
import orderStatus from './order-status.ts'
import ordersFeed from './orders-feed.ts'
import pUpdate from './p-update.ts'
import p from './p.ts'
import u from './u.ts'

/** The Open Booking API. Its test interface needs no credentials. */
const booking: FastifyPluginAsync = async (app) => {
  await app.register(unknownRoutes)
  await app.register(mediaType)
  await app.register(validator)
  await app.register(processDue)
  await app.register(testInterface, { prefix: '/test-interface' })
  await app.register(stages)
}

const stages = fp(async (app) => {
  await app.register(auth, { refuse: missingCredentials })
  await app.register(uuids)
  await app.register(faults)
  await app.register(scenarioSteps)
  await app.register(nodePages)
  app.addHook('onSend', (_request, reply, payload, done) => {
    reply.preventCache()
    done(null, payload)
  })
  app.addHook<{ '@id'?: string }>('preSerialization', (_request, reply, document, done) => {
    if (reply.statusCode === 201) reply.header('location', document['@id'])
    done(null, document)
  })
  for (const stage of [c1, c2, p, pUpdate, b, u, orderStatus, deletion, ordersFeed]) await app.register(stage)
}, { name: 'open-booking-simulator-stages', encapsulate: true })

export default fp(booking, { name: 'open-booking-simulator-booking-routes', encapsulate: true })
