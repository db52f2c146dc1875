import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { BookingError } from '../../domain/protocol/errors.ts'
import { bookingUrl, siteUrl } from '../../domain/protocol/ids.ts'
import { pathOfTarget } from '../../domain/protocol/parse-url.ts'

type RefuseMethod = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answer another method of this route's path in the error format of its area; `Allow` is set. */
    refuseMethod?: RefuseMethod
  }
}

/**
 * Answer unknown paths with 404, and other methods of known paths with 405 and `Allow`, before the media types,
 * credentials and body of the request are checked. Only an area with a prefix, or a standalone server, owns its
 * unknown paths.
 */
export default fp(async (app) => {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) refuse(request, reply)
    else done()
  })
  // Fastify runs the hooks of an area for an unknown path only if the area has a handler of its own for it.
  app.setNotFoundHandler(() => {})

  function refuse (request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { routes, pathOf } = app.openBooking
    const path = pathOfTarget(request.url).replace(/[?#].*$/s, '')
    const { methods, config } = routes.routesAt(path)
    if (methods.length === 0) {
      const route = routes.nearestTo(request.method, path, pathOf(request))
      throw unknownPath(request.openBooking.simulator.baseUrl(), route)
    }
    // Cross-origin requests are preflighted at every path.
    const allow = [...methods, 'OPTIONS'].join(', ')
    reply.header('allow', allow)
    if (config.refuseMethod !== undefined) return config.refuseMethod(request, reply)
    throw new BookingError('MethodNotAllowedError', `This path takes only ${allow}; received ${request.method}.`)
  }
}, { name: 'open-booking-simulator-unknown-routes', dependencies: ['open-booking-simulator-core'] })

/**
 * Make the error of an unknown path.
 * @param base - base URL of the simulator
 * @param route - a path that resembles it
 */
export function unknownPath (base: string, route?: string): BookingError {
  const api = bookingUrl(base)
  const question = route === undefined ? '' : ` Did you mean ${route}?`
  return new BookingError('UnknownOrIncorrectEndpointError',
    `There is nothing at this path.${question} The dataset site at ${siteUrl(base)} lists the feeds; ` +
    `the Open Booking API is below ${api}, its orders feed at ${api}/orders-rpde.`)
}
