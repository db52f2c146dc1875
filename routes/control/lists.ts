import fp from 'fastify-plugin'
import { dueQuery, leasesQuery, opportunitiesQuery, ordersQuery, proposalsQuery } from '../../schemas/control/lists.ts'
import { emptyQuery } from '../../schemas/control/queries.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { dueItems } from '../../simulator/control/view/due.ts'
import { leases, opportunities, orders, proposals } from '../../simulator/control/view/lists.ts'
import { partners } from '../../simulator/control/view/partners.ts'

/** Show what is stored, page by page. */
const lists: RoutePlugin = async (app) => {
  app.get('/orders', { schema: { querystring: ordersQuery } }, async ({ query, openBooking }) =>
    await orders(openBooking.simulator, query))
  app.get('/proposals', { schema: { querystring: proposalsQuery } }, async ({ query, openBooking }) =>
    await proposals(openBooking.simulator, query))
  app.get('/leases', { schema: { querystring: leasesQuery } }, async ({ query, openBooking }) =>
    await leases(openBooking.simulator, query))
  app.get('/opportunities', { schema: { querystring: opportunitiesQuery } }, async ({ query, openBooking }) =>
    await opportunities(openBooking.simulator, query))
  app.get('/due', { schema: { querystring: dueQuery } }, async ({ query, openBooking }) =>
    await dueItems(openBooking.simulator, query))
  app.get('/partners', { schema: { querystring: emptyQuery } }, async ({ openBooking }) =>
    await partners(openBooking.simulator))
}

export default fp(lists, { name: 'open-booking-simulator-control-lists', encapsulate: true })
