import fp from 'fastify-plugin'
import { ControlError } from '../../domain/control/control-error.ts'
import { secretsMatch } from '../../simulator/credentials.ts'
import { bearerOf } from '../auth.ts'
import { tooManyFailures, waitAfterFailure } from '../wrong-credentials.ts'
import { foreignSender } from './senders.ts'

/**
 * Admit a control call by the name of the host that it asks, by its origin and by its token. A web page that a person
 * has open elsewhere reaches neither a simulator on this machine nor, by a name of its own for 127.0.0.1, another one.
 */
export default fp(async (app) => {
  const { controlHosts = [] } = app.openBooking.options
  app.addHook('onRequest', async ({ headers, openBooking: { simulator } }, reply) => {
    const foreign = foreignSender(headers, { baseUrl: simulator.baseUrl(), controlHosts })
    if (foreign !== undefined) throw new ControlError(403, foreign)
    const token = app.openBooking.controlToken()
    if (typeof token !== 'string') return
    const given = bearerOf(headers.authorization)
    if (given !== undefined && secretsMatch(given, token)) return
    reply.header('www-authenticate', 'Bearer realm="Simulator"')
    if (given === undefined) throw new ControlError(401, MISSING)
    const wait = waitAfterFailure(reply, 'control')
    throw wait === undefined ? new ControlError(401, WRONG) : new ControlError(429, tooManyFailures(wait))
  })
}, { name: 'open-booking-simulator-control-access', dependencies: ['open-booking-simulator-core'] })

const MISSING = 'Send the token of the option control as Authorization: Bearer. Beyond this machine and without a ' +
  'token, the simulator makes one and prints it when it starts.'
const WRONG = 'The token is not that of the option control, or of the last start.'
