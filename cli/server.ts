import { Socket } from 'node:net'
import { type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify'
import { errorDocument } from '../domain/protocol/errors.ts'
import { toBookingError } from '../plugins/errors.ts'
import { BOOKING_MEDIA_TYPE } from '../plugins/media-type.ts'
import { originOf } from '../simulator/base-url.ts'
import type { Tls } from './tls.ts'

/** Asked for every few seconds by whoever watches the process. */
const WATCHED = ['/health', '/ready']

/** A large data file may take longer to read than the 10 s that Fastify gives a plugin (ms). */
const START_WITHIN = 300_000

/** What the log says of a request: no headers, which hold secrets. The query of a login holds what is nobody's business. */
function toLog ({ method, url, host, ip }: FastifyRequest) {
  return { method, url: url.includes('/openid/') ? url.replace(/\?.*/, '') : url, host, remoteAddress: ip }
}

/** A request that is injected, and not from a socket, is one of ours. */
const isRoutine = ({ url, socket }: FastifyRequest): boolean => WATCHED.includes(url) || !(socket instanceof Socket)

/**
 * Settings of a server of our own. Errors that come before any plugin (a broken address, an over-long parameter) are JSON-LD, too.
 * @param logLevel - least important log lines to write
 * @param baseUrl - where it is reached, if that is not where it listens
 * @param tls - what to serve https with, instead of http
 */
export function serverOptions (logLevel: string, baseUrl?: string, tls?: Tls) {
  return {
    ...(tls && { https: tls }),
    logger: { level: logLevel, serializers: { req: toLog } },
    pluginTimeout: START_WITHIN,
    logController: new LogController({ disableRequestLogging: isRoutine }),
    frameworkErrors (error, request, reply) {
      const known = toBookingError(error, undefined)
      const { server, initialConfig } = request.server
      const document = errorDocument(known, `${baseUrl ?? originOf(server.address(), 'https' in initialConfig)}/`)
      reply.raw.writeHead(known.status, { 'content-type': BOOKING_MEDIA_TYPE }).end(JSON.stringify(document))
    }
  } satisfies FastifyServerOptions
}
