import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { BookingError } from '../../domain/protocol/errors.ts'
import { bearerOf } from '../../plugins/auth.ts'
import validator from '../../plugins/validator.ts'
import { wrongCredentials } from '../../plugins/wrong-credentials.ts'
import { secretsMatch } from '../../simulator/credentials.ts'
import bookingPartners from './booking-partners.ts'

/** The owner's calls: booking partners and their credentials. */
const owner: FastifyPluginAsync = async (app) => {
  await app.register(validator)
  app.addHook('onRequest', async ({ headers: { authorization }, openBooking: { simulator } }, reply) => {
    const { ownerToken } = simulator.options
    const token = bearerOf(authorization)
    if (token === undefined) {
      throw new BookingError('UnauthenticatedError', 'Send the token of the owner as Authorization: Bearer.')
    }
    if (ownerToken !== undefined && secretsMatch(token, ownerToken)) return
    reply.header('www-authenticate', 'Bearer realm="Owner"')
    const problem = 'The token is not the token of the owner.'
    throw wrongCredentials(reply, 'owner', new BookingError('InvalidAPITokenError', problem))
  })
  app.addHook('onSend', async (_request, reply) => { reply.preventCache() })
  await app.register(bookingPartners)
}

export default fp(owner, { name: 'open-booking-simulator-partners-routes', encapsulate: true })
