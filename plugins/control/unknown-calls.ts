import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ControlError } from '../../domain/control/control-error.ts'
import { received } from '../../domain/protocol/received.ts'

/**
 * Answer unknown control calls, and other methods of known ones, as problem details. Register this after the access
 * rules, so that strangers do not learn which calls exist.
 */
export default fp(async (app) => {
  function refusal (request: FastifyRequest, reply: FastifyReply): ControlError {
    const { routes, pathOf, simulatorOf } = app.openBooking
    const path = request.url.replace(/[?#].*$/s, '')
    const { methods } = routes.routesAt(path)
    if (methods.length > 0) {
      const allow = methods.join(', ')
      reply.header('allow', allow)
      return new ControlError(405, `This path takes only ${allow}; received ${request.method}.`)
    }
    const route = routes.nearestTo(request.method, path, pathOf(request))
    const question = route === undefined ? '' : ` Did you mean ${route}?`
    return new ControlError(404, `There is no such control call; received ${received(`${request.method} ${path}`)}.` +
      `${question} The calls are below ${simulatorOf(request).baseUrl()}/simulator; docs/control.md lists them.`)
  }

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) throw refusal(request, reply)
  })
  // Fastify runs the hooks of an area for an unknown path only if the area has a handler of its own for it.
  app.setNotFoundHandler(() => {})
  // CORS would answer every preflight, for browser apps of every origin.
  app.options('/*', async (request, reply) => { throw refusal(request, reply) })
}, { name: 'open-booking-simulator-control-unknown-calls', dependencies: ['open-booking-simulator-core'] })
