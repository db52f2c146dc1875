import type { ErrorObject, ValidateFunction } from 'ajv'
import fp from 'fastify-plugin'
import type { FastifySchemaValidationError, FastifyValidationResult } from 'fastify/types/schema.js'
import { BookingError } from '../domain/protocol/errors.ts'
import { ajvFor, describeErrors } from '../simulator/schema-validation.ts'

/** Validate requests by their schemas without changing them; a mismatch is an OpenBookingError. */
export default fp(async (app) => {
  app.setValidatorCompiler(({ schema }) => compileLate(() => ajvFor('requests').compile(schema as object)))
  app.setSchemaErrorFormatter((errors: FastifySchemaValidationError[], part) =>
    new BookingError('OpenBookingError', describeErrors(errors as unknown as ErrorObject[], part)))
}, { name: 'open-booking-simulator-validator' })

/** Compile a schema at its first request: all schemas together take longer than the rest of a start. */
export function compileLate (compile: () => ValidateFunction): FastifyValidationResult {
  let compiled: ValidateFunction | undefined
  const validate: FastifyValidationResult = (value: unknown) => {
    compiled ??= compile()
    const isValid = compiled(value)
    validate.errors = (compiled.errors ?? null) as FastifySchemaValidationError[] | null
    return isValid
  }
  return validate
}
