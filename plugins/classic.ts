import fp from 'fastify-plugin'
import type { FastifyError, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { CLASSIC_MEDIA_TYPE } from '../domain/classic/classic-documents.ts'
import { ClassicError, classicErrorDocument, toClassicError } from '../domain/classic/classic-errors.ts'
import { challenge, toBookingError } from './errors.ts'
import { acceptJson } from './json-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** @returns whether a person with a browser asks. */
    isForPerson (): boolean
  }
}

const HTML = 'text/html'

/** What the calls of the older simulator read and write: JSON in, whatever it is called; JSON-LD out under one type, errors too. */
export default fp(async (app) => {
  // A token is never for every seller, as whoever calls here has to be.
  const ways = app.openBooking.options.auth.filter((way) => way !== 'openid')
  app.decorateRequest('isForPerson', function (this: FastifyRequest) {
    return new Negotiator(this).mediaType([CLASSIC_MEDIA_TYPE, 'application/json', HTML]) === HTML
  })
  acceptJson(app, () => true, () => new ClassicError('not_json'))
  app.addHook('onSend', async (_request, reply, payload) => {
    if (payload !== undefined && payload !== null && payload !== '') reply.header('content-type', CLASSIC_MEDIA_TYPE)
    return payload
  })
  app.setErrorHandler<FastifyError | ClassicError>((error, request, reply) => {
    const known = toClassicError(error instanceof ClassicError ? error : toBookingError(error, undefined))
    const document = classicErrorDocument(known, { path: request.url.replace(/\?.*$/s, ''), method: request.method })
    if (document.status >= 500) request.log.error({ err: error }, 'request failed')
    if (document.status === 401) challenge(reply, ways)
    return reply.code(document.status).send(document)
  })
}, { name: 'open-booking-simulator-classic', dependencies: ['open-booking-simulator-core'] })
