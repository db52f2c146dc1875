import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import auth from '../../plugins/auth.ts'
import actions from './actions.ts'
import opportunities from './opportunities.ts'

/** The OpenActive Test Interface: creates opportunities, and makes sellers act. */
const testInterface: FastifyPluginAsync = async (app) => {
  await app.register(opportunities)
  await app.register(authenticated)
}

const authenticated = fp(async (app) => {
  await app.register(auth, {})
  await app.register(actions)
}, { name: 'open-booking-simulator-test-interface-authenticated', encapsulate: true })

export default fp(testInterface, { name: 'open-booking-simulator-test-interface-routes', encapsulate: true })
