import type { IncomingHttpHeaders } from 'node:http'
import fp from 'fastify-plugin'
import { ControlError } from '../../domain/control/control-error.ts'
import { parseUrl } from '../../domain/protocol/parse-url.ts'
import { received } from '../../domain/protocol/received.ts'
import { secretsMatch } from '../../simulator/credentials.ts'
import { bearerOf } from '../auth.ts'
import { tooManyFailures, waitAfterFailure } from '../wrong-credentials.ts'
import { isLoopback } from './token.ts'

/**
 * Admit a control call by the name of the host that it asks, by its origin and by its token. A web page that a person
 * has open elsewhere reaches neither a simulator on this machine nor, by a name of its own for 127.0.0.1, another one.
 */
export default fp(async (app) => {
  const { controlHosts = [] } = app.openBooking.options
  app.addHook('onRequest', async ({ headers, openBooking: { simulator } }, reply) => {
    const base = new URL(simulator.baseUrl())
    const host = parseUrl(`http://${headers.host ?? ''}`)
    requireKnownHost(headers, host?.hostname, [base.hostname, ...controlHosts])
    requireOwnOrigin(headers, [base.host, host?.host])
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

/**
 * Require a name by which somebody may ask this server.
 * @throws {ControlError} with status 403 for another name
 */
function requireKnownHost (
  { host }: IncomingHttpHeaders, hostname: string | undefined, known: readonly string[]
): void {
  if (hostname === undefined) throw new ControlError(403, `The Host header is no host; received ${received(host)}.`)
  if (isLocalName(hostname) || known.some((name) => name.toLowerCase() === hostname)) return
  throw new ControlError(403, 'The Host header must name this machine, the host of the base URL, or one in the ' +
    `option controlHosts (--control-hosts); received ${received(host)}.`)
}

const isLocalName = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || isLoopback(name.replace(/^\[|\]$/g, ''))

/**
 * Require that no page of another origin asks.
 * @throws {ControlError} with status 403 for such a page
 */
function requireOwnOrigin ({ origin }: IncomingHttpHeaders, own: ReadonlyArray<string | undefined>): void {
  if (origin === undefined || own.includes(parseUrl(origin)?.host)) return
  throw new ControlError(403, `Pages of other origins must not send control calls; received ${received(origin)}.`)
}
