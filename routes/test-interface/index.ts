import type { FastifyPluginAsync } from 'fastify'
import actions from './actions.ts'
import datasets from './opportunities.ts'

/** The OpenActive Test Interface: makes opportunities, and sellers act. */
const testInterface: FastifyPluginAsync = async (app) => {
  app.addHook('preHandler', app.openBooking.settleBefore)
  await app.register(datasets)
  await app.register(actions)
}

export default testInterface
