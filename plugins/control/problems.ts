import type { ErrorObject } from 'ajv'
import type { FastifyError } from 'fastify'
import fp from 'fastify-plugin'
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'
import { ControlError, fromBookingError, problemDetails } from '../../domain/control/control-error.ts'
import { compileArguments, refusalOf } from '../../simulator/control/arguments.ts'
import { type BodyRefusal, refusalOfBody, refusalOfFastify } from '../bodies/body-faults.ts'
import { toBookingError } from '../errors.ts'
import jsonBody, { type JsonBodyOptions } from '../bodies/json-body.ts'
import { compileLate } from '../validator.ts'

const PROBLEM_TYPE = 'application/problem+json'
const MEDIA_TYPE = 'application/json'
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i

const fromRefusal = ({ status, description }: BodyRefusal): ControlError => new ControlError(status, description)

/** The JSON of control calls. */
export const CONTROL_BODIES: JsonBodyOptions = {
  isJson: (type) => JSON_TYPE.test(type),
  refuse: (fault, request) => fromRefusal(refusalOfBody(fault, request, MEDIA_TYPE))
}

/** Read JSON, validate arguments, and answer every error of the control area as problem details (RFC 9457). */
export default fp(async (app) => {
  await app.register(jsonBody, CONTROL_BODIES)
  app.setValidatorCompiler(({ schema, httpPart }) =>
    compileLate(() => compileArguments(schema as object, httpPart === 'querystring' ? 'texts' : 'exact')))
  app.setSchemaErrorFormatter((errors: FastifySchemaValidationError[], part) =>
    refusalOf(errors as unknown as ErrorObject[], part))
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store') })
  app.addHook('onSend', async (_request, reply) => {
    // Fastify adds a charset, a parameter that the type does not have.
    if (String(reply.getHeader('content-type')).startsWith(PROBLEM_TYPE)) reply.header('content-type', PROBLEM_TYPE)
    // A host may add headers for browser apps to all routes below it.
    for (const name of Object.keys(reply.getHeaders())) {
      if (name.startsWith('access-control-')) reply.removeHeader(name)
    }
  })
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOfFastify(error, request, MEDIA_TYPE)
    const known = refusal === undefined ? toControlError(error) : fromRefusal(refusal)
    if (known.status >= 500 && known !== error as Error) request.log.error({ err: error }, 'control call failed')
    const details = problemDetails(known, app.openBooking.urlOf(request))
    return reply.code(known.status).type(PROBLEM_TYPE).send(JSON.stringify(details))
  })
}, { name: 'open-booking-simulator-control-problems', dependencies: ['open-booking-simulator-core'] })

/** Map any thrown value: domain functions that control calls share with the APIs throw errors of the catalogue. */
function toControlError (error: FastifyError | Error): ControlError {
  if (error instanceof ControlError) return error
  return fromBookingError(toBookingError(error, undefined))
}
