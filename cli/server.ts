import { maxHeaderSize, STATUS_CODES } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type FastifyInstance, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify'
import { maskPath } from '../domain/control/requests/mask.ts'
import { summarizeRequest } from '../domain/control/requests/request-entry.ts'
import { requestLine } from '../domain/control/requests/request-line.ts'
import { BookingError, errorDocument } from '../domain/protocol/errors.ts'
import { BOOKING_MEDIA_TYPE } from '../domain/protocol/ids.ts'
import { toBookingError } from '../plugins/errors.ts'
import { earlyErrorPage } from '../plugins/pages/error-pages.ts'
import { routesOf } from '../plugins/routing/route-index.ts'
import { methodRefusal, pathIn } from '../plugins/routing/unknown-routes.ts'
import type { ResolvedCommandOptions } from '../schemas/options.ts'
import { originOf } from '../simulator/base-url.ts'
import type { Io } from './io.ts'
import type { Tls } from './tls.ts'

/** Health probes request these every few seconds. */
const PROBED = ['/health', '/ready']

/** Longest start (ms). A large data file may need more than Fastify's 10 s for a plugin. */
const START_WITHIN = 300_000

/** Longest times of a connection (ms). They end slow requests; `plugins/slow-answers.ts` exempts slow answers. */
export interface Timeouts {
  /** From the first byte of a request to its last. */
  readonly request: number
  /** To the last header of a request, or from the opening of a connection to its first header. */
  readonly headers: number
  /** Without a byte in either direction. */
  readonly idle: number
  /** Between two checks of the former two. */
  readonly interval: number
}

export const TIMEOUTS: Timeouts = { request: 60_000, headers: 20_000, idle: 60_000, interval: 5_000 }

/** Select the properties of a request for the log: no headers and no unknown parameters, for both hold secrets. */
function toLog ({ method, url, host, ip }: FastifyRequest) {
  return { method, url: maskPath(url), host, remoteAddress: ip }
}

/** Omit health probes from the log, and injected requests, which have no socket. */
const isRoutine = ({ url, socket }: FastifyRequest): boolean => PROBED.includes(url) || !(socket instanceof Socket)

/** @returns the settings of a log to which another writer adds the requests */
export const withoutRequests = (): LogController => new LogController({ disableRequestLogging: true })

/** Headers of errors before any plugin: no plugin adds those that let a browser app of another origin read them. */
const EARLY_HEADERS = { 'content-type': BOOKING_MEDIA_TYPE, 'access-control-allow-origin': '*' }

