import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ControlError } from '../../domain/control/control-error.ts'
import { faultError, tokenErrorDocument } from '../../domain/control/faults/fault-error.ts'
import type { Fault } from '../../domain/control/faults/match-faults.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import type { Stage } from '../../schemas/control/faults.ts'
import { applyStateFaults, itemRefusal, type OrderingRequest } from '../../simulator/control/apply-faults.ts'
import { cutAnswer, loseAnswer } from './cut-answer.ts'
import { logRequest } from './request-log.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Stage of the requests of this route, for faults and the request log. */
    stage?: Stage
  }
}

/** The header for a fault of one request, in the lower case of Node. */
const HEADER = 'x-simulator-fault'

const FORBIDDEN = 'The header X-Simulator-Fault is switched off here, by the option faultHeader.'

/** Provoke the faults of the requests of an area: those of rules, and those of the header of a request. */
export default fp(async (app) => {
  const { control, faultHeader = control === 'on' } = app.openBooking.options
  app.addHook('preHandler', (request, reply, done) => {
    const { openBooking: { simulator: { faults }, config: { stage } }, headers } = request
    const isConcerned = stage !== undefined && (headers[HEADER] !== undefined || faults.concerns(stage))
    if (isConcerned) provokeAll(stage, request, reply).then((answered) => { if (answered === undefined) done() }, done)
    else done()
  })

  async function provokeAll (
    stage: Stage, request: FastifyRequest, reply: FastifyReply
  ): Promise<FastifyReply | undefined> {
    const { openBooking, headers: { [HEADER]: header } } = request
    if (header !== undefined && !faultHeader) throw new BookingError('OpenBookingError', FORBIDDEN)
    openBooking.faults = await faultsOf(request, stage, header === undefined ? undefined : String(header))
    return openBooking.faults.length > 0 ? await provoke(openBooking.faults, request, reply) : undefined
  }
}, { name: 'open-booking-simulator-faults', dependencies: ['open-booking-simulator-core'] })

/**
 * Decide the faults of a request.
 * @throws {BookingError} an OpenBookingError for a header that is not valid
 */
async function faultsOf (
  request: FastifyRequest, stage: Stage, header: string | undefined
): Promise<readonly Fault[]> {
  const { openBooking: { simulator, knownCaller }, body, headers, routeOptions: { url } } = request
  const caller = knownCaller ?? { partner: clientOf(headers.authorization) }
  const feed = stage === 'feed' ? url?.split('/').at(-1) : undefined
  try {
    return await simulator.faults.fire({ stage, caller, uuid: uuidOf(request), body, feed, header })
  } catch (error) {
    if (error instanceof ControlError) throw new BookingError('OpenBookingError', `X-Simulator-Fault: ${error.detail}`)
    throw error
  }
}

/**
 * Delay the answer, change the state, refuse the request, or cut its answer off.
 * @returns the reply, if the request must not reach its handler
 * @throws {BookingError} the error of a fault
 */
async function provoke (
  faults: readonly Fault[], request: FastifyRequest, reply: FastifyReply
): Promise<FastifyReply | undefined> {
  const ordering = orderingOf(request)
  for (const { delay } of faults) if (delay > 0) await wait(delay, undefined, { ref: false })
  if (ordering !== undefined) await applyStateFaults(request.openBooking.simulator.transact, ordering, faults)
  // No other rule comes after one that ends or cuts the answer.
  const fault = faults.at(-1)
  if (fault?.effects.drop === 'before') {
    logRequest(request, reply, undefined)
    reply.hijack().raw.destroy()
    return reply
  }
  if (fault?.effects.drop === 'during') cutAnswer(reply.raw)
  if (fault?.effects.loseAnswer === true) loseAnswer(reply.raw)
  return fault === undefined ? undefined : await answerError(fault, ordering, reply)
}

async function answerError (
  fault: Fault, ordering: OrderingRequest | undefined, reply: FastifyReply
): Promise<FastifyReply | undefined> {
  const { config: { stage, unavailable }, simulator } = reply.request.openBooking
  const error = faultError(fault, unavailable)
  if (error === undefined) return undefined
  const { retryAfter } = fault.effects
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  if (stage === 'token') {
    return await reply.code(error.status).header('cache-control', 'no-store').send(tokenErrorDocument(error))
  }
  const document = ordering && await itemRefusal(simulator.transact, ordering, error, fault)
  if (document === undefined) throw error
  return await reply.code(error.status).send(document)
}

/** @returns the request as one for a quote or an order, undefined if it has no UUID */
function orderingOf (request: FastifyRequest): OrderingRequest | undefined {
  const { openBooking: { knownCaller: caller, config: { stage } }, body } = request
  const uuid = uuidOf(request)
  return stage === undefined || caller === undefined || uuid === undefined ? undefined : { stage, caller, uuid, body }
}

/** @returns the id of a client that authenticates by HTTP Basic, as at the token endpoint */
function clientOf (authorization: string | undefined): string | undefined {
  const [, encoded] = /^basic +(\S+)$/i.exec(authorization ?? '') ?? []
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString().split(':', 1)[0]
}

const uuidOf = ({ params }: FastifyRequest): string | undefined => (params as { readonly uuid?: string }).uuid
