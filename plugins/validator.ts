import type { ErrorObject } from 'ajv'
import fp from 'fastify-plugin'
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'
import { BookingError } from '../domain/protocol/errors.ts'
import { createAjv, describeErrors } from '../simulator/schema-validation.ts'

/** One for all areas and simulators: Ajv compiles each schema once, and the schemas of routes are constants. */
const ajv = createAjv('requests')

/** Validate requests by their schemas without changing them; a mismatch is an OpenBookingError. */
export default fp(async (app) => {
  app.setValidatorCompiler(({ schema }) => ajv.compile(schema as object))
  app.setSchemaErrorFormatter((errors: FastifySchemaValidationError[], part) =>
    new BookingError('OpenBookingError', describeErrors(errors as unknown as ErrorObject[], part)))
}, { name: 'open-booking-simulator-validator' })