/** Errors of requests that Node cannot read, by code. */
const UNREADABLE: Readonly<Record<string, readonly [status: number, description: string]>> = {
  HPE_HEADER_OVERFLOW: [431, `The headers of a request must not be longer than ${maxHeaderSize} bytes.`],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.']
}
const NO_HTTP = [400, 'The request is not valid HTTP/1.1.'] as const
/** The first line of a request, by the rules of HTTP for the name of its method. */
const REQUEST_LINE = /^([!#$%&'*+.^_`|~\w-]{1,50}) (\/\S*) HTTP\/1\.[01]\r?\n/

/** An error of the parser of Node: what it has read, and how far it came (bytes). */
interface ParserError { readonly code?: string, readonly rawPacket?: unknown, readonly bytesParsed?: number }

/**
 * Refuse a method that Node does not know, in the same way as one that the path does not take.
 * @returns undefined for another error, or another path
 */
function unknownMethod ({ code, rawPacket, bytesParsed = 0 }: ParserError, app: FastifyInstance) {
  if (code !== 'HPE_INVALID_METHOD' || !Buffer.isBuffer(rawPacket)) return undefined
  // The same connection can have brought other requests before.
  const start = bytesParsed === 0 ? 0 : rawPacket.lastIndexOf('\n', bytesParsed - 1) + 1
  const [, method, target] = REQUEST_LINE.exec(rawPacket.toString('latin1', start)) ?? []
  const routes = routesOf(app)
  if (method === undefined || target === undefined || routes === undefined) return undefined
  return methodRefusal(routes, method, pathIn(target))
}

/** Write the response to a request that Node cannot read, and close its connection. */
function refuseUnreadable (failure: ParserError, socket: Duplex, app: FastifyInstance, instance: string): void {
  const { code = '' } = failure
  if (code === 'ECONNRESET' || !socket.writable) return
  const [known, description] = UNREADABLE[code] ?? NO_HTTP
  const refusal = unknownMethod(failure, app)
  const error = refusal?.error ?? new BookingError('OpenBookingError', description, known)
  const { status } = error
  const body = JSON.stringify(errorDocument(error, instance))
  const headers = {
    ...EARLY_HEADERS,
    ...(refusal && { allow: refusal.allow }),
    'content-length': Buffer.byteLength(body),
    connection: 'close'
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  // Node leaves its half of the connection open until the client ends, too.
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`, () => { socket.destroy() })
}

/** @returns the root of a server, as the instance of an error before its address is known */
const rootOf = ({ server, initialConfig }: FastifyInstance, baseUrl: string | undefined): string =>
  `${baseUrl ?? originOf(server.address(), 'https' in initialConfig)}/`

/** In place of the compilers of Fastify: each start would load them, and every schema has one of the simulator. */
function refuseSchema (): never {
  throw new Error('A route has a schema, and its plugin sets no compiler for it')
}

/**
 * Settings of a Fastify server for the simulator alone. They make errors before any plugin (a malformed address, an
 * over-long parameter, a request that is not HTTP) JSON-LD, too, for browser apps of every origin.
 * @param logLevel - the least important level to log
 * @param baseUrl - the public base URL, if it differs from the listening address
 * @param tls - certificate and key for https; without them, http
 * @param timeouts - longest times of a connection
 * @returns options for `fastify()`
 */
export function serverOptions (logLevel: string, baseUrl?: string, tls?: Tls, timeouts = TIMEOUTS) {
  const compilersFactory = { buildValidator: refuseSchema, buildSerializer: refuseSchema }
  const http = {
    headersTimeout: timeouts.headers,
    connectionsCheckingInterval: timeouts.interval,
    // plugins/routing/node-refusals.ts answers with a document.
    requireHostHeader: false
  }
  return {
    ...(tls === undefined ? { http } : { https: { ...http, ...tls, handshakeTimeout: timeouts.headers } }),
    requestTimeout: timeouts.request,
    connectionTimeout: timeouts.idle,
    logger: { level: logLevel, serializers: { req: toLog } },
    pluginTimeout: START_WITHIN,
    schemaController: { compilersFactory },
    logController: new LogController({ disableRequestLogging: isRoutine }),
    frameworkErrors (error, request, reply) {
      const known = toBookingError(error, undefined)
      const root = rootOf(request.server, baseUrl)
      const json = JSON.stringify(errorDocument(known, root, request.id))
      const page = earlyErrorPage(request, known.status, json, root.slice(0, -1))
      const headers = { ...EARLY_HEADERS, vary: 'Accept', ...page?.headers }
      reply.raw.writeHead(known.status, headers).end(page?.body ?? json)
    },
    clientErrorHandler (this: FastifyInstance, error, socket) {
      refuseUnreadable(error, socket, this, rootOf(this, baseUrl))
    }
  } satisfies FastifyServerOptions
}

/** Levels of a log that has requests. */
const WITH_REQUESTS: readonly string[] = ['info', 'debug', 'trace']

/**
 * Find the scope of the plugin, which is the first: Fastify shows the decorators of a plugin nowhere else.
 * @param app - the server, before the plugin is registered
 * @returns a function that gives the scope, once it is there
 */
export function pluginScope (app: FastifyInstance): () => FastifyInstance {
  let found: FastifyInstance | undefined
  app.addHook('onRegister', (scope) => { found ??= scope })
  return () => found ?? app
}

/**
 * Print each request of a simulator: one line for a person at a terminal, one line of JSON elsewhere.
 * @param app - the server
 * @param scope - gives the scope of the plugin
 */
export function printRequests (
  app: FastifyInstance, scope: () => FastifyInstance, { logLevel }: Pick<ResolvedCommandOptions, 'logLevel'>,
  { stdout }: Io
): void {
  if (!WITH_REQUESTS.includes(logLevel)) return
  app.addHook('onReady', async () => {
    scope().openBooking.onRequestLogged = (logged) => {
      const request = summarizeRequest(logged)
      if (stdout.isTTY === true) stdout.write(`${requestLine(request)}\n`)
      else app.log.info({ reqId: logged.requestId, request }, requestLine(request))
    }
  })
}
