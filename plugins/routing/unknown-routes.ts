import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { BookingError } from '../../domain/protocol/errors.ts'
import { bookingUrl, siteUrl } from '../../domain/protocol/ids.ts'
import { pathOfTarget } from '../../domain/protocol/parse-url.ts'
import type { RouteIndex } from './route-index.ts'

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
    const path = pathIn(request.url)
    const refusal = methodRefusal(routes, request.method, path)
    if (refusal === undefined) {
      const route = routes.nearestTo(request.method, path, pathOf(request))
      throw unknownPath(request.openBooking.simulator.baseUrl(), route)
    }
    const { allow, error, config } = refusal
    reply.header('allow', allow)
    if (config.refuseMethod !== undefined) return config.refuseMethod(request, reply)
    throw error
  }
}, { name: 'open-booking-simulator-unknown-routes', dependencies: ['open-booking-simulator-core'] })

/** @returns the path in the target of a request, without its query */
export const pathIn = (target: string): string => pathOfTarget(target).replace(/[?#].*$/s, '')

/**
 * Make the error of a method that a path does not take.
 * @param routes - the routes
 * @param method - the method of the request
 * @param path - its path
 * @returns the error, the value of `Allow` and the config of the path; undefined for an unknown path
 */
export function methodRefusal (routes: RouteIndex, method: string, path: string) {
  const { methods, config } = routes.routesAt(path)
  if (methods.length === 0) return undefined
  // Cross-origin requests are preflighted at every path.
  const allow = [...methods, 'OPTIONS'].join(', ')
  const error = new BookingError('MethodNotAllowedError', `This path takes only ${allow}; received ${method}.`)
  return { allow, error, config }
}

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
