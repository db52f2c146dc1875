import type { FastifyPluginAsync } from 'fastify'
import { BookingError } from '../../domain/protocol/errors.ts'
import { bearerOf } from '../../plugins/auth.ts'
import methodNotAllowed from '../../plugins/method-not-allowed.ts'
import validator from '../../plugins/validator.ts'
import { secretsMatch } from '../../simulator/credentials.ts'
import partners from './booking-partners.ts'

/** What the owner of the instance may do. */
const owner: FastifyPluginAsync = async (app) => {
  const { ownerToken } = app.openBooking.options
  await app.register(validator)
  await app.register(methodNotAllowed)
  app.addHook('onRequest', async ({ headers: { authorization } }, reply) => {
    const token = bearerOf(authorization)
    if (token === undefined) throw new BookingError('UnauthenticatedError', 'The owner\'s token is needed, as Authorization: Bearer.')
    if (ownerToken !== undefined && secretsMatch(token, ownerToken)) return
    reply.header('www-authenticate', 'Bearer realm="Owner"')
    throw new BookingError('InvalidAPITokenError', 'This is not the owner\'s token.')
  })
  app.addHook('onSend', async (_request, reply) => { reply.preventCache() })
  await app.register(partners)
  app.refuseOtherMethods()
}

export default owner
