import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Headers } from '../../domain/control/requests/mask.ts'
import type { LoggedMessage, LoggedRequest } from '../../domain/control/requests/request-entry.ts'
import { requestError } from '../../domain/control/requests/request-error.ts'
import { LONGEST_BODY } from '../../simulator/control/request-memory.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set where requests do not enter the request log. */
    unlogged?: boolean
  }
}

/** Keep the latest requests for those who steer the simulator. */
export default fp(async (app) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    logRequest(request, reply, payload)
    done(null, payload)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { logged } = request.openBooking
    if (logged === undefined) logRequest(request, reply, undefined)
    // Plugins of the areas set some headers after the first hook.
    else logged.response.headers = reply.getHeaders()
    done()
  })
}, { name: 'open-booking-simulator-request-log', dependencies: ['open-booking-simulator-core'] })

/**
 * Enter a request in the log. Its parts are kept as they are; only readers of the log pay for their description.
 * @param payload - the answer, undefined without a body or for one that another library sends
 */
export function logRequest (request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  const { openBooking, method, originalUrl: url, params } = request
  const { simulator, config, knownCaller: caller, faults } = openBooking
  const { onRequestLogged } = request.server.openBooking
  if (!simulator.requestLog.isOn() && onRequestLogged === null) return
  if (config.unlogged === true) return
  const { uuid } = (params ?? {}) as { readonly uuid?: string }
  const status = reply.raw.headersSent ? reply.raw.statusCode : reply.statusCode
  const isDropped = faults.some(({ effects }) => effects.drop !== undefined || effects.loseAnswer !== undefined)
  const response = answerOf(payload, reply)
  const error = response.truncated === true && status >= 400 ? errorOf(payload, status) : undefined
  openBooking.logged = simulator.requestLog.add({
    requestId: request.id,
    at: simulator.clock(),
    method,
    url,
    stage: config.stage,
    caller,
    order: uuid?.toLowerCase(),
    status,
    duration: reply.elapsedTime,
    faults: faults.length === 0 ? NONE : faults.map(({ id }) => id),
    dropped: isDropped ? true : undefined,
    request: bodyOf(request),
    response,
    error
  }, lengthOf(request, response))
  onRequestLogged?.(openBooking.logged)
}

const NONE: readonly string[] = []

/** @returns the length of the headers and bodies that are kept (characters); the headers of answers are short */
function lengthOf (request: FastifyRequest, { body: answer }: LoggedMessage): number {
  const { raw: { rawHeaders }, url, body, openBooking: { bodyLength = LONGEST_BODY } } = request
  let length = url.length + (typeof answer === 'string' ? answer.length : 0)
  for (const text of rawHeaders) length += text.length
  return body === undefined || bodyLength > LONGEST_BODY ? length : length + bodyLength
}

function bodyOf ({ headers, body, openBooking: { bodyLength } }: FastifyRequest): LoggedMessage {
  if (body === undefined || body === null) return { headers, body: undefined }
  const isLong = (bodyLength ?? Number(headers['content-length'] ?? Infinity)) > LONGEST_BODY
  return isLong ? { headers, body: undefined, truncated: true } : { headers, body }
}

function answerOf (payload: unknown, reply: FastifyReply): LoggedMessage {
  const headers: Headers = reply.getHeaders()
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return { headers, body: undefined }
  if (payload.length > LONGEST_BODY) return { headers, body: undefined, truncated: true }
  return { headers, body: String(payload) }
}

function errorOf (payload: unknown, status: number): LoggedRequest['error'] {
  try {
    return requestError(JSON.parse(String(payload)), status)
  } catch {
    return undefined
  }
}
