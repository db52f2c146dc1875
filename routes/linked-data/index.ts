import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import nodePages from '../../plugins/pages/node-pages.ts'
import processDue from '../../plugins/process-due.ts'
import unknownRoutes from '../../plugins/routing/unknown-routes.ts'
import node from './node.ts'

/** The documents of published `@id`s, for everybody. */
const linkedData: FastifyPluginAsync = async (app) => {
  await app.register(unknownRoutes)
  await app.register(processDue)
  await app.register(nodePages)
  await app.register(node)
}

export default fp(linkedData, { name: 'open-booking-simulator-linked-data-routes', encapsulate: true })
