import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { CLASSIC_MEDIA_TYPE } from '../domain/classic/classic-documents.ts'
import {
  ClassicError, type ClassicErrorName, classicErrorDocument, toClassicError
} from '../domain/classic/classic-errors.ts'
import type { BodyFault } from './bodies/body-faults.ts'
import { challenge, toBookingError } from './errors.ts'
import jsonBody from './bodies/json-body.ts'
import { isPage } from './pages/page-headers.ts'

/** The formats of the older API: JSON in under any media type; JSON-LD out under one, errors too. */
export default fp(async (app) => {
  // An access token acts for one seller, and this API needs callers that act for every seller.
  const schemes = app.openBooking.options.auth.filter((scheme) => scheme !== 'openid')

  function sendError (error: ClassicError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { url, method } = request
    const document = classicErrorDocument(error, { path: url.replace(/\?.*$/s, ''), method })
    if (document.status === 401) challenge(reply, schemes)
    return reply.code(document.status).send(document)
  }

  await app.register(jsonBody, { isJson: () => true, refuse })
  app.addHook('onRoute', (route) => {
    const refuseMethod = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      sendError(new ClassicError('method_not_allowed'), request, asClassic(reply))
    route.config = { ...route.config, refuseMethod }
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (!isPage(reply) && payload !== undefined && payload !== null && payload !== '') {
      reply.header('content-type', CLASSIC_MEDIA_TYPE)
    }
    return payload
  })
  app.setErrorHandler<FastifyError | ClassicError>((error, request, reply) => {
    const known = toClassicError(error instanceof ClassicError ? error : toBookingError(error, undefined))
    sendError(known, request, reply)
    if (reply.statusCode >= 500) request.log.error({ err: error }, 'request failed')
  })
}, { name: 'open-booking-simulator-classic', dependencies: ['open-booking-simulator-core'] })

/** Errors for the faults of a request body that are not about JSON. */
const REFUSALS: Partial<Record<BodyFault['problem'], ClassicErrorName>> = {
  coding: 'unknown_content_encoding', size: 'request_too_large'
}
const refuse = ({ problem }: BodyFault): ClassicError => new ClassicError(REFUSALS[problem] ?? 'not_json')

/** Give a reply outside the area its exact content type: a custom serializer keeps Fastify from adding a charset. */
function asClassic (reply: FastifyReply): FastifyReply {
  return reply.header('content-type', CLASSIC_MEDIA_TYPE).serializer(JSON.stringify)
}
