import fp from 'fastify-plugin'
import { helpFor } from '../../domain/control/requests/request-error.ts'

/** Link each error to the section of the specification that explains it (RFC 8288, relation help). */
export default fp(async (app) => {
  app.addHook('preSerialization', (_request, reply, document, done) => {
    const help = reply.statusCode < 400 ? undefined : helpFor(document, reply.statusCode)
    if (help !== undefined) reply.header('link', `<${help}>; rel="help"`)
    done(null, document)
  })
}, { name: 'open-booking-simulator-help-link' })
