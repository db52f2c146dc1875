import fp from 'fastify-plugin'
import { validationRequest } from '../../schemas/control/validation.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { validateDocument } from '../../simulator/control/view/validation.ts'

/** Validate a document of a broker. */
const validation: RoutePlugin = async (app) => {
  const settings = { schema: { body: validationRequest }, config: { operation: 'validate' } } as const
  app.post('/validate', settings, async ({ body }) => await validateDocument(body))
}

export default fp(validation, { name: 'open-booking-simulator-control-validation', encapsulate: true })
