import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ControlError } from '../../domain/control/control-error.ts'
import { emptyQuery } from '../../schemas/control/queries.ts'
import { tenantParams, tenantSettings } from '../../schemas/control/tenants.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import type { Tenants } from '../../simulator/control/tenants/tenants.ts'

const tenants: RoutePlugin = async (app) => {
  const list = { schema: { querystring: emptyQuery }, config: { operation: 'listTenants' } } as const
  app.get('/tenants', list, async ({ openBooking }) =>
    ({ items: requireTenants(openBooking).list() }))

  /** A tenant without settings needs no body. */
  const preValidation = async (request: FastifyRequest): Promise<void> => {
    if (request.body === undefined) request.body = {}
  }
  const creation = {
    schema: { params: tenantParams, body: tenantSettings }, config: { operation: 'putTenant' }, preValidation
  } as const
  app.put('/tenants/:id', creation, async ({ params: { id }, body, openBooking }, reply) => {
    const { tenant, isNew } = await requireTenants(openBooking).put(id, body)
    if (isNew) reply.code(201).header('location', tenant.url)
    return tenant
  })

  const removal = { schema: { params: tenantParams }, config: { operation: 'removeTenant' } } as const
  app.delete('/tenants/:id', removal, async ({ params: { id }, openBooking }, reply) => {
    await requireTenants(openBooking).remove(id)
    return await reply.code(204).send()
  })
}

/**
 * Find the tenants that a request may manage.
 * @throws {ControlError} for a request to a tenant, which has none
 */
function requireTenants ({ tenants }: FastifyRequest['openBooking']): Tenants {
  if (tenants !== null) return tenants
  throw new ControlError(404, 'A tenant has no tenants of its own. Send the call without /t/{name}.')
}

export default fp(tenants, { name: 'open-booking-simulator-control-tenants', encapsulate: true })
