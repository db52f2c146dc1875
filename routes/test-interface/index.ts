import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import auth, { missingCredentials } from '../../plugins/auth.ts'
import uuids from '../../plugins/uuids.ts'
import actions from './actions.ts'
import customerNote from './customer-note.ts'
import opportunities from './opportunities.ts'

/** The OpenActive Test Interface: creates opportunities, and makes sellers act. It shows the notes of customers too. */
const testInterface: FastifyPluginAsync = async (app) => {
  await app.register(opportunities)
  await app.register(authenticated)
  await app.register(confidential)
}

const authenticated = fp(async (app) => {
  await app.register(auth, {})
  await app.register(actions)
}, { name: 'open-booking-simulator-test-interface-authenticated', encapsulate: true })

/** A note of a customer is for its booking partner alone. */
const confidential = fp(async (app) => {
  await app.register(auth, { refuse: missingCredentials })
  await app.register(uuids)
  await app.register(customerNote)
}, { name: 'open-booking-simulator-test-interface-confidential', encapsulate: true })

export default fp(testInterface, { name: 'open-booking-simulator-test-interface-routes', encapsulate: true })
