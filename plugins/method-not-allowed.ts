import fp from 'fastify-plugin'
import { BookingError } from '../domain/protocol/errors.ts'

const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'TRACE'] as const

/** Answers the verbs that a path of this area does not have, once all its routes are known. */
export default fp(async (app) => {
  const verbs = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = verbs.get(url) ?? new Set()
    for (const verb of [method].flat()) known.add(verb)
    verbs.set(url, known)
  })
  app.decorate('refuseOtherMethods', () => {
    for (const [url, known] of [...verbs]) {
      const allow = METHODS.filter((method) => known.has(method)).join(', ')
      const missing = METHODS.filter((method) => !known.has(method))
      app.route({
        method: missing,
        url: url.slice(app.prefix.length),
        prefixTrailingSlash: 'slash',
        // Before the body is looked at, which may be anything.
        onRequest: async (_request, reply) => {
          reply.header('allow', allow)
          throw new BookingError('MethodNotAllowedError', `This path takes only ${allow}.`)
        },
        handler: async () => {}
      })
    }
  })
}, { name: 'open-booking-simulator-methods' })

declare module 'fastify' {
  interface FastifyInstance {
    /** Call it when all routes of an area are registered. */
    refuseOtherMethods (): void
  }
}
