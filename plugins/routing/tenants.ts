import type { IncomingMessage } from 'node:http'
import type { FastifyBaseLogger, FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { ControlError } from '../../domain/control/control-error.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import { received } from '../../domain/protocol/received.ts'
import { splitTenant } from '../../simulator/base-url.ts'
import type { TenantInUse } from '../../simulator/control/tenants/tenants.ts'
import { mayMakeTenant } from '../control/senders.ts'
import { toBookingError } from '../errors.ts'
import type { OpenBookingApp } from '../simulator.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on routes that pass each request on to another route. */
    passesOn?: boolean
  }
}

/**
 * Serve tenants at `/t/{name}/…`: find the tenant of a request, take `/t/{name}` off its path, and route it again. So
 * each route exists once, and its own area reads the body and answers, also where there is no such tenant.
 */
const tenants: FastifyPluginAsync = async (app) => {
  const { destinations, prefix } = app.openBooking
  app.addHook('onRequest', async ({ raw, log }, reply) => {
    const { url: target = '', originalUrl = target }: IncomingMessage & { readonly originalUrl?: string } = raw
    const { id, url } = splitTenant(target, prefix)
    const found = await findTenant(id, raw, app.openBooking, log)
    const path = `${destinations.get(raw)?.path ?? ''}/t/${encodeURIComponent(id)}`
    destinations.set(raw, found instanceof BookingError ? { path, refusal: found } : { path, ...found })
    if (!(found instanceof BookingError)) for (const end of ['finish', 'close']) reply.raw.once(end, found.release)
    Object.assign(raw, { url, originalUrl })
    reply.hijack()
    app.routing(raw, reply.raw)
  })
  const unreachable = async (): Promise<never> => { throw new Error('A request for a tenant was not passed on') }
  app.route({
    method: app.supportedMethods,
    url: '/t/*',
    // The request is logged where it is answered, in the log of its tenant.
    logLevel: 'warn',
    config: { passesOn: true, unlogged: true },
    handler: unreachable
  })
}

/** Find the tenant of a request, or the reason why there is none. */
async function findTenant (
  id: string, request: IncomingMessage,
  { destinations, tenants, controlToken, simulator, options: { controlHosts = [] } }: OpenBookingApp,
  log: FastifyBaseLogger
): Promise<TenantInUse | BookingError> {
  if (destinations.has(request)) return unknown('A tenant has no tenants of its own.')
  const token = controlToken()
  try {
    // A first use makes a tenant only where everybody who reaches the server may send control calls, too.
    const isMade = token === null && mayMakeTenant(request.headers, { baseUrl: simulator.baseUrl(), controlHosts })
    const found = await tenants.use(id, isMade)
    if (found !== undefined) return found
    return unknown(`There is no tenant ${received(id)}. ` + (token === undefined
      ? 'Set the option control to use tenants.'
      : `Make it with PUT ${simulator.baseUrl()}/simulator/tenants/${id}` + (token === null
      ? ': the first request makes one only if it names this machine and comes from no page of another site.'
      : ' and the token of the option control.')))
  } catch (error) {
    if (!(error instanceof ControlError)) {
      log.error({ err: error }, 'a tenant cannot start')
      return toBookingError(error as Error, undefined)
    }
    return error.status === 404
      ? unknown(error.detail)
      : new BookingError('OpenBookingError', error.detail, error.status)
  }
}

const unknown = (problem: string): BookingError => new BookingError('UnknownOrIncorrectEndpointError', problem)

export default fp(tenants, {
  name: 'open-booking-simulator-tenants', encapsulate: true, dependencies: ['open-booking-simulator-core']
})
