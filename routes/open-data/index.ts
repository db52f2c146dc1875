import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import codedPages from '../../plugins/coded-pages.ts'
import faults from '../../plugins/control/faults.ts'
import processDue from '../../plugins/process-due.ts'
import unknownRoutes from '../../plugins/routing/unknown-routes.ts'
import validator from '../../plugins/validator.ts'
import feeds from './feeds.ts'

/** The open feeds, for everybody. */
const openData: FastifyPluginAsync = async (app) => {
  await app.register(unknownRoutes)
  await app.register(validator)
  await app.register(processDue)
  await app.register(faults)
  await app.register(codedPages)
  await app.register(feeds)
}

export default fp(openData, { name: 'open-booking-simulator-open-data-routes', encapsulate: true })
