import type { FastifyServerOptions } from 'fastify'
import { errorDocument } from '../domain/errors.ts'
import { toBookingError } from './errors.ts'
import { BOOKING_MEDIA_TYPE } from './media-type.ts'

/** Never to be seen in a log, should anybody log headers. */
const SECRET_HEADERS = ['authorization', 'x-api-key', 'cookie', 'x-openactive-test-client-id']

/**
 * Settings of a server of our own. Errors that come before any plugin (a broken address, an over-long parameter) are JSON-LD, too.
 * @param logLevel - least important log lines to write
 */
export function serverOptions (logLevel: string) {
  return {
    logger: { level: logLevel, redact: SECRET_HEADERS.map((name) => `req.headers["${name}"]`) },
    frameworkErrors (error, request, reply) {
      const known = toBookingError(error, undefined)
      const document = errorDocument(known, `http://localhost:${request.socket.localPort ?? 0}/`)
      reply.raw.writeHead(known.status, { 'content-type': BOOKING_MEDIA_TYPE }).end(JSON.stringify(document))
    }
  } satisfies FastifyServerOptions
}
