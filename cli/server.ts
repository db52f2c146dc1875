import { Socket } from 'node:net'
import { type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify'
import { errorDocument } from '../domain/protocol/errors.ts'
import { toBookingError } from '../plugins/errors.ts'
import { BOOKING_MEDIA_TYPE } from '../plugins/media-type.ts'
import { originOf } from '../simulator/base-url.ts'
import type { Tls } from './tls.ts'

/** Health probes request these every few seconds. */
const PROBED = ['/health', '/ready']

/** Longest start (ms). A large data file may need more than Fastify's 10 s for a plugin. */
const START_WITHIN = 300_000

/** Select the properties of a request for the log: no headers and no query of a login, for both hold secrets. */
function toLog ({ method, url, host, ip }: FastifyRequest) {
  return { method, url: url.includes('/openid/') ? url.replace(/\?.*/, '') : url, host, remoteAddress: ip }
}

/** Omit health probes and our own requests from the log; the latter are injected, and have no socket. */
const isRoutine = ({ url, socket }: FastifyRequest): boolean => PROBED.includes(url) || !(socket instanceof Socket)

/**
 * Settings of a Fastify server for the simulator alone. They make errors before any plugin (a malformed address, an
 * over-long parameter) JSON-LD, too.
 * @param logLevel - the least important level to log
 * @param baseUrl - the public base URL, if it differs from the listening address
 * @param tls - certificate and key for https; without them, http
 * @returns options for `fastify()`
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
